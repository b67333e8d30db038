package dev.msi4j.cli.completion;

import dev.msi4j.cli.console.Environment;
import java.util.function.Supplier;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints a script with which a shell completes commands and options. */
@Command(
    name = "completion",
    description = "Print a script that completes commands and options in a shell",
    footerHeading = "%nExamples:%n",
    footer = {
      "  eval \"$(msi completion bash)\"",
      "  msi completion fish > ~/.config/fish/completions/msi.fish"
    })
public final class CompletionCommand implements Runnable {
  /** A shell with programmable completion. */
  enum Shell {
    BASH,
    ZSH,
    FISH,
    POWERSHELL
  }

  private final Environment environment;
  private final Supplier<CommandLine> msi;

  @Parameters(paramLabel = "SHELL", description = "Shell: bash, zsh, fish or powershell")
  private Shell shell = Shell.BASH;

  /**
   * Creates the command.
   *
   * @param msi creates the command with all subcommands
   */
  public CompletionCommand(Environment environment, Supplier<CommandLine> msi) {
    this.environment = environment;
    this.msi = msi;
  }

  @Override
  public void run() {
    var all = msi.get();
    var script =
        switch (shell) {
          // The script of picocli loads bashcompinit if the shell is zsh.
          case BASH, ZSH -> AutoComplete.bash("msi", all);
          case FISH -> FishCompletion.script(all);
          case POWERSHELL -> PowerShellCompletion.script(all);
        };
    environment.out().print(script);
    environment.out().flush();
  }
}
