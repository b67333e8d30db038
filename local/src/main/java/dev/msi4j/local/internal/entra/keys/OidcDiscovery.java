package dev.msi4j.local.internal.entra.keys;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;

/** Fetches what an issuer publishes: its OpenID configuration, and from there its keys. */
public final class OidcDiscovery {
  private final HttpsJsonFetcher https;

  public OidcDiscovery(HttpsJsonFetcher https) {
    this.https = https;
  }

  /** An issuer's keys, and for how long they are good. */
  record Fetched(JsonWebKeySet keys, Duration life) {}

  Fetched fetch(String issuer) {
    var configuration = https.get(configuration(issuer)).content();
    if (!configuration.path("issuer").asText().equals(issuer)) {
      throw new IssuerUnreachableException(
          "the OpenID configuration of "
              + issuer
              + " is of the issuer '"
              + configuration.path("issuer").asText()
              + "'");
    }
    var keys = https.get(keysUrl(issuer, configuration));
    return new Fetched(JsonWebKeySet.of(keys.content()), keys.life());
  }

  /** OpenID Connect Discovery 1.0, section 4: a slash at the end of the issuer is not doubled. */
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

  private static URI url(String text) {
    try {
      var url = new URI(text);
      if ("https".equalsIgnoreCase(url.getScheme())
          && url.getHost() != null
          && url.getRawUserInfo() == null
          && url.getRawFragment() == null) {
        return url;
      }
    } catch (URISyntaxException e) {
      throw new IssuerUnreachableException("'" + text + "' is no URL");
    }
    throw new IssuerUnreachableException("'" + text + "' is not an https URL of a host and a path");
  }
}
