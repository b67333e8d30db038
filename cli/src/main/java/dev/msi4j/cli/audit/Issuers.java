package dev.msi4j.cli.audit;

import dev.msi4j.federation.GitHubActions;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The issuers of well-known products. */
final class Issuers {
  private static final IssuerPattern AKS =
      IssuerPattern.parse("https://*.oic.prod-aks.azure.com/*");
  private static final String GITLAB = "https://gitlab.com";

  /** Issuers whose tokens anybody can get: an account at the product suffices. */
  private static final List<IssuerPattern> PUBLIC =
      patterns(
          GitHubActions.ISSUER,
          GitHubActions.ISSUER + "/*",
          GITLAB,
          "https://app.terraform.io",
          "https://agent.buildkite.com",
          "https://oidc.circleci.com/*",
          "https://api.bitbucket.org/*",
          "https://api.pulumi.com/oidc",
          "https://accounts.google.com",
          "https://vstoken.dev.azure.com/*");

  /** Issuers of one organization, cluster or tenant each. */
  private static final List<IssuerPattern> OF_ORGANIZATIONS =
      patterns(
          "https://*.oic.prod-aks.azure.com/*",
          "https://oidc.prod-aks.azure.com/*",
          "https://login.microsoftonline.com/*",
          "https://login.microsoftonline.us/*",
          "https://login.partner.microsoftonline.cn/*",
          "https://sts.windows.net/*",
          "https://container.googleapis.com/*",
          "https://oidc.eks.*.amazonaws.com/id/*",
          "https://*.tokens.sts.global.api.aws");

  private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}");

  private Issuers() {}

  private static List<IssuerPattern> patterns(String... patterns) {
    return Stream.of(patterns).map(IssuerPattern::parse).toList();
  }

  static boolean isGitHub(String issuer) {
    return issuer.equals(GitHubActions.ISSUER) || issuer.startsWith(GitHubActions.ISSUER + "/");
  }

  static boolean isGitLab(String issuer) {
    return issuer.equals(GITLAB);
  }

  /** Returns whether the issuer is that of an AKS cluster. */
  static boolean isAks(String issuer) {
    return AKS.matches(issuer);
  }

  static boolean isPublic(String issuer) {
    return PUBLIC.stream().anyMatch(each -> each.matches(issuer));
  }

  static boolean isKnown(String issuer) {
    return isPublic(issuer) || OF_ORGANIZATIONS.stream().anyMatch(each -> each.matches(issuer));
  }

  /** Returns what is suspicious in the form of an issuer; empty if nothing is. */
  static Optional<String> suspicion(String issuer) {
    String host;
    try {
      host = Objects.requireNonNullElse(URI.create(issuer).getHost(), "");
    } catch (IllegalArgumentException e) {
      return Optional.of("is not a URL");
    }
    if (!issuer.startsWith("https://")) {
      return Optional.of("does not start with https://");
    }
    if (IPV4.matcher(host).matches() || host.startsWith("[")) {
      return Optional.of("has an IP address as host");
    }
    if (host.toLowerCase(Locale.ROOT).contains("xn--")) {
      return Optional.of("has an internationalized host name, which can look like another one");
    }
    return issuer.endsWith("//") ? Optional.of("ends with two slashes") : Optional.empty();
  }
}
