package dev.msi4j.cli.state;

import dev.msi4j.cli.console.Environment;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.StateArchive;
import java.util.function.Consumer;
import picocli.CommandLine.Mixin;

/** Options that select the state of a stopped local Azure. */
final class StateOptions {
  @Mixin private StateOption state = new StateOption();
  @Mixin private DatabaseOption database = new DatabaseOption();

  /** Opens the state for an action; no server can start on it meanwhile. */
  public void with(Environment environment, Consumer<StateArchive> action) {
    var folder = state.directory(environment);
    var builder = database.applyTo(LocalAzure.builder().stateDirectory(folder.path()), environment);
    var claim = folder.claim();
    try (claim;
        var opened = builder.openState()) {
      action.accept(opened);
    }
  }
}
