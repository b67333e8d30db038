package dev.msi4j.local.internal.entra;

import dev.msi4j.local.internal.http.Query;
import dev.msi4j.local.internal.http.Request;
import dev.msi4j.local.internal.http.StrictBase64;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/**
 * A token request. The string form omits the credentials.
 *
 * @param form the parameters of the body
 * @param basic the client id and secret of HTTP Basic authentication (RFC 6749, section 2.3.1)
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

  /** Returns a required parameter; throws if the parameter is missing or blank. */
  String required(String name) {
    return form.filled(name).orElseThrow(() -> reject(EntraError.missingParameter(name)));
  }

  String clientId() {
    return form.filled("client_id")
        .or(() -> basic.map(Basic::id))
        .orElseThrow(() -> reject(EntraError.missingParameter("client_id")));
  }

  /** Returns the client secret from the body or from the Authorization header. */
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
      // Invalid base64 counts as no credential; the error then says that a credential is required.
      return StrictBase64.padded(header.substring(SCHEME.length()).strip())
          .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
          .filter(text -> text.indexOf(':') >= 0)
          .map(text -> of(text, text.indexOf(':')));
    }

    /** Decodes both parts, which are form-encoded (RFC 6749, section 2.3.1). */
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
