package dev.msi4j.local.internal.arm;

import static java.time.ZoneOffset.UTC;

import dev.msi4j.local.internal.http.Request;
import dev.msi4j.local.internal.http.Response;
import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Adds the headers that Resource Manager sends with every response, such as the request id. */
public final class ResponseHeaders {
  private static final DateTimeFormatter ROUTING_TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT);

  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);

  /** A longer client-chosen id could exceed the header limit of clients. */
  private static final int MAX_ID_LENGTH = 128;

  private final Clock clock;
  private final Supplier<UUID> ids;

  public ResponseHeaders(Clock clock, Supplier<UUID> ids) {
    this.clock = clock;
    this.ids = ids;
  }

  /** Returns the response to a request with the headers added. */
  Response addTo(Response response, Request request) {
    var id = ids.get().toString();
    var correlation = clientId(request, "x-ms-correlation-request-id").orElse(id);
    var time = clock.instant().atOffset(UTC);
    var routing = "LOCAL:" + ROUTING_TIME.format(time) + ":" + id;
    var withHeaders =
        response
            .with("x-ms-request-id", id)
            .with("x-ms-correlation-request-id", correlation)
            .with("x-ms-routing-request-id", routing)
            .with("Date", HTTP_DATE.format(time))
            .with("Cache-Control", "no-cache")
            .with("Pragma", "no-cache")
            .with("Expires", "-1")
            .with("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
            .with("X-Content-Type-Options", "nosniff");
    return request
        .headers()
        .first("x-ms-return-client-request-id")
        .filter("true"::equalsIgnoreCase)
        .flatMap(returned -> clientId(request, "x-ms-client-request-id"))
        .map(client -> withHeaders.with("x-ms-client-request-id", client))
        .orElse(withHeaders);
  }

  private static Optional<String> clientId(Request request, String header) {
    return request.headers().first(header).filter(id -> id.length() <= MAX_ID_LENGTH);
  }
}
