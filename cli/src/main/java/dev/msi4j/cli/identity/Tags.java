package dev.msi4j.cli.identity;

import dev.msi4j.cli.console.CommandException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads tags as the Azure CLI does: {@code name=value}, a name alone, or an empty text for none.
 */
final class Tags {
  private Tags() {}

  static Map<String, String> parse(List<String> texts) {
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
}
