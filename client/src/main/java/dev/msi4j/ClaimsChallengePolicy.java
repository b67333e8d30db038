package dev.msi4j;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.AccessTokenCache;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.BearerTokenAuthenticationPolicy;
import com.azure.core.util.AuthenticateChallenge;
import com.azure.core.util.CoreUtils;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Authorizes requests with a bearer token, and answers a claims challenge (continuous access
 * evaluation) once, with a token that has the requested claims.
 *
 * <p>azure-core decodes claims in standard base64 only; challenges also arrive in base64url, which
 * other Azure SDKs accept. Source: "Claims challenges, claims requests and client capabilities"
 * (learn.microsoft.com/entra/identity-platform/claims-challenge).
 *
 * <p>azure-core also builds the header for each request, and copies the token twice for it. This
 * policy builds it once for each token.
 */
final class ClaimsChallengePolicy extends BearerTokenAuthenticationPolicy {
  private final String scope;
  private final AccessTokenCache tokens;
  private volatile @Nullable Authorization latest;

  ClaimsChallengePolicy(TokenCredential credential, String scope) {
    super(credential, scope);
    this.scope = scope;
    this.tokens = new AccessTokenCache(credential);
  }

  /** A token and its header. */
  private record Authorization(String token, String header) {}

  @Override
  public Mono<Void> authorizeRequest(HttpPipelineCallContext context) {
    return authorize(context, token(), false);
  }

  @Override
  public void authorizeRequestSync(HttpPipelineCallContext context) {
    authorize(context, tokens.getTokenSync(token(), false));
  }

  @Override
  public Mono<Void> setAuthorizationHeader(
      HttpPipelineCallContext context, TokenRequestContext request) {
    return authorize(context, request, true);
  }

  @Override
  public void setAuthorizationHeaderSync(
      HttpPipelineCallContext context, TokenRequestContext request) {
    authorize(context, tokens.getTokenSync(request, true));
  }

  private Mono<Void> authorize(
      HttpPipelineCallContext context, TokenRequestContext request, boolean claimsMayBeNew) {
    return tokens
        .getToken(request, claimsMayBeNew)
        .doOnNext(token -> authorize(context, token))
        .then();
  }

  private void authorize(HttpPipelineCallContext context, AccessToken accessToken) {
    var token = accessToken.getToken();
    var authorization = latest;
    if (authorization == null || !authorization.token.equals(token)) {
      authorization = new Authorization(token, "Bearer ".concat(token));
      latest = authorization;
    }
    context.getHttpRequest().setHeader(HttpHeaderName.AUTHORIZATION, authorization.header);
  }

  @Override
  public Mono<Boolean> authorizeRequestOnChallenge(
      HttpPipelineCallContext context, HttpResponse response) {
    return Mono.defer(() -> {
      String claims = claims(response);
      return claims == null
          ? Mono.just(false)
          : setAuthorizationHeader(context, tokenWith(claims)).thenReturn(true);
    });
  }

  @Override
  public boolean authorizeRequestOnChallengeSync(
      HttpPipelineCallContext context, HttpResponse response) {
    String claims = claims(response);
    if (claims == null) {
      return false;
    }
    setAuthorizationHeaderSync(context, tokenWith(claims));
    return true;
  }

  private TokenRequestContext token() {
    return new TokenRequestContext().addScopes(scope).setCaeEnabled(true);
  }

  private TokenRequestContext tokenWith(String claims) {
    return token().setClaims(claims);
  }

  private static @Nullable String claims(HttpResponse response) {
    String header = response.getHeaderValue(HttpHeaderName.WWW_AUTHENTICATE);
    for (AuthenticateChallenge challenge : CoreUtils.parseAuthenticateHeader(header)) {
      String claims = challenge.getParameters().get("claims");
      if (claims != null && challenge.getScheme().equalsIgnoreCase("Bearer")) {
        return decode(claims);
      }
    }
    return null;
  }

  private static @Nullable String decode(String claims) {
    String plain = claims.replace('-', '+').replace('_', '/');
    try {
      return new String(Base64.getDecoder().decode(plain), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      // The claims are malformed: the caller gets the 401 response.
      return null;
    }
  }
}
