package dev.msi4j.local.internal.imds;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.entra.IssuedToken;
import dev.msi4j.local.internal.entra.Principal;
import dev.msi4j.local.internal.json.Json;
import java.time.Instant;

/**
 * A token of an identity and the time of the response; a cached token may have been issued hours
 * ago.
 *
 * @param principal the principal of the identity
 */
record HostToken(Principal principal, IssuedToken token, Instant now) {
  long expiresOn() {
    return token.expiresAt().getEpochSecond();
  }

  /** Returns the response body of instance metadata, in which every value is a string. */
  ObjectNode toJson() {
    var expiresIn = Long.toString(expiresOn() - now.getEpochSecond());
    return Json.object()
        .put("access_token", token.value())
        .put("client_id", principal.appId().toString())
        .put("expires_in", expiresIn)
        .put("expires_on", Long.toString(expiresOn()))
        .put("ext_expires_in", expiresIn)
        .put("not_before", Long.toString(token.notBefore().getEpochSecond()))
        .put("refresh_token", "")
        .put("resource", token.audience())
        .put("token_type", "Bearer");
  }
}
