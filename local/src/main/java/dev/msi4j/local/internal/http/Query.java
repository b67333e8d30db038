package dev.msi4j.local.internal.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Parameters of a query string or a form body, in their order, with case-insensitive names.
 * Immutable.
 */
public final class Query {
  /** No parameters. */
  public static final Query NONE = new Query(List.of());

  private final List<Parameter> parameters;

  private Query(List<Parameter> parameters) {
    this.parameters = parameters;
  }

  /** Parses {@code a=1&b=2}. A plus sign is a space, as in forms. Accepts any text. */
  public static Query parse(String text) {
    if (text.isEmpty()) {
      return NONE;
    }
    var parameters = new ArrayList<Parameter>();
    for (var pair : text.split("&", -1)) {
      if (!pair.isEmpty()) {
        var equals = pair.indexOf('=');
        parameters.add(
            equals < 0
                ? new Parameter(decode(pair), "")
                : new Parameter(
                    decode(pair.substring(0, equals)), decode(pair.substring(equals + 1))));
      }
    }
    return new Query(List.copyOf(parameters));
  }

  /** Returns the first value of a parameter. */
  public Optional<String> first(String name) {
    return parameters.stream()
        .filter(parameter -> parameter.name.equalsIgnoreCase(name))
        .map(Parameter::value)
        .findFirst();
  }

  /** Returns the first value of a parameter; empty if the value is blank. */
  public Optional<String> filled(String name) {
    return first(name).filter(value -> !value.isBlank());
  }

  /** Decodes a form-encoded text. A plus sign is a space. */
  public static String decode(String text) {
    return PercentEncoding.decode(text.replace('+', ' '));
  }

  private record Parameter(String name, String value) {}
}
