package dev.msi4j.local.internal.entra;

import dev.msi4j.local.internal.text.CaseFolding;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Decides which tokens of Microsoft Entra, including this token service, are accepted as client
 * assertions. A managed identity accepts tokens that a Microsoft service obtains for an external
 * workload, such as an Azure DevOps service connection. An application also accepts the v2.0 tokens
 * of managed identities. Source: "Configure an application to trust a managed identity",
 * learn.microsoft.com.
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

  /**
   * The prefix of the subject of an external workload: a path of cloud, tenant, application, ids.
   */
  private static final String EXTERNAL_SUBJECT = "/eid1/";

  private final ServerOrigins origins;
  private final String tenantPath;

  /** Creates the rules for the token service of a tenant. */
  EntraIssuers(ServerOrigins origins, UUID tenantId) {
    this.origins = origins;
    tenantPath = AccessTokens.v2Issuer("", tenantId);
  }

  /** Returns false if Microsoft Entra issued the assertion and the client may not use it. */
  boolean isExchangeable(Assertion assertion, Principal client) {
    var issuer = uri(assertion.issuer());
    if (issuer == null || !isEntra(assertion.issuer(), issuer)) {
      return true;
    }
    return V2_PATH.matcher(String.valueOf(issuer.getRawPath())).matches()
        && (client.kind() == Principal.Kind.APPLICATION
            || assertion.subject().startsWith(EXTERNAL_SUBJECT));
  }

  /**
   * Returns the audiences of an assertion in the form that credentials use: tokens of Microsoft
   * Entra hold the application id of the token exchange instead of its URI.
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
      // An issuer that is not a URI is not Microsoft Entra.
      return null;
    }
  }
}
