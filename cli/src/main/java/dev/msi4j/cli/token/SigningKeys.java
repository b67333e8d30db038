package dev.msi4j.cli.token;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.util.Context;
import com.nimbusds.jose.jwk.JWKSet;
import dev.msi4j.cli.console.CommandException;
import dev.msi4j.cli.console.JsonText;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;

/** Reads the signing keys that an OpenID Connect issuer publishes. */
final class SigningKeys {
  private final HttpClient http;

  SigningKeys(HttpClient http) {
    this.http = http;
  }

  /**
   * Returns the keys of an issuer. Its discovery document names the address of the keys. Source:
   * OpenID Connect Discovery 1.0, section 4.
   *
   * @param authority the issuer, a URL
   * @throws CommandException if a document cannot be read
   */
  JWKSet read(String authority) {
    var base = authority.endsWith("/") ? authority.substring(0, authority.length() - 1) : authority;
    var address = base + "/.well-known/openid-configuration";
    var document = JsonText.readObject(get(address));
    if (!(document.get("jwks_uri") instanceof String keys)) {
      throw new CommandException(address + " has no jwks_uri");
    }
    try {
      return JWKSet.parse(new String(get(keys), StandardCharsets.UTF_8));
    } catch (ParseException e) {
      throw new CommandException(keys + " has no JSON Web Key Set", e);
    }
  }

  private byte[] get(String url) {
    if (!url.startsWith("https://")) {
      throw new CommandException("issuer address '" + url + "' must start with https://");
    }
    try (var response = http.sendSync(new HttpRequest(HttpMethod.GET, url), Context.NONE)) {
      if (response.getStatusCode() != 200) {
        throw new CommandException(
            url + " returned status " + response.getStatusCode() + ": pass another --issuer");
      }
      return response.getBodyAsBinaryData().toBytes();
    }
  }
}
