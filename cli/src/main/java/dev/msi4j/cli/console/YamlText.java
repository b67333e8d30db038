package dev.msi4j.cli.console;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** Writes JSON values as YAML. */
public final class YamlText {
  private YamlText() {}

  /** Returns a value of maps, lists and scalars as YAML in block style. */
  public static String write(@Nullable Object value) {
    var text = yaml(true).dump(value);
    return TerminalText.lines(text).equals(text) ? text : yaml(false).dump(value);
  }

  /** Returns a writer that escapes control characters, and all but ASCII unless allowed. */
  private static Yaml yaml(boolean allowUnicode) {
    var options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    options.setSplitLines(false);
    // A value that occurs twice is written twice: readers limit the number of aliases.
    options.setDereferenceAliases(true);
    options.setAllowUnicode(allowUnicode);
    options.setNonPrintableStyle(DumperOptions.NonPrintableStyle.ESCAPE);
    return new Yaml(options);
  }
}
