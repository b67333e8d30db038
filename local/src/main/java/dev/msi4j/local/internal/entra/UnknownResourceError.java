package dev.msi4j.local.internal.entra;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The token service's error for an unknown resource, for the token endpoints that return the same
 * error.
 *
 * @param code the OAuth 2.0 error code
 * @param description the message with trace id, correlation id and timestamp
 * @param details the other members of the error: error codes, timestamp and ids
 */
public record UnknownResourceError(String code, String description, ObjectNode details) {
  /**
   * Creates the error.
   *
   * @param ids generates the trace id and the correlation id
   */
  public static UnknownResourceError of(
      String resource, UUID tenantId, Instant now, Supplier<UUID> ids) {
    var correlationIds = new CorrelationIds(ids.get(), ids.get(), false, now);
    var error = correlationIds.reject(EntraError.unknownResource(resource, tenantId)).document();
    var code = error.remove("error").asText();
    var description = error.remove("error_description").asText();
    return new UnknownResourceError(code, description, error);
  }
}
