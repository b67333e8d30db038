package dev.msi4j.local.internal.entra;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.http.Refusal;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.store.StoreUnavailable;
import java.io.Serial;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A request that the token service refuses. */
final class EntraRefusal extends Refusal {
  @Serial private static final long serialVersionUID = 1;

  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final transient EntraError error;
  private final transient Trace trace;

  EntraRefusal(EntraError error, Trace trace) {
    super("AADSTS" + error.code() + ": " + error.message());
    this.error = error;
    this.trace = trace;
  }

  @Override
  public Response answer(String origin) {
    var document = document().put("error_uri", origin + "/error?code=" + error.code());
    var answer = trace.stamp(Response.json(error.status(), document));
    return error.status() == 503
        ? answer.with("Retry-After", Long.toString(StoreUnavailable.RETRY_AFTER_SECONDS))
        : answer;
  }

  /** Returns the error without the address of its description, which depends on the server. */
  ObjectNode document() {
    var timestamp = TIMESTAMP.format(trace.at());
    var document = Json.object().put("error", error.error());
    document
        .put("error_description", description(timestamp))
        .putArray("error_codes")
        .add(error.code());
    return document
        .put("timestamp", timestamp)
        .put("trace_id", trace.traceId().toString())
        .put("correlation_id", trace.correlationId().toString());
  }

  private String description(String timestamp) {
    return String.join(
        " ",
        "AADSTS" + error.code() + ": " + error.message(),
        "Trace ID: " + trace.traceId(),
        "Correlation ID: " + trace.correlationId(),
        "Timestamp: " + timestamp);
  }
}
