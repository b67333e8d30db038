package dev.msi4j.local.internal.entra;

import dev.msi4j.local.internal.http.Request;
import dev.msi4j.local.internal.http.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The ids that identify one request to the token service in logs and errors.
 *
 * @param correlationId the client's request id, or a generated one
 * @param echoed whether the response has the client's request id in a header
 * @param at the time of the request
 */
record CorrelationIds(UUID traceId, UUID correlationId, boolean echoed, Instant at) {
  private static final String CLIENT_REQUEST_ID = "client-request-id";

  static CorrelationIds of(Request request, Clock clock, Supplier<UUID> ids) {
    // MSAL Node sends the id in the query, other clients send it in a header.
    var correlationId =
        request
            .headers()
            .first(CLIENT_REQUEST_ID)
            .or(() -> request.query().first(CLIENT_REQUEST_ID))
            .flatMap(Guids::parse);
    var requested = request.headers().first("return-client-request-id").orElse("false");
    return new CorrelationIds(
        ids.get(),
        correlationId.orElseGet(ids),
        correlationId.isPresent() && requested.equalsIgnoreCase("true"),
        clock.instant());
  }

  TokenException reject(EntraError error) {
    return new TokenException(error, this);
  }

  /** Adds the ids and the headers that forbid caching to a response. */
  Response addHeaders(Response response) {
    var result =
        response
            .with("Cache-Control", "no-store, no-cache")
            .with("Pragma", "no-cache")
            .with("Expires", "-1")
            .with("X-Content-Type-Options", "nosniff")
            .with("x-ms-request-id", traceId.toString());
    return echoed ? result.with(CLIENT_REQUEST_ID, correlationId.toString()) : result;
  }
}
