package dev.msi4j.cli.state;

import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.local.LocalCommand;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.StateArchive;
import java.util.function.Consumer;
import picocli.CommandLine.Mixin;

/** The state of a local Azure that does not run, as the options of a command name it. */
final class StateOptions {
  @Mixin private LocalCommand.State state = new LocalCommand.State();
  @Mixin private DatabaseOption database = new DatabaseOption();

  /** Does something with it, unless a server has it; none begins to meanwhile. */
  public void with(Environment environment, Consumer<StateArchive> work) {
    var folder = state.in(environment);
    var builder = database.applyTo(LocalAzure.builder().stateDirectory(folder.path()), environment);
    var claim = folder.claim();
    try (claim;
        var opened = builder.openState()) {
      work.accept(opened);
    }
  }
}
