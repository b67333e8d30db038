package dev.msi4j.cli.state;

import dev.msi4j.cli.console.Environment;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.LocalAzureBuilder;
import dev.msi4j.local.StateArchive;
import java.util.function.Consumer;
import picocli.CommandLine.Mixin;

/** Options that select the state of a stopped local Azure. */
public final class StateOptions {
  @Mixin private StateOption state = new StateOption();
  @Mixin private DatabaseOption database = new DatabaseOption();

  /** Opens the state for an action; no server can start on it meanwhile. */
  public void with(Environment environment, Consumer<StateArchive> action) {
    var folder = state.directory(environment);
    var builder = builder(environment, folder);
    var claim = folder.claim();
    try (claim;
        var opened = builder.openState()) {
      action.accept(opened);
    }
  }

  /** Runs a local Azure on the state for an action; no other server can start on it meanwhile. */
  public void serve(Environment environment, Consumer<LocalAzure> action) {
    var folder = state.directory(environment);
    var builder = builder(environment, folder);
    var claim = folder.claim();
    try (claim;
        var azure = builder.start()) {
      action.accept(azure);
    }
  }

  private LocalAzureBuilder builder(Environment environment, ServerDirectory folder) {
    return database.applyTo(LocalAzure.builder().stateDirectory(folder.path()), environment);
  }
}
