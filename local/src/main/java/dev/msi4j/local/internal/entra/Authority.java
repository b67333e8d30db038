package dev.msi4j.local.internal.entra;

import java.util.UUID;

/**
 * An authority in the sense of MSAL: the token service at one origin, for one tenant or for any
 * tenant.
 *
 * @param origin the origin by which the client reaches this server
 * @param url the base URL of the endpoints
 * @param issuer the issuer in published documents, without the suffix {@code /v2.0}
 * @param tokenIssuer the issuer of v1.0 tokens
 */
record Authority(String origin, String url, String issuer, String tokenIssuer) {
  static Authority of(String origin, UUID tenantId) {
    var url = origin + "/" + tenantId;
    return new Authority(origin, url, url, AccessTokens.issuer(tenantId));
  }

  /**
   * Returns the authority of any tenant. Its issuers hold a placeholder that clients replace with
   * the tenant id.
   *
   * @param name {@code common}, {@code organizations} or {@code consumers}
   */
  static Authority ofAnyTenant(String origin, String name) {
    return new Authority(
        origin, origin + "/" + name, origin + "/{tenantid}", "https://sts.windows.net/{tenantid}/");
  }
}
