package dev.msi4j.local.internal.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The parameters of a query string or of a form body, in the order sent; names are compared without
 * case.
 */
public final class Query {
  /** No parameters. */
  public static final Query NONE = new Query(List.of());

  private final List<Parameter> parameters;

  private Query(List<Parameter> parameters) {
    this.parameters = parameters;
  }

  /** Reads {@code a=1&b=2}; a plus sign is a blank, as forms have it. Never fails. */
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

  /** The first value under a name. */
  public Optional<String> first(String name) {
    return parameters.stream()
        .filter(parameter -> parameter.name.equalsIgnoreCase(name))
        .map(Parameter::value)
        .findFirst();
  }

  /** The first value under a name that is not blank. */
  public Optional<String> filled(String name) {
    return first(name).filter(value -> !value.isBlank());
  }

  /** Decodes what a form or a query has encoded; a plus sign is a blank. */
  public static String decode(String text) {
    return PercentEncoding.decode(text.replace('+', ' '));
  }

  private record Parameter(String name, String value) {}
}
