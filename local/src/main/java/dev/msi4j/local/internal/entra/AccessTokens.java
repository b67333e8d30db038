package dev.msi4j.local.internal.entra;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Issues access tokens. Their version does not depend on the endpoint that issues them: it is the
 * choice of the resource, and Resource Manager and its siblings have chosen 1.0.
 */
public final class AccessTokens {
  private static final Pattern RESOURCE_GROUPS =
      Pattern.compile("/resourceGroups/", Pattern.CASE_INSENSITIVE);

  /**
   * The claim with the number of revocations before the token was issued. Times are too coarse to
   * tell what came first, and the processes that share a database have a clock each. Tokens of
   * principals without a revocation lack it, as Azure's tokens do.
   */
  static final String GENERATION = "xms_generation";

  private final SigningKeys keys;
  private final Clock clock;
  private final Supplier<UUID> ids;

  AccessTokens(SigningKeys keys, Clock clock, Supplier<UUID> ids) {
    this.keys = keys;
    this.clock = clock;
    this.ids = ids;
  }

  /**
   * Issues a token.
   *
   * @param origin the origin of the token service, which v2.0 tokens name as their issuer
   * @param lifetime counted from now, in whole seconds
   * @param extraClaims claims beside the usual ones, such as {@code xms_az_rid}
   */
  public IssuedToken issue(
      Principal principal,
      TargetResource resource,
      String origin,
      ClientAuthenticationMethod proof,
      Duration lifetime,
      Map<String, String> extraClaims) {
    var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    var expiresAt = now.plus(lifetime);
    var claims =
        (resource.v2Audience() == null
                ? v1(principal, proof).audience(resource.identifier())
                : v2(principal, proof, origin).audience(resource.v2Audience().toString()))
            .issueTime(Date.from(now))
            .notBeforeTime(Date.from(now))
            .expirationTime(Date.from(expiresAt));
    extraClaims.forEach(claims::claim);
    return new IssuedToken(
        keys.newest().sign(claims.build()), resource.identifier(), now, expiresAt);
  }

  private JWTClaimsSet.Builder v1(Principal principal, ClientAuthenticationMethod proof) {
    var issuer = issuer(principal.tenantId());
    return claims(principal)
        .issuer(issuer)
        .claim("appid", principal.appId().toString())
        .claim("appidacr", proof.claim())
        .claim("idp", issuer)
        .claim("ver", "1.0");
  }

  private JWTClaimsSet.Builder v2(
      Principal principal, ClientAuthenticationMethod proof, String origin) {
    return claims(principal)
        .issuer(v2Issuer(origin, principal.tenantId()))
        .claim("azp", principal.appId().toString())
        .claim("azpacr", proof.claim())
        .claim("ver", "2.0");
  }

  private JWTClaimsSet.Builder claims(Principal principal) {
    var tenantId = principal.tenantId();
    var claims =
        new JWTClaimsSet.Builder()
            .claim("aio", Guids.opaque(ids.get(), ids.get()))
            .claim("idtyp", "app")
            .claim("oid", principal.objectId().toString())
            .claim("rh", "1." + Guids.opaque(tenantId, ids.get()) + ".")
            .subject(principal.objectId().toString())
            .claim("tid", tenantId.toString())
            .claim("uti", Guids.opaque(ids.get()));
    var resourceId = principal.resourceId();
    if (resourceId != null) {
      claims.claim("xms_mirid", asClaimed(resourceId));
    }
    if (principal.generation() > 0) {
      claims.claim(GENERATION, principal.generation());
    }
    return claims;
  }

  /**
   * A resource id as claims have it: Azure writes this one segment in lower case, and relying
   * parties compare it letter by letter.
   */
  public static String asClaimed(String resourceId) {
    return RESOURCE_GROUPS.matcher(resourceId).replaceFirst("/resourcegroups/");
  }

  /** Returns the issuer of the v2.0 tokens of a tenant, where its configuration is published. */
  static String v2Issuer(String origin, UUID tenantId) {
    return origin + "/" + tenantId + "/v2.0";
  }

  /** Returns the issuer of a tenant's v1.0 tokens: a fixed name, as in Azure's public cloud. */
  static String issuer(UUID tenantId) {
    return "https://sts.windows.net/" + tenantId + "/";
  }
}
