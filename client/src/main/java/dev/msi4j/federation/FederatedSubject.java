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
 * Somebody outside Azure whose tokens an identity is to trust: an issuer, and a subject or an
 * expression. Immutable. {@link GitHubActions}, {@link AzureDevOps}, {@link Kubernetes}, {@link
 * GitLab}, {@link TerraformCloud} and {@link Buildkite} spell them as those providers do; {@link
 * #of(String, String)} is for any other OpenID Connect provider.
 */
public final class FederatedSubject {
  /** The hosts of clusters in AKS, in the public cloud, in the US Government's and in China. */
  private static final Pattern AKS =
      Pattern.compile("(?i).+\\.oic\\.prod-aks\\.azure\\.(com|us|cn)");

  private final TrustKey trustKey;
  private final List<String> warnings;

  private FederatedSubject(TrustKey trustKey, List<String> warnings) {
    this.trustKey = trustKey;
    this.warnings = List.copyOf(warnings);
  }

  /**
   * Returns the subject of an issuer.
   *
   * @param issuer the {@code iss} of its tokens, to the letter; an https URL
   * @param subject the {@code sub} of its tokens, to the letter
   * @throws IllegalArgumentException if one is blank, has white space around it, or the issuer is
   *     no https URL
   */
  public static FederatedSubject of(String issuer, String subject) {
    var warnings = warnings(issuer, issuer(issuer));
    var trustKey = new TrustKey(issuer, Checks.part("subject", subject, ""), null);
    GitHubSubject.nameWarning(issuer, subject).ifPresent(warnings::add);
    return new FederatedSubject(trustKey, warnings);
  }

  /**
   * Returns the subjects of an issuer whose claims match. Only some API versions have expressions,
   * and Azure takes them for GitHub, GitLab and Terraform Cloud only.
   *
   * @throws IllegalArgumentException if the issuer is no https URL, or the expression is not one
   */
  public static FederatedSubject of(String issuer, ClaimsExpression expression) {
    var warnings = warnings(issuer, issuer(issuer));
    Checks.present("expression", expression);
    warnings.addAll(ExpressionRules.warnings(issuer, expression));
    return new FederatedSubject(
        new TrustKey(issuer, null, expression.toMatchingExpression()), warnings);
  }

  FederatedSubject warning(String warning) {
    var all = new ArrayList<>(warnings);
    all.add(warning);
    return new FederatedSubject(trustKey, all);
  }

  /** Returns the issuer, as its tokens have it. */
  public String issuer() {
    return Objects.requireNonNull(trustKey.issuer());
  }

  /** Returns the subject; null if there is an expression in its place. */
  public @Nullable String subject() {
    return trustKey.subject();
  }

  /** Returns the expression; null if there is a subject. */
  public @Nullable ClaimsMatchingExpression claimsMatchingExpression() {
    return trustKey.expression();
  }

  /** Returns what is likely to be a mistake, though Azure would take it; empty if nothing is. */
  public List<String> warnings() {
    return warnings;
  }

  /** Returns a credential that trusts it, still without an audience. */
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

  /** Returns a credential that trusts it, with the audience that is usual in the cloud. */
  public FederatedIdentityCredential credential(AzureCloud cloud) {
    return TrustKey.withAudience(credential(), Checks.present("cloud", cloud));
  }

  /** Returns a credential that trusts it, with this audience. */
  public FederatedIdentityCredential credential(String audience) {
    return credential().toBuilder().audiences(Checks.part("audience", audience, "")).build();
  }

  TrustKey trust() {
    return trustKey;
  }

  private static URI issuer(String issuer) {
    Checks.part("issuer", issuer, "");
    URI url;
    try {
      url = new URI(issuer);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          Checks.broken("issuer", issuer, "must be an absolute https URL").getMessage(), e);
    }
    // URI.getHost() is null for hosts that only DNS accepts, such as those with an underscore.
    String authority = url.getRawAuthority();
    if (!"https".equalsIgnoreCase(url.getScheme())
        || authority == null
        || authority.startsWith(":")) {
      throw Checks.broken("issuer", issuer, "must be an absolute https URL");
    }
    return url;
  }

  /** Azure compares issuers to the letter, and providers differ about the slash at the end. */
  private static List<String> warnings(String issuer, URI url) {
    var all = new ArrayList<String>();
    var isAks = AKS.matcher(url.getRawAuthority()).matches();
    if (issuer.endsWith("/") && !isAks) {
      all.add(
          "issuer '" + issuer + "' ends with a slash: it is trusted only if the tokens' iss does");
    }
    if (!issuer.endsWith("/") && isAks) {
      all.add("issuer '" + issuer + "' does not end with a slash: the iss of tokens from AKS does");
    }
    if (url.getRawPath() != null && url.getRawPath().contains("//")) {
      all.add("issuer '" + issuer + "' has two slashes in its path: the tokens' iss must as well");
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
