package dev.msi4j.federation;

import java.util.regex.Pattern;

/** Creates the subjects of service accounts of a Kubernetes cluster. Immutable. */
public final class Kubernetes {
  private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
  private static final Pattern NAME =
      Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*+");
  private static final int MAX_NAME_LENGTH = 253;

  private final String issuer;

  private Kubernetes(String issuer) {
    this.issuer = issuer;
  }

  /**
   * Selects a cluster.
   *
   * @param issuer the exact {@code iss} claim of the service account tokens; an absolute https URL.
   *     The issuer of an AKS cluster ends with a slash
   * @return the subjects of the cluster
   */
  public static Kubernetes cluster(String issuer) {
    return new Kubernetes(Preconditions.requireNonNull("issuer", issuer));
  }

  /**
   * Returns the subject of workloads that run under a service account.
   *
   * @param namespace the namespace of the service account
   * @param name the name of the service account
   * @return the subject
   * @throws IllegalArgumentException if an argument is not a valid name in Kubernetes
   */
  public FederatedSubject serviceAccount(String namespace, String name) {
    Preconditions.requireNonNull("namespace", namespace);
    Preconditions.requireNonNull("name", name);
    if (!NAMESPACE.matcher(namespace).matches()) {
      throw Preconditions.invalid(
          "namespace",
          namespace,
          "must be 1 to 63 lower-case letters, digits or hyphens, and must start and end with a letter or digit");
    }
    if (name.length() > MAX_NAME_LENGTH || !NAME.matcher(name).matches()) {
      throw Preconditions.invalid(
          "name",
          name,
          "must be 1 to 253 lower-case letters, digits, hyphens or dots, with a letter or digit at"
              + " both ends and around each dot");
    }
    return FederatedSubject.of(issuer, "system:serviceaccount:" + namespace + ":" + name);
  }
}
