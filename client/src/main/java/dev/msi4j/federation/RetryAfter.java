package dev.msi4j.federation;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpHeaderName;
import dev.msi4j.ArmError;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Parses the delay that a throttled response requests: from a header, or from the error message if
 * no header is present.
 */
final class RetryAfter {
  private static final HttpHeaderName MILLISECONDS = HttpHeaderName.fromString("retry-after-ms");
  private static final HttpHeaderName AZURE_MILLISECONDS =
      HttpHeaderName.fromString("x-ms-retry-after-ms");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");
  private static final Pattern MESSAGE =
      Pattern.compile("retry after (\\d{1,9}) seconds?", Pattern.CASE_INSENSITIVE);

  private RetryAfter() {}

  static Optional<Duration> of(Throwable failure, Instant now) {
    if (!(failure instanceof HttpResponseException exception) || exception.getResponse() == null) {
      return Optional.empty();
    }
    var headers = exception.getResponse().getHeaders();
    return milliseconds(headers.getValue(MILLISECONDS))
        .or(() -> milliseconds(headers.getValue(AZURE_MILLISECONDS)))
        .or(() -> secondsOrDate(headers.getValue(HttpHeaderName.RETRY_AFTER), now))
        .or(() -> ArmError.of(exception).flatMap(error -> fromMessage(error.message())));
  }

  private static Optional<Duration> milliseconds(@Nullable String value) {
    return Optional.ofNullable(value)
        .filter(NUMBER.asMatchPredicate())
        .map(text -> Duration.ofMillis(Long.parseLong(text)));
  }

  private static Optional<Duration> secondsOrDate(@Nullable String value, Instant now) {
    if (value == null) {
      return Optional.empty();
    }
    if (NUMBER.matcher(value).matches()) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
    }
    try {
      var date = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Optional.of(date.isAfter(now) ? Duration.between(now, date) : Duration.ZERO);
    } catch (DateTimeException e) {
      // An unparseable header is ignored.
      return Optional.empty();
    }
  }

  private static Optional<Duration> fromMessage(String message) {
    var matcher = MESSAGE.matcher(message);
    return matcher.find()
        ? Optional.of(Duration.ofSeconds(Long.parseLong(matcher.group(1))))
        : Optional.empty();
  }
}
