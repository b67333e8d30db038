package dev.msi4j.cli.azure;

import dev.msi4j.cli.console.CommandException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Reads tags as the Azure CLI does: {@code name=value}, a name alone, or an empty text for none.
 * Prints them in the same form.
 */
public final class Tags {
  private Tags() {}

  /** Reads the tags of a command line. */
  public static Map<String, String> parse(List<String> texts) {
    var tags = new LinkedHashMap<String, String>();
    for (String text : texts) {
      if (!text.isEmpty()) {
        int equals = text.indexOf('=');
        String name = equals < 0 ? text : text.substring(0, equals);
        if (name.isEmpty()) {
          throw new CommandException("tag '" + text + "' must be name=value");
        }
        tags.put(name, equals < 0 ? "" : text.substring(equals + 1));
      }
    }
    return tags;
  }

  /** Returns tags as the cell of a table. */
  public static String format(Map<String, String> tags) {
    return tags.entrySet().stream()
        .map(tag -> tag.getKey() + "=" + tag.getValue())
        .collect(Collectors.joining(" "));
  }
}
