package dev.msi4j.cli.azure;

import com.azure.core.credential.TokenRequestContext;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpPipelineNextSyncPolicy;
import com.azure.core.http.HttpPipelinePosition;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Replaces a kept token that Azure rejects, such as one that was revoked or that a changed clock
 * has expired. Repeats the request once with a new token.
 */
final class TokenRenewalPolicy implements HttpPipelinePolicy {
  private final CachedCredential credential;
  private final String scope;
  private volatile @Nullable Renewal renewal;

  TokenRenewalPolicy(CachedCredential credential, String scope) {
    this.credential = credential;
    this.scope = scope;
  }

  /** The headers of a rejected token and of the token that replaces it. */
  private record Renewal(String rejected, String replacement) {
    /** Omits the headers, which contain tokens. */
    @Override
    public String toString() {
      return "Renewal";
    }
  }

  /** Returns the position after the authorization of each attempt. */
  @Override
  public HttpPipelinePosition getPipelinePosition() {
    return HttpPipelinePosition.PER_RETRY;
  }

  @Override
  public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
    var again = next.clone();
    var request = context.getHttpRequest();
    replace(request);
    return next.process()
        .flatMap(response ->
            isRejected(response) && renew(request)
                ? again.process().doFirst(response::close)
                : Mono.just(response));
  }

  @Override
  public HttpResponse processSync(
      HttpPipelineCallContext context, HttpPipelineNextSyncPolicy next) {
    var again = next.clone();
    var request = context.getHttpRequest();
    replace(request);
    var response = next.processSync();
    if (isRejected(response) && renew(request)) {
      response.close();
      return again.processSync();
    }
    return response;
  }

  private static boolean isRejected(HttpResponse response) {
    return response.getStatusCode() == 401;
  }

  private void replace(HttpRequest request) {
    var known = renewal;
    if (known != null && known.rejected.equals(authorization(request))) {
      request.setHeader(HttpHeaderName.AUTHORIZATION, known.replacement);
    }
  }

  /** Sets a new token, unless the rejected one is new. */
  private synchronized boolean renew(HttpRequest request) {
    var rejected = authorization(request);
    var known = renewal;
    if (known != null) {
      if (known.rejected.equals(rejected)) {
        replace(request);
        return true;
      }
      return false;
    }
    var token = credential.renew(new TokenRequestContext().addScopes(scope).setCaeEnabled(true));
    var replacement = "Bearer " + token.getToken();
    renewal = new Renewal(rejected, replacement);
    request.setHeader(HttpHeaderName.AUTHORIZATION, replacement);
    return true;
  }

  private static String authorization(HttpRequest request) {
    return String.valueOf(request.getHeaders().getValue(HttpHeaderName.AUTHORIZATION));
  }
}
