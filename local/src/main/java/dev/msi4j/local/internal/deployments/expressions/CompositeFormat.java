package dev.msi4j.local.internal.deployments.expressions;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;

/**
 * Composite format strings of .NET, such as {@code "{0}-{1:D3}"}: index, alignment, and the number
 * formats D, F, N and X (Microsoft Learn, "Composite formatting").
 */
final class CompositeFormat {
  private static final int MAX_WIDTH = 1_000;

  private CompositeFormat() {}

  static String format(String format, List<JsonNode> values, Arguments call) {
    var result = new StringBuilder();
    for (var at = 0; at < format.length(); at++) {
      var next = format.charAt(at);
      var doubled = at + 1 < format.length() && format.charAt(at + 1) == next;
      if ((next == '{' || next == '}') && doubled) {
        result.append(next);
        at++;
      } else if (next == '{') {
        var end = format.indexOf('}', at);
        if (end < 0) {
          throw call.invalid("the format has an opening brace without a closing one");
        }
        result.append(item(format.substring(at + 1, end), values, call));
        at = end;
      } else if (next == '}') {
        throw call.invalid("the format has a closing brace without an opening one");
      } else {
        result.append(next);
      }
      call.budget().reserve(1);
    }
    return result.toString();
  }

  private static String item(String item, List<JsonNode> values, Arguments call) {
    var colon = item.indexOf(':');
    var head = colon < 0 ? item : item.substring(0, colon);
    var comma = head.indexOf(',');
    var index = integer(comma < 0 ? head : head.substring(0, comma), item, call);
    var width = comma < 0 ? 0 : integer(head.substring(comma + 1), item, call);
    if (index < 0 || index >= values.size()) {
      throw call.invalid("the format item '{" + item + "}' has no argument");
    }
    var text = text(values.get(index), colon < 0 ? "" : item.substring(colon + 1), call);
    var padding = " ".repeat(Math.max(0, Math.min(MAX_WIDTH, Math.abs(width)) - text.length()));
    call.budget().reserve(text.length() + padding.length());
    return width < 0 ? text + padding : padding + text;
  }

  private static int integer(String text, String item, Arguments call) {
    try {
      return Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      throw call.invalid("the format item '{" + item + "}' must start with a number");
    }
  }

  private static String text(JsonNode value, String specifier, Arguments call) {
    if (specifier.isEmpty() || !value.isNumber()) {
      return StringFunctions.display(value);
    }
    var number = value.decimalValue();
    var kind = Character.toUpperCase(specifier.charAt(0));
    var digits = specifier.length() > 1 ? integer(specifier.substring(1), specifier, call) : -1;
    if (digits > MAX_WIDTH) {
      throw call.invalid("the format '" + specifier + "' has more than " + MAX_WIDTH + " digits");
    }
    return switch (kind) {
      case 'D' -> padded(number.toBigInteger().toString(), digits);
      case 'X' -> {
        var hex = padded(Long.toHexString(number.longValue()), digits);
        yield specifier.charAt(0) == 'X' ? hex.toUpperCase(Locale.ROOT) : hex;
      }
      case 'F' -> number.setScale(digits < 0 ? 2 : digits, RoundingMode.HALF_UP).toPlainString();
      case 'N' -> grouped(number, digits < 0 ? 2 : digits);
      default -> throw call.invalid("the number format '" + specifier + "' is not supported");
    };
  }

  private static String padded(String number, int digits) {
    var sign = number.startsWith("-") ? "-" : "";
    var value = number.substring(sign.length());
    return sign + "0".repeat(Math.max(0, digits - value.length())) + value;
  }

  private static String grouped(BigDecimal number, int decimals) {
    var format = new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT));
    format.setMinimumFractionDigits(decimals);
    format.setMaximumFractionDigits(decimals);
    format.setRoundingMode(RoundingMode.HALF_UP);
    return format.format(number);
  }
}
