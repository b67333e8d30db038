package dev.msi4j.local.internal.entra;

import java.util.UUID;

/**
 * What clients call an authority: a tenant, or any tenant, of the token service at one origin.
 *
 * @param origin where the client reaches this server
 * @param url under which the endpoints are
 * @param issuer names the tenant in documents, before {@code /v2.0}
 * @param tokenIssuer the issuer of v1.0 tokens
 */
record Authority(String origin, String url, String issuer, String tokenIssuer) {
  static Authority of(String origin, UUID tenantId) {
    var url = origin + "/" + tenantId;
    return new Authority(origin, url, url, AccessTokens.issuer(tenantId));
  }

  /**
   * The authority of any tenant; its issuers have a placeholder, which clients fill in.
   *
   * @param name {@code common} or one of its siblings
   */
  static Authority ofAnyTenant(String origin, String name) {
    return new Authority(
        origin, origin + "/" + name, origin + "/{tenantid}", "https://sts.windows.net/{tenantid}/");
  }
}
