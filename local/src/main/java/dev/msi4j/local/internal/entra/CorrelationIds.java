package dev.msi4j.local.internal.entra;

import dev.msi4j.local.internal.http.Request;
import dev.msi4j.local.internal.http.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The ids under which one exchange with the token service can be found again.
 *
 * @param correlationId the client's own id for it, if it sent one
 * @param echoed whether the client wants its id back in a header
 */
record CorrelationIds(UUID traceId, UUID correlationId, boolean echoed, Instant at) {
  private static final String CLIENT_REQUEST_ID = "client-request-id";

  static CorrelationIds of(Request request, Clock clock, Supplier<UUID> ids) {
    // MSAL Node sends the id in the query, all others in a header.
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

  /** The response with the ids in its headers, and not to be kept by anybody. */
  Response stamp(Response response) {
    var stamped =
        response
            .with("Cache-Control", "no-store, no-cache")
            .with("Pragma", "no-cache")
            .with("Expires", "-1")
            .with("X-Content-Type-Options", "nosniff")
            .with("x-ms-request-id", traceId.toString());
    return echoed ? stamped.with(CLIENT_REQUEST_ID, correlationId.toString()) : stamped;
  }
}
