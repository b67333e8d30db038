package dev.msi4j.local.internal.entra;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The error of the token service for a resource that it does not know, for the endpoints that pass
 * it on.
 *
 * @param code the OAuth 2.0 error code
 * @param description the message, with the ids of the exchange
 * @param details the other members of the error: the number of the message, the time and the ids
 */
public record UnknownResource(String code, String description, ObjectNode details) {
  /**
   * Creates the error.
   *
   * @param ids makes the trace id and the correlation id
   */
  public static UnknownResource of(
      String resource, UUID tenantId, Instant now, Supplier<UUID> ids) {
    var correlationIds = new CorrelationIds(ids.get(), ids.get(), false, now);
    var error = correlationIds.reject(EntraError.unknownResource(resource, tenantId)).document();
    var code = error.remove("error").asText();
    var description = error.remove("error_description").asText();
    return new UnknownResource(code, description, error);
  }
}
