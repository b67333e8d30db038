package dev.msi4j.local.internal.deployments.expressions;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;

/** Functions on dates (Microsoft Learn, "Date functions for ARM templates"). */
final class DateFunctions {
  private static final String UTC_NOW_FORMAT = "yyyyMMdd'T'HHmmss'Z'";
  private static final String RESULT_FORMAT = "M/d/yyyy h:mm:ss tt";

  private static final List<DateTimeFormatter> INPUT_FORMATS =
      List.of(
          DateTimeFormatter.ISO_OFFSET_DATE_TIME,
          DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ssXXX", Locale.ROOT),
          DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssX", Locale.ROOT));

  private DateFunctions() {}

  static void define(FunctionTable table) {
    table
        .add("dateTimeAdd", 2, 3, DateFunctions::dateTimeAdd)
        .add("dateTimeFromEpoch", 1, call -> Values.text(fromEpoch(call).toString()))
        .add(
            "dateTimeToEpoch", 1, call -> Values.integer(parse(call.text(0), call).toEpochSecond()))
        .add("utcNow", 0, 1, DateFunctions::utcNow);
  }

  private static JsonNode utcNow(Arguments call) {
    var now =
        call.evaluator()
            .variableOfLambda(DefaultValues.NOW)
            .orElseThrow(() -> StringFunctions.onlyInDefault(call));
    var time = Instant.parse(now.asText()).atOffset(ZoneOffset.UTC);
    var format = call.optionalText(0).filter(text -> !text.isEmpty()).orElse(UTC_NOW_FORMAT);
    return Values.text(DateFormat.format(time, format, call));
  }

  private static Instant fromEpoch(Arguments call) {
    try {
      return Instant.ofEpochSecond(call.integer(0));
    } catch (DateTimeException e) {
      throw call.invalid("the time is out of range");
    }
  }

  private static JsonNode dateTimeAdd(Arguments call) {
    var base = parse(call.text(0), call);
    try {
      var result = add(base, call.text(1), call);
      return Values.text(
          DateFormat.format(result, call.optionalText(2).orElse(RESULT_FORMAT), call));
    } catch (DateTimeException | ArithmeticException e) {
      throw call.invalid("the result is out of range");
    }
  }

  /** Adds an ISO 8601 duration such as {@code -P9DT1H}. */
  private static OffsetDateTime add(OffsetDateTime base, String text, Arguments call) {
    var isNegative = text.startsWith("-");
    var duration = isNegative ? text.substring(1) : text;
    var time = duration.indexOf('T');
    var date = time < 0 ? duration : duration.substring(0, time);
    try {
      var days = date.equals("P") ? Period.ZERO : Period.parse(date);
      var rest = time < 0 ? Duration.ZERO : Duration.parse("P" + duration.substring(time));
      return isNegative ? base.minus(days).minus(rest) : base.plus(days).plus(rest);
    } catch (DateTimeParseException e) {
      throw call.invalid("'" + text + "' is not an ISO 8601 duration");
    }
  }

  private static OffsetDateTime parse(String text, Arguments call) {
    for (var format : INPUT_FORMATS) {
      try {
        return OffsetDateTime.parse(text, format);
      } catch (DateTimeParseException e) {
        // Reported after the loop if no format fits.
      }
    }
    try {
      return LocalDate.parse(text).atStartOfDay().atOffset(ZoneOffset.UTC);
    } catch (DateTimeParseException e) {
      throw call.invalid("'" + text + "' is not an ISO 8601 time");
    }
  }
}
