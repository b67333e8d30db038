package dev.msi4j.local;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A service account of a Kubernetes cluster, as its projected tokens name it. */
public record KubernetesServiceAccount(String namespace, String name) {
  /** Checks the two names. */
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

  /** The subject of its tokens. */
  public String subject() {
    return "system:serviceaccount:" + namespace + ":" + name;
  }

  /** What its tokens say; valid for an hour. */
  public TokenClaims claims() {
    var account = Map.of("name", name, "uid", uid());
    return TokenClaims.of(subject())
        // Kubernetes writes a list even where there is one.
        .claim("aud", List.of(TokenClaims.AUDIENCE))
        .claim("kubernetes.io", Map.of("namespace", namespace, "serviceaccount", account))
        .lifetime(Duration.ofHours(1));
  }

  private String uid() {
    return UUID.nameUUIDFromBytes(subject().getBytes(StandardCharsets.UTF_8)).toString();
  }
}
