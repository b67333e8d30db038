package dev.msi4j.federation;

import java.util.regex.Pattern;

/** The subjects of a Kubernetes cluster. Immutable. */
public final class Kubernetes {
  private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
  private static final Pattern NAME =
      Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*+");
  private static final int LONGEST_NAME = 253;

  private final String issuer;

  private Kubernetes(String issuer) {
    this.issuer = issuer;
  }

  /**
   * Returns a cluster.
   *
   * @param issuer the issuer of its service account tokens, to the letter; that of a cluster in AKS
   *     ends with a slash
   */
  public static Kubernetes cluster(String issuer) {
    return new Kubernetes(Checks.present("issuer", issuer));
  }

  /**
   * Returns the workloads that run under a service account.
   *
   * @throws IllegalArgumentException if a name is none that Kubernetes takes
   */
  public FederatedSubject serviceAccount(String namespace, String name) {
    Checks.present("namespace", namespace);
    Checks.present("name", name);
    if (!NAMESPACE.matcher(namespace).matches()) {
      throw Checks.broken(
          "namespace",
          namespace,
          "must be 1 to 63 small letters, digits or hyphens, with no hyphen at an end");
    }
    if (name.length() > LONGEST_NAME || !NAME.matcher(name).matches()) {
      throw Checks.broken(
          "name",
          name,
          "must be 1 to 253 small letters, digits, hyphens or dots, with a letter or digit at the"
              + " ends and around each dot");
    }
    return FederatedSubject.of(issuer, "system:serviceaccount:" + namespace + ":" + name);
  }
}
