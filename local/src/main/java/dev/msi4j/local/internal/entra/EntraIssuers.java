package dev.msi4j.local.internal.entra;

import dev.msi4j.local.internal.text.CaseFolding;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Knows the issuers of Microsoft Entra itself, this token service among them, and which of their
 * tokens can be exchanged. Managed identities trust those that a service of Microsoft has got for a
 * workload outside, such as an Azure DevOps service connection; applications also trust the v2.0
 * tokens of managed identities ("Configure an application to trust a managed identity").
 */
final class EntraIssuers {
  private static final Set<String> HOSTS =
      Set.of(
          "sts.windows.net",
          "login.microsoftonline.com",
          "login.microsoftonline.us",
          "login.partner.microsoftonline.cn",
          "sts.chinacloudapi.cn");

  private static final Pattern V2_PATH = Pattern.compile("/[0-9a-fA-F-]{36}/v2\\.0");

  /** The subject of a workload outside: a path of its cloud, tenant, application and own ids. */
  private static final String OUTSIDE_SUBJECT = "/eid1/";

  private final ServerOrigins origins;
  private final String tenantPath;

  /** Creates the issuers beside a token service of a tenant. */
  EntraIssuers(ServerOrigins origins, UUID tenantId) {
    this.origins = origins;
    tenantPath = AccessTokens.v2Issuer("", tenantId);
  }

  /** Returns whether a client may trust an assertion, as far as its issuer is Microsoft Entra. */
  boolean isExchangeable(Assertion assertion, Principal client) {
    var issuer = uri(assertion.issuer());
    if (issuer == null || !isEntra(assertion.issuer(), issuer)) {
      return true;
    }
    return V2_PATH.matcher(String.valueOf(issuer.getRawPath())).matches()
        && (client.kind() == Principal.Kind.APPLICATION
            || assertion.subject().startsWith(OUTSIDE_SUBJECT));
  }

  /**
   * Returns the audiences of an assertion as credentials name them: tokens of Microsoft Entra have
   * the application id of the token exchange in the place of its URI.
   */
  List<String> audiences(Assertion assertion) {
    var issuer = uri(assertion.issuer());
    return issuer != null && isEntra(assertion.issuer(), issuer)
        ? assertion.audiences().stream().map(FirstPartyResources::credentialAudience).toList()
        : assertion.audiences();
  }

  private boolean isEntra(String issuer, URI uri) {
    var host = uri.getHost();
    return (host != null && HOSTS.contains(CaseFolding.of(host)))
        || (issuer.endsWith(tenantPath)
            && origins.contains(issuer.substring(0, issuer.length() - tenantPath.length())));
  }

  private static @Nullable URI uri(String issuer) {
    try {
      return URI.create(issuer);
    } catch (IllegalArgumentException e) {
      // Not a URL, so not an issuer of Microsoft Entra.
      return null;
    }
  }
}
