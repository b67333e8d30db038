package dev.msi4j.local.internal.deployments.expressions;

import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/**
 * Date formats of .NET with the invariant culture (Microsoft Learn, "Standard date and time format
 * strings" and "Custom date and time format strings").
 */
final class DateFormat {
  private static final String SPECIFIERS = "yMdHhmsftz";

  /** The standard formats as custom ones. */
  private static final Map<String, String> STANDARD =
      Map.ofEntries(
          Map.entry("d", "MM/dd/yyyy"),
          Map.entry("D", "dddd, dd MMMM yyyy"),
          Map.entry("f", "dddd, dd MMMM yyyy HH:mm"),
          Map.entry("F", "dddd, dd MMMM yyyy HH:mm:ss"),
          Map.entry("g", "MM/dd/yyyy HH:mm"),
          Map.entry("G", "MM/dd/yyyy HH:mm:ss"),
          Map.entry("m", "MMMM dd"),
          Map.entry("M", "MMMM dd"),
          Map.entry("o", "yyyy-MM-ddTHH:mm:ss.fffffff'Z'"),
          Map.entry("O", "yyyy-MM-ddTHH:mm:ss.fffffff'Z'"),
          Map.entry("r", "ddd, dd MMM yyyy HH:mm:ss 'GMT'"),
          Map.entry("R", "ddd, dd MMM yyyy HH:mm:ss 'GMT'"),
          Map.entry("s", "yyyy-MM-ddTHH:mm:ss"),
          Map.entry("t", "HH:mm"),
          Map.entry("T", "HH:mm:ss"),
          Map.entry("u", "yyyy-MM-dd HH:mm:ss'Z'"),
          Map.entry("U", "dddd, dd MMMM yyyy HH:mm:ss"),
          Map.entry("y", "yyyy MMMM"),
          Map.entry("Y", "yyyy MMMM"));

  private DateFormat() {}

  static String format(OffsetDateTime time, String format, Arguments call) {
    var custom = STANDARD.getOrDefault(format, format);
    call.budget().reserve(custom.length());
    var result = new StringBuilder();
    for (var at = 0; at < custom.length(); ) {
      var next = custom.charAt(at);
      if (next == '\'' || next == '"') {
        var end = custom.indexOf(next, at + 1);
        if (end < 0) {
          throw call.invalid("the date format '" + format + "' has no closing quote");
        }
        result.append(custom, at + 1, end);
        at = end + 1;
      } else if (SPECIFIERS.indexOf(next) >= 0) {
        var end = at;
        while (end < custom.length() && custom.charAt(end) == next) {
          end++;
        }
        result.append(specifier(time, next, end - at));
        at = end;
      } else {
        var escaped = next == '\\' && at + 1 < custom.length();
        // A percent sign makes a single letter a custom format.
        if (next != '%') {
          result.append(custom.charAt(escaped ? at + 1 : at));
        }
        at += escaped ? 2 : 1;
      }
    }
    return result.toString();
  }

  private static String specifier(OffsetDateTime time, char letter, int count) {
    return switch (letter) {
      case 'y' -> count <= 2 ? pattern(time, "yy") : padded(time.getYear(), count);
      case 'M' -> count <= 2 ? padded(time.getMonthValue(), count) : pattern(time, "M", count);
      case 'd' -> count <= 2 ? padded(time.getDayOfMonth(), count) : pattern(time, "E", count);
      case 'H' -> padded(time.getHour(), count);
      case 'h' -> padded((time.getHour() + 11) % 12 + 1, count);
      case 'm' -> padded(time.getMinute(), count);
      case 's' -> padded(time.getSecond(), count);
      case 'f' ->
          String.format(Locale.ROOT, "%09d", time.getNano()).substring(0, Math.min(count, 7));
      case 't' -> (time.getHour() < 12 ? "AM" : "PM").substring(0, Math.min(count, 2));
      default -> count < 3 ? "+00" : "+00:00";
    };
  }

  private static String pattern(OffsetDateTime time, String letter, int count) {
    return pattern(time, letter.repeat(Math.min(count, 4)));
  }

  private static String pattern(OffsetDateTime time, String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).format(time);
  }

  private static String padded(int number, int digits) {
    var text = Integer.toString(number);
    return "0".repeat(Math.max(0, Math.min(digits, 10) - text.length())) + text;
  }
}
