package dev.msi4j.cli.completion;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Writes the completion script of PowerShell. */
final class PowerShellCompletion {
  private static final String HEADER =
      """
      # Completion of msi for PowerShell.
      Register-ArgumentCompleter -Native -CommandName msi -ScriptBlock {
        param($wordToComplete, $commandAst, $cursorPosition)
        $words = @{
      """;
  private static final String FOOTER =
      """
        }
        $command = @()
        foreach ($element in $commandAst.CommandElements | Select-Object -Skip 1) {
          $text = "$element"
          if ($text.StartsWith('-') -or -not $words.ContainsKey((@($command) + $text) -join ' ')) { break }
          $command += $text
        }
        $words[$command -join ' '] | Where-Object { $_ -like "$wordToComplete*" } | ForEach-Object {
          [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
        }
      }
      """;

  private PowerShellCompletion() {}

  /** Returns a script with a table of the words that may follow each command. */
  static String script(CommandLine msi) {
    return HEADER
        + CommandTree.of(msi).entrySet().stream()
            .map(PowerShellCompletion::line)
            .collect(Collectors.joining())
        + FOOTER;
  }

  private static String line(Map.Entry<String, CommandSpec> entry) {
    return "    '" + entry.getKey() + "' = @(" + words(entry.getValue()) + ")\n";
  }

  private static String words(CommandSpec command) {
    var options =
        command.options().stream()
            .filter(option -> !option.hidden())
            .map(each -> each.longestName());
    return Stream.of(CommandTree.subcommands(command).keySet().stream(), options)
        .flatMap(each -> each)
        .map(word -> "'" + word + "'")
        .collect(Collectors.joining(", "));
  }
}
