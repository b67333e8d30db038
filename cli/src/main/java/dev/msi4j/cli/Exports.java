package dev.msi4j.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Variables as a shell reads them: {@code export NAME='value'} lines. */
final class Exports {
  private static final Pattern LINE =
      Pattern.compile("^export ([A-Z0-9_]+)='((?:[^']++|'\\\\'')*+)'$", Pattern.MULTILINE);
  private static final String QUOTE = "'\\''";

  private Exports() {}

  static String write(Map<String, String> variables) {
    return variables.entrySet().stream()
        .map(each -> "export " + each.getKey() + "='" + each.getValue().replace("'", QUOTE) + "'\n")
        .collect(Collectors.joining());
  }

  static Map<String, String> read(String text) {
    var variables = new LinkedHashMap<String, String>();
    LINE.matcher(text)
        .results()
        .forEach(line -> variables.put(line.group(1), line.group(2).replace(QUOTE, "'")));
    return variables;
  }
}
