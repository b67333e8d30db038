package dev.msi4j.local;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A Kubernetes service account, with the subject and the claims of its projected tokens.
 *
 * @param namespace the namespace of the account
 * @param name the name of the account
 */
public record KubernetesServiceAccount(String namespace, String name) {
  /**
   * Creates a service account.
   *
   * @throws IllegalArgumentException if a name is blank or contains {@code :} or {@code /}
   */
  public KubernetesServiceAccount {
    check("namespace", namespace);
    check("name", name);
  }

  private static void check(String what, String value) {
    if (value.isBlank() || value.contains(":") || value.contains("/")) {
      throw new IllegalArgumentException(
          what + " is '" + value + "': it must be the name of a Kubernetes object");
    }
  }

  /**
   * Returns the subject of the tokens.
   *
   * @return {@code system:serviceaccount:NAMESPACE:NAME}
   */
  public String subject() {
    return "system:serviceaccount:" + namespace + ":" + name;
  }

  /**
   * Returns the claims of a token.
   *
   * @return the claims, for {@link TokenClaims#AUDIENCE} and valid for 1 hour
   */
  public TokenClaims claims() {
    var account = Map.of("name", name, "uid", uid());
    return TokenClaims.of(subject())
        // Kubernetes writes a list even for a single audience.
        .claim("aud", List.of(TokenClaims.AUDIENCE))
        .claim("kubernetes.io", Map.of("namespace", namespace, "serviceaccount", account))
        .lifetime(Duration.ofHours(1));
  }

  private String uid() {
    return UUID.nameUUIDFromBytes(subject().getBytes(StandardCharsets.UTF_8)).toString();
  }
}
