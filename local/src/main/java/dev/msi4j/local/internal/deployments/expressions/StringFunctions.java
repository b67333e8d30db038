package dev.msi4j.local.internal.deployments.expressions;

import com.fasterxml.jackson.databind.JsonNode;
import dev.msi4j.local.internal.arm.ArmException;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.text.CaseFolding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Functions on strings (Microsoft Learn, "String functions for ARM templates"). */
final class StringFunctions {
  private static final int MAX_PADDED_LENGTH = 10_000;

  private StringFunctions() {}

  static void define(FunctionTable table) {
    table
        .add("endsWith", 2, call -> Values.flag(endsWith(call.text(0), call.text(1))))
        .add("startsWith", 2, call -> Values.flag(startsWith(call.text(0), call.text(1))))
        .add("format", 1, FunctionTable.ANY, StringFunctions::format)
        .add("join", 2, StringFunctions::join)
        .add("newGuid", 0, call -> newGuid(call))
        .add("padLeft", 2, 3, StringFunctions::padLeft)
        .add("replace", 3, StringFunctions::replace)
        .add("split", 2, StringFunctions::split)
        .add("string", 1, call -> Values.text(display(call.value(0))))
        .add("substring", 2, 3, StringFunctions::substring)
        .add("toLower", 1, call -> Values.text(CaseFolding.of(call.text(0))))
        .add("toUpper", 1, call -> Values.text(call.text(0).toUpperCase(Locale.ROOT)))
        .add("trim", 1, call -> Values.text(call.text(0).strip()));
  }

  /** Returns a value as a string: strings as they are, other values as JSON. */
  static String display(JsonNode value) {
    if (value.isTextual()) {
      return value.textValue();
    }
    // .NET writes booleans with a capital letter.
    if (value.isBoolean()) {
      return value.booleanValue() ? "True" : "False";
    }
    return value.isNull() ? "" : Json.write(value);
  }

  private static boolean startsWith(String text, String prefix) {
    return text.regionMatches(true, 0, prefix, 0, prefix.length());
  }

  private static boolean endsWith(String text, String suffix) {
    var start = text.length() - suffix.length();
    return start >= 0 && text.regionMatches(true, start, suffix, 0, suffix.length());
  }

  private static JsonNode format(Arguments call) {
    var values = call.values();
    if (!values.get(0).isTextual()) {
      throw call.wrongType(0, "a string", values.get(0));
    }
    return call.budget()
        .charge(
            Values.text(
                CompositeFormat.format(
                    values.get(0).textValue(), values.subList(1, values.size()), call)));
  }

  private static JsonNode join(Arguments call) {
    var parts = new ArrayList<String>();
    call.array(0).forEach(item -> parts.add(display(item)));
    var separator = call.text(1);
    call.budget()
        .reserve(
            parts.stream().mapToLong(String::length).sum()
                + (long) separator.length() * parts.size());
    return Values.text(String.join(separator, parts));
  }

  /** Azure allows it only as the default of a parameter, which is evaluated once. */
  private static JsonNode newGuid(Arguments call) {
    return call.evaluator()
        .variableOfLambda(DefaultValues.NEW_GUID)
        .orElseThrow(() -> onlyInDefault(call));
  }

  static ArmException onlyInDefault(Arguments call) {
    return TemplateErrors.expression(
        "The template function '"
            + call.function()
            + "' is not expected at this location: it can be used only in the default value of a"
            + " parameter.");
  }

  private static JsonNode padLeft(Arguments call) {
    var value = call.value(0);
    if (!value.isTextual() && !value.isIntegralNumber()) {
      throw call.wrongType(0, "a string or an integer", value);
    }
    var text = value.asText();
    var length = call.integer(1, 0, MAX_PADDED_LENGTH);
    var padding = call.optionalText(2).orElse(" ");
    if (padding.length() != 1) {
      throw call.invalid("argument 3 is '" + padding + "': it must be one character");
    }
    return Values.text(padding.repeat(Math.max(0, length - text.length())) + text);
  }

  private static JsonNode replace(Arguments call) {
    var text = call.text(0);
    var old = call.text(1);
    var replacement = call.text(2);
    if (old.isEmpty()) {
      throw call.invalid("argument 2 is empty: it must have at least one character");
    }
    call.budget().reserve(text.length() + (long) count(text, old) * replacement.length());
    return Values.text(text.replace(old, replacement));
  }

  private static int count(String text, String part) {
    var count = 0;
    for (var at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
      count++;
    }
    return count;
  }

  private static JsonNode split(Arguments call) {
    var delimiters = new ArrayList<String>();
    var delimiter = call.value(1);
    if (delimiter.isTextual()) {
      delimiters.add(delimiter.textValue());
    } else if (delimiter.isArray()) {
      delimiter.forEach(each -> delimiters.add(each.asText()));
    } else {
      throw call.wrongType(1, "a string or an array of strings", delimiter);
    }
    var items = Json.array();
    parts(call.text(0), delimiters.stream().filter(each -> !each.isEmpty()).toList())
        .forEach(items::add);
    return call.budget().charge(items);
  }

  private static List<String> parts(String text, List<String> delimiters) {
    var parts = new ArrayList<String>();
    var start = 0;
    for (var at = 0; at < text.length(); at++) {
      var found = delimiterAt(text, at, delimiters);
      if (found > 0) {
        parts.add(text.substring(start, at));
        start = at + found;
        at = start - 1;
      }
    }
    parts.add(text.substring(start));
    return parts;
  }

  private static int delimiterAt(String text, int at, List<String> delimiters) {
    for (var delimiter : delimiters) {
      if (text.startsWith(delimiter, at)) {
        return delimiter.length();
      }
    }
    return 0;
  }

  private static JsonNode substring(Arguments call) {
    var text = call.text(0);
    var start = call.integer(1, 0, text.length());
    var length = call.has(2) ? call.integer(2, 0, text.length() - start) : text.length() - start;
    return Values.text(text.substring(start, start + length));
  }
}
