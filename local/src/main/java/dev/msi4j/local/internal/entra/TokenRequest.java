package dev.msi4j.local.internal.entra;

import dev.msi4j.local.internal.http.Query;
import dev.msi4j.local.internal.http.Request;
import dev.msi4j.local.internal.http.StrictBase64;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/**
 * A request for a token. Its string form leaves the credentials out.
 *
 * @param form the body's parameters; a client that names itself by HTTP Basic (RFC 6749, 2.3.1) has
 *     its id and secret in {@code basic}
 */
record TokenRequest(
    UUID tenantId, Query form, Optional<Basic> basic, CorrelationIds correlationIds) {
  static TokenRequest of(Request request, UUID tenantId, CorrelationIds correlationIds) {
    return new TokenRequest(
        tenantId,
        request.body().form(),
        request.headers().first("Authorization").flatMap(Basic::parse),
        correlationIds);
  }

  /** A parameter that must be there and not blank. */
  String required(String name) {
    return form.filled(name).orElseThrow(() -> reject(EntraError.missingParameter(name)));
  }

  String clientId() {
    return form.filled("client_id")
        .or(() -> basic.map(Basic::id))
        .orElseThrow(() -> reject(EntraError.missingParameter("client_id")));
  }

  /** The client secret, in the body or the header. */
  Optional<String> secret() {
    return form.filled("client_secret").or(() -> basic.map(Basic::secret));
  }

  TokenException reject(EntraError error) {
    return correlationIds.reject(error);
  }

  @Override
  public String toString() {
    return "TokenRequest[tenant=" + tenantId + ", trace=" + correlationIds + "]";
  }

  /** The credentials of HTTP Basic. */
  record Basic(String id, String secret) {
    private static final String SCHEME = "Basic ";

    static Optional<Basic> parse(String header) {
      if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
        return Optional.empty();
      }
      // Not base64: no credential at all, and the answer will say that one is required.
      return StrictBase64.padded(header.substring(SCHEME.length()).strip())
          .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
          .filter(text -> text.indexOf(':') >= 0)
          .map(text -> of(text, text.indexOf(':')));
    }

    /** Both halves are form-encoded before they are joined. */
    private static Basic of(String text, int colon) {
      return new Basic(
          Query.decode(text.substring(0, colon)), Query.decode(text.substring(colon + 1)));
    }

    @Override
    public String toString() {
      return "Basic[id=" + id + "]";
    }
  }
}
