package dev.msi4j.local.entra;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Issues access tokens. They are of version 1.0 whichever endpoint they are asked at: the version
 * is the resource's choice in Azure, and Resource Manager and its siblings have chosen that.
 */
public final class AccessTokens {
  private static final Pattern RESOURCE_GROUPS =
      Pattern.compile("/resourceGroups/", Pattern.CASE_INSENSITIVE);

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
   * @param audience the resource the token is for; goes into the token letter by letter
   * @param lifetime counted from now, in whole seconds
   * @param extraClaims claims beside the usual ones, such as {@code xms_az_rid}
   */
  public IssuedToken issue(
      Principal principal,
      String audience,
      ClientProof proof,
      Duration lifetime,
      Map<String, String> extraClaims) {
    var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    var expiresAt = now.plus(lifetime);
    var claims =
        claims(principal, proof)
            .audience(audience)
            .issueTime(Date.from(issueTime(principal, now)))
            .notBeforeTime(Date.from(now))
            .expirationTime(Date.from(expiresAt));
    extraClaims.forEach(claims::claim);
    return new IssuedToken(keys.newest().sign(claims.build()), audience, now, expiresAt);
  }

  private JWTClaimsSet.Builder claims(Principal principal, ClientProof proof) {
    var tenantId = principal.tenantId();
    var issuer = issuer(tenantId);
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(issuer)
            .claim("aio", Guids.opaque(ids.get(), ids.get()))
            .claim("appid", principal.appId().toString())
            .claim("appidacr", proof.claim())
            .claim("idp", issuer)
            .claim("idtyp", "app")
            .claim("oid", principal.objectId().toString())
            .claim("rh", "1." + Guids.opaque(tenantId, ids.get()) + ".")
            .subject(principal.objectId().toString())
            .claim("tid", tenantId.toString())
            .claim("uti", Guids.opaque(ids.get()))
            .claim("ver", "1.0");
    var resourceId = principal.resourceId();
    if (resourceId != null) {
      claims.claim("xms_mirid", asClaimed(resourceId));
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

  /** The issuer of a tenant's tokens: a fixed name, as in Azure's public cloud. */
  static String issuer(UUID tenantId) {
    return "https://sts.windows.net/" + tenantId + "/";
  }

  /** A token issued in the very second of a revocation is a new one, and must not look void. */
  private static Instant issueTime(Principal principal, Instant now) {
    var revokedAt = principal.revokedAt();
    return revokedAt != null && revokedAt >= now.getEpochSecond()
        ? Instant.ofEpochSecond(revokedAt + 1)
        : now;
  }
}
