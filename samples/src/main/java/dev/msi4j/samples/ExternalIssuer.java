package dev.msi4j.samples;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An issuer of tokens outside Azure, such as GitHub Actions or a Kubernetes cluster. Immutable.
 *
 * @param url what its tokens name it by
 * @param tokens signs a token about a subject, for Azure's audience; null if nobody here can have
 *     one signed
 */
public record ExternalIssuer(String url, @Nullable UnaryOperator<String> tokens) {
  /** Returns an issuer that signs nothing for us. */
  public static ExternalIssuer outOfReach(String url) {
    return new ExternalIssuer(url, null);
  }

  boolean isWithinReach() {
    return tokens != null;
  }

  /** Returns a token about a subject. */
  String token(String subject) {
    if (tokens == null) {
      throw new IllegalStateException("nobody here can have " + url + " sign a token");
    }
    return tokens.apply(subject);
  }
}
