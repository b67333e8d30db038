package dev.msi4j.junit;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.util.Context;
import dev.msi4j.local.LocalAzure;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/** Requests access tokens of one principal from a local Azure. Thread-safe. */
final class TokenRequestCredential implements TokenCredential {
  private final HttpClient http;
  private final Function<String, HttpRequest> request;

  private TokenRequestCredential(HttpClient http, Function<String, HttpRequest> request) {
    this.http = http;
    this.request = request;
  }

  /** Returns the credential of the owner of the subscription. */
  static TokenCredential ofOwner(LocalAzure azure, HttpClient http) {
    var url = azure.authorityHost() + "/" + azure.tenantId() + "/oauth2/v2.0/token";
    return new TokenRequestCredential(
        http,
        scope ->
            new HttpRequest(HttpMethod.POST, url)
                .setHeader(HttpHeaderName.CONTENT_TYPE, "application/x-www-form-urlencoded")
                .setBody(
                    form(
                        Map.of(
                            "grant_type",
                            "client_credentials",
                            "client_id",
                            azure.clientId().toString(),
                            "client_secret",
                            azure.clientSecret(),
                            "scope",
                            scope))));
  }

  /**
   * Returns the credential of the identity of an App Service app.
   *
   * @param environment the environment variables of the app
   */
  static TokenCredential ofApp(Map<String, String> environment, HttpClient http) {
    var endpoint = environment.get("IDENTITY_ENDPOINT");
    var secret = environment.get("IDENTITY_HEADER");
    return new TokenRequestCredential(
        http,
        scope -> {
          var query = form(Map.of("api-version", "2019-08-01", "resource", resource(scope)));
          return new HttpRequest(HttpMethod.GET, endpoint + "?" + query)
              .setHeader(HttpHeaderName.fromString("X-IDENTITY-HEADER"), secret);
        });
  }

  private static String resource(String scope) {
    return scope.endsWith("/.default")
        ? scope.substring(0, scope.length() - "/.default".length())
        : scope;
  }

  private static String form(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(each -> each.getKey() + "=" + encode(each.getValue()))
        .collect(Collectors.joining("&"));
  }

  /** Encodes a value for a query or a form. */
  static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public Mono<AccessToken> getToken(TokenRequestContext context) {
    return Mono.fromCallable(() -> getTokenSync(context));
  }

  @Override
  public AccessToken getTokenSync(TokenRequestContext context) {
    if (context.getScopes().size() != 1) {
      throw new IllegalArgumentException(
          "scopes is " + context.getScopes() + ": it must be exactly one scope");
    }
    var sent = request.apply(context.getScopes().get(0));
    try (var response = http.sendSync(sent, Context.NONE)) {
      var body = response.getBodyAsBinaryData().toString();
      if (response.getStatusCode() != 200) {
        throw new IllegalStateException(
            "no token for the scope "
                + context.getScopes().get(0)
                + ": status "
                + response.getStatusCode()
                + ", "
                + body);
      }
      return token(body);
    }
  }

  private static AccessToken token(String body) {
    var token = JsonObject.parse(body).required("access_token");
    var expiry = Instant.ofEpochSecond(Long.parseLong(Jwt.claims(token).required("exp")));
    return new AccessToken(token, expiry.atOffset(ZoneOffset.UTC));
  }
}
