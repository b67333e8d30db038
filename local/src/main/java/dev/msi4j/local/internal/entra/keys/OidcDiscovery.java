package dev.msi4j.local.internal.entra.keys;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;

/** Fetches the OpenID configuration of an issuer and the keys to which it refers. */
public final class OidcDiscovery {
  private final HttpsJsonFetcher https;

  public OidcDiscovery(HttpsJsonFetcher https) {
    this.https = https;
  }

  /** The keys of an issuer and their cache lifetime. */
  record Fetched(JsonWebKeySet keys, Duration lifetime) {}

  Fetched fetch(String issuer) {
    var configuration = https.get(configuration(issuer)).content();
    if (!configuration.path("issuer").asText().equals(issuer)) {
      throw new IssuerUnreachableException(
          "the OpenID configuration of "
              + issuer
              + " names the issuer '"
              + configuration.path("issuer").asText()
              + "'");
    }
    var keys = https.get(keysUrl(issuer, configuration));
    return new Fetched(JsonWebKeySet.of(keys.content()), keys.lifetime());
  }

  /** Returns the URL of the configuration (OpenID Connect Discovery 1.0, section 4). */
  private static URI configuration(String issuer) {
    var url = url(issuer);
    if (url.getRawQuery() != null) {
      throw new IssuerUnreachableException("the issuer " + issuer + " has a query");
    }
    return url((issuer.endsWith("/") ? issuer : issuer + "/") + ".well-known/openid-configuration");
  }

  private static URI keysUrl(String issuer, JsonNode configuration) {
    var url = configuration.path("jwks_uri");
    if (!url.isTextual()) {
      throw new IssuerUnreachableException(
          "the OpenID configuration of " + issuer + " has no jwks_uri");
    }
    return url(url.asText());
  }

  /**
   * Rejects a host that DNS accepts and java.net.URI does not, such as one with an underscore: the
   * HTTP client and the TLS implementation of the Java runtime cannot connect to such a host.
   */
  private static void checkHost(String text, URI url) {
    var authority = url.getRawAuthority();
    if (url.getHost() == null && authority != null && !authority.startsWith(":")) {
      throw new IssuerUnreachableException(
          "the Java runtime cannot connect to the host of '"
              + text
              + "': its name must have letters, digits, hyphens and dots only; create this issuer in"
              + " the local Azure instead, which then has its keys");
    }
  }

  private static URI url(String text) {
    try {
      var url = new URI(text);
      checkHost(text, url);
      if ("https".equalsIgnoreCase(url.getScheme())
          && url.getHost() != null
          && url.getRawUserInfo() == null
          && url.getRawFragment() == null) {
        return url;
      }
    } catch (URISyntaxException e) {
      throw new IssuerUnreachableException("'" + text + "' is not a URL");
    }
    throw new IssuerUnreachableException("'" + text + "' is not an https URL of a host and a path");
  }
}
