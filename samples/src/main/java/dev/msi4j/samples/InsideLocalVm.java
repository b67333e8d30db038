package dev.msi4j.samples;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.util.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Token endpoints of a virtual machine of a local Azure, reachable on loopback. */
final class InsideLocalVm implements InsideVm {
  private static final HttpHeaderName METADATA = HttpHeaderName.fromString("Metadata");

  private final HttpClient http;
  private final String extension;
  private final String metadata;

  /**
   * Creates the access; sends no request.
   *
   * @param extension the base URL of the token extension
   * @param metadata the base URL of the instance metadata service
   */
  InsideLocalVm(HttpClient http, String extension, String metadata) {
    this.http = http;
    this.extension = extension;
    this.metadata = metadata;
  }

  @Override
  public IdentityToken fromExtension(String resource, @Nullable String clientId) {
    return getToken(extension + "/oauth2/token?" + query(resource, clientId));
  }

  @Override
  public IdentityToken fromMetadataService(String resource, @Nullable String clientId) {
    return getToken(
        metadata
            + "/metadata/identity/oauth2/token?api-version=2018-02-01&"
            + query(resource, clientId));
  }

  private IdentityToken getToken(String url) {
    var request = new HttpRequest(HttpMethod.GET, url).setHeader(METADATA, "true");
    try (var response = http.sendSync(request, Context.NONE)) {
      String body = response.getBodyAsBinaryData().toString();
      if (response.getStatusCode() != 200) {
        throw new IllegalStateException(
            "the token endpoint answered " + response.getStatusCode() + ": " + body);
      }
      return IdentityToken.ofResponse(body);
    }
  }

  private static String query(String resource, @Nullable String clientId) {
    String query = "resource=" + URLEncoder.encode(resource, StandardCharsets.UTF_8);
    return clientId == null ? query : query + "&client_id=" + clientId;
  }
}
