package dev.msi4j.cli.audit;

import dev.msi4j.cli.console.CommandException;
import dev.msi4j.cli.console.JsonText;
import dev.msi4j.cli.console.ReportFile;
import dev.msi4j.cli.console.TextFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A file of accepted findings. */
final class Baseline {
  private static final int FORMAT_VERSION = 1;
  private static final String ACCEPTED = "accepted";

  private Baseline() {}

  /**
   * Reads the keys of the accepted findings.
   *
   * @throws CommandException if the file cannot be read, or is not a baseline
   */
  static Set<String> read(Path file) {
    var name = "--baseline '" + file + "'";
    var text = TextFile.read(name, file);
    Map<String, Object> document;
    try {
      document = JsonText.readObject(text.getBytes(StandardCharsets.UTF_8));
    } catch (UncheckedIOException e) {
      throw invalid(name, e);
    }
    if (!(document.get(ACCEPTED) instanceof List<?> accepted)) {
      throw invalid(name, null);
    }
    var keys = new HashSet<String>();
    for (var each : accepted) {
      if (!(each instanceof Map<?, ?> members
          && members.get("rule") instanceof String rule
          && members.get("resource") instanceof String resource)) {
        throw invalid(name, null);
      }
      keys.add(Finding.key(rule, resource));
    }
    return keys;
  }

  private static CommandException invalid(String name, @Nullable Throwable cause) {
    return new CommandException(
        name
            + " must be a JSON object with the list 'accepted' of objects with 'rule' and"
            + " 'resource', as --write-baseline writes it",
        cause);
  }

  /** Writes a file that accepts findings. */
  static void write(Path file, List<Finding> findings) {
    var document = new LinkedHashMap<String, Object>();
    document.put("formatVersion", FORMAT_VERSION);
    document.put(ACCEPTED, findings.stream().map(Baseline::members).toList());
    ReportFile.write(file, JsonText.indent(JsonText.write(document)) + "\n");
  }

  private static Map<String, String> members(Finding finding) {
    var members = new LinkedHashMap<String, String>();
    members.put("rule", finding.rule().id());
    members.put("resource", finding.place().resource());
    members.put("message", finding.place().message());
    return members;
  }
}
