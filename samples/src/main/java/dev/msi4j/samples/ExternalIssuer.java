package dev.msi4j.samples;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An issuer of tokens outside Azure, such as GitHub Actions or a Kubernetes cluster. Immutable.
 *
 * @param url the iss claim of its tokens
 * @param tokens signs a token for a subject with Azure's audience; null if no tokens are available
 */
public record ExternalIssuer(String url, @Nullable UnaryOperator<String> tokens) {
  /** Returns an issuer whose tokens are not available here. */
  public static ExternalIssuer withoutTokens(String url) {
    return new ExternalIssuer(url, null);
  }

  boolean signsTokens() {
    return tokens != null;
  }

  /** Returns a token for a subject. */
  String token(String subject) {
    if (tokens == null) {
      throw new IllegalStateException("no tokens available from " + url);
    }
    return tokens.apply(subject);
  }
}
