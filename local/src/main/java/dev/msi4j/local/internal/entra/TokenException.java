package dev.msi4j.local.internal.entra;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.http.ErrorResponseException;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.store.StoreUnavailableException;
import java.io.Serial;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Thrown if the token service rejects a request. */
final class TokenException extends ErrorResponseException {
  @Serial private static final long serialVersionUID = 1;

  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final transient EntraError error;
  private final transient CorrelationIds correlationIds;

  TokenException(EntraError error, CorrelationIds correlationIds) {
    super("AADSTS" + error.code() + ": " + error.message());
    this.error = error;
    this.correlationIds = correlationIds;
  }

  @Override
  public Response response(String origin) {
    var document = document().put("error_uri", origin + "/error?code=" + error.code());
    var response = correlationIds.addHeaders(Response.json(error.status(), document));
    return error.status() == 503
        ? response.with("Retry-After", Long.toString(StoreUnavailableException.RETRY_AFTER_SECONDS))
        : response;
  }

  /** Returns the error document without {@code error_uri}, which depends on the server's origin. */
  ObjectNode document() {
    var timestamp = TIMESTAMP.format(correlationIds.at());
    var document = Json.object().put("error", error.error());
    document
        .put("error_description", description(timestamp))
        .putArray("error_codes")
        .add(error.code());
    return document
        .put("timestamp", timestamp)
        .put("trace_id", correlationIds.traceId().toString())
        .put("correlation_id", correlationIds.correlationId().toString());
  }

  private String description(String timestamp) {
    return String.join(
        " ",
        "AADSTS" + error.code() + ": " + error.message(),
        "Trace ID: " + correlationIds.traceId(),
        "Correlation ID: " + correlationIds.correlationId(),
        "Timestamp: " + timestamp);
  }
}
