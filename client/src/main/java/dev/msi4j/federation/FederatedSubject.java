package dev.msi4j.federation;

import dev.msi4j.AzureCloud;
import dev.msi4j.ClaimsMatchingExpression;
import dev.msi4j.FederatedIdentityCredential;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An external workload whose tokens an identity can trust: an issuer, and a subject or an
 * expression. Immutable. {@link GitHubActions}, {@link AzureDevOps}, {@link Kubernetes}, {@link
 * GitLab}, {@link TerraformCloud} and {@link Buildkite} create subjects in the formats of those
 * providers; {@link #of(String, String)} supports any other OpenID Connect provider.
 */
public final class FederatedSubject {
  /** Issuer hosts of AKS clusters in the public, US Government and China clouds. */
  private static final Pattern AKS =
      Pattern.compile("(?i).+\\.oic\\.prod-aks\\.azure\\.(com|us|cn)");

  private final TrustKey trustKey;
  private final List<String> warnings;

  private FederatedSubject(TrustKey trustKey, List<String> warnings) {
    this.trustKey = trustKey;
    this.warnings = List.copyOf(warnings);
  }

  /**
   * Creates a subject.
   *
   * @param issuer the exact {@code iss} claim of the tokens; an absolute https URL
   * @param subject the exact {@code sub} claim of the tokens
   * @return the subject
   * @throws IllegalArgumentException if an argument is blank or has leading or trailing white
   *     space, or if the issuer is not an https URL
   */
  public static FederatedSubject of(String issuer, String subject) {
    var warnings = warnings(issuer, issuer(issuer));
    var trustKey = new TrustKey(issuer, Preconditions.requireText("subject", subject, ""), null);
    GitHubSubject.nameWarning(issuer, subject).ifPresent(warnings::add);
    return new FederatedSubject(trustKey, warnings);
  }

  /**
   * Creates a subject that matches tokens by an expression. Only some API versions support
   * expressions, and Azure accepts them for GitHub, GitLab and Terraform Cloud only. Source:
   * "Flexible federated identity credentials", learn.microsoft.com.
   *
   * @param issuer the exact {@code iss} claim of the tokens; an absolute https URL
   * @param expression the expression that the claims of the tokens must match
   * @return the subject
   * @throws IllegalArgumentException if the issuer is not an https URL
   */
  public static FederatedSubject of(String issuer, ClaimsExpression expression) {
    var warnings = warnings(issuer, issuer(issuer));
    Preconditions.requireNonNull("expression", expression);
    warnings.addAll(ExpressionRules.warnings(issuer, expression));
    return new FederatedSubject(
        new TrustKey(issuer, null, expression.toMatchingExpression()), warnings);
  }

  FederatedSubject warning(String warning) {
    var all = new ArrayList<>(warnings);
    all.add(warning);
    return new FederatedSubject(trustKey, all);
  }

  /**
   * Returns the issuer.
   *
   * @return the {@code iss} claim of the tokens
   */
  public String issuer() {
    return Objects.requireNonNull(trustKey.issuer());
  }

  /**
   * Returns the subject.
   *
   * @return the {@code sub} claim of the tokens; null if the subject is defined by an expression
   */
  public @Nullable String subject() {
    return trustKey.subject();
  }

  /**
   * Returns the expression.
   *
   * @return the expression; null if the subject is defined by its value
   */
  public @Nullable ClaimsMatchingExpression claimsMatchingExpression() {
    return trustKey.expression();
  }

  /**
   * Returns warnings about likely mistakes that Azure does not reject.
   *
   * @return the warnings; empty if no mistake was detected
   */
  public List<String> warnings() {
    return warnings;
  }

  /**
   * Returns a credential that trusts this subject, without an audience.
   *
   * @return the credential
   */
  public FederatedIdentityCredential credential() {
    var builder = FederatedIdentityCredential.builder().issuer(issuer());
    if (trustKey.subject() != null) {
      builder.subject(trustKey.subject());
    }
    if (trustKey.expression() != null) {
      builder.claimsMatchingExpression(trustKey.expression());
    }
    return builder.build();
  }

  /**
   * Returns a credential that trusts this subject, with the token exchange audience of the cloud.
   *
   * @param cloud the Azure cloud
   * @return the credential
   */
  public FederatedIdentityCredential credential(AzureCloud cloud) {
    return TrustKey.withAudience(credential(), Preconditions.requireNonNull("cloud", cloud));
  }

  /**
   * Returns a credential that trusts this subject, with the given audience.
   *
   * @param audience the {@code aud} claim of the tokens
   * @return the credential
   * @throws IllegalArgumentException if the audience is blank or has leading or trailing white
   *     space
   */
  public FederatedIdentityCredential credential(String audience) {
    return credential().toBuilder()
        .audiences(Preconditions.requireText("audience", audience, ""))
        .build();
  }

  TrustKey trustKey() {
    return trustKey;
  }

  private static URI issuer(String issuer) {
    Preconditions.requireText("issuer", issuer, "");
    URI url;
    try {
      url = new URI(issuer);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          Preconditions.invalid("issuer", issuer, "must be an absolute https URL").getMessage(), e);
    }
    // URI.getHost() is null for hosts that only DNS accepts, such as those with an underscore.
    String authority = url.getRawAuthority();
    if (!"https".equalsIgnoreCase(url.getScheme())
        || authority == null
        || authority.startsWith(":")) {
      throw Preconditions.invalid("issuer", issuer, "must be an absolute https URL");
    }
    return url;
  }

  /**
   * Returns warnings about slashes: Azure compares issuers exactly, and providers differ in the
   * trailing slash.
   */
  private static List<String> warnings(String issuer, URI url) {
    var all = new ArrayList<String>();
    var isAks = AKS.matcher(url.getRawAuthority()).matches();
    if (issuer.endsWith("/") && !isAks) {
      all.add(
          "issuer '"
              + issuer
              + "' ends with a slash: it matches only if the iss claim of the tokens does, too");
    }
    if (!issuer.endsWith("/") && isAks) {
      all.add(
          "issuer '" + issuer + "' does not end with a slash: the iss claim of AKS tokens does");
    }
    if (url.getRawPath() != null && url.getRawPath().contains("//")) {
      all.add(
          "issuer '"
              + issuer
              + "' has two consecutive slashes in its path: the iss claim of the tokens must have them, too");
    }
    return all;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FederatedSubject that && trustKey.equals(that.trustKey);
  }

  @Override
  public int hashCode() {
    return trustKey.hashCode();
  }

  @Override
  public String toString() {
    return trustKey.toString();
  }
}
