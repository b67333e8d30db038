package dev.msi4j.http;

import com.azure.core.util.AuthenticateChallenge;
import com.azure.core.util.AuthorizationChallengeHandler;
import com.azure.core.util.CoreUtils;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Authenticates at a proxy with Basic or Digest, using azure-core's handler. Prefers Digest, and
 * sends no credentials before the proxy requires them.
 */
final class ProxyAuthentication {
  private static final byte[] NO_BODY = {};

  private final AuthorizationChallengeHandler handler;

  ProxyAuthentication(String username, String password) {
    handler = new AuthorizationChallengeHandler(username, password);
  }

  /** Returns the credentials for a request if the proxy has required them before, else null. */
  @Nullable String preemptive(ClassicHttpRequest request) {
    return handler.attemptToPipelineAuthorization(
        request.getMethod(), request.getRequestUri(), () -> NO_BODY);
  }

  /**
   * Returns the credentials for a request that the proxy has rejected with status 407; null if the
   * proxy requires a scheme other than Basic and Digest.
   */
  @Nullable String answer(ClassicHttpRequest request, ClassicHttpResponse rejection) {
    var digests = new ArrayList<Map<String, String>>();
    var basic = false;
    for (var challenge : challenges(rejection)) {
      var scheme = challenge.getScheme().toLowerCase(Locale.ROOT);
      basic |= scheme.equals("basic");
      if (scheme.equals("digest")) {
        var parameters = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        parameters.putAll(challenge.getParameters());
        digests.add(parameters);
      }
    }
    var digest =
        digests.isEmpty()
            ? null
            : handler.handleDigest(
                request.getMethod(), request.getRequestUri(), digests, () -> NO_BODY);
    return digest == null && basic ? handler.handleBasic() : digest;
  }

  private static List<AuthenticateChallenge> challenges(ClassicHttpResponse rejection) {
    var challenges = new ArrayList<AuthenticateChallenge>();
    for (var header : rejection.getHeaders(HttpHeaders.PROXY_AUTHENTICATE)) {
      challenges.addAll(CoreUtils.parseAuthenticateHeader(header.getValue()));
    }
    return challenges;
  }
}
