package dev.msi4j.local.internal.entra;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.msi4j.local.internal.runtime.ServerRuntime;
import dev.msi4j.local.internal.store.Store;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Issues access tokens. The resource determines the version of the token, not the endpoint that
 * issues it: Resource Manager and Microsoft's other APIs accept v1.0 tokens.
 */
public final class AccessTokens {
  private static final Pattern RESOURCE_GROUPS =
      Pattern.compile("/resourceGroups/", Pattern.CASE_INSENSITIVE);

  /**
   * The claim that holds the number of revocations of the principal at the time of issue.
   * Timestamps are not used: they have a resolution of one second, and processes that share a
   * database have different clocks. The claim is absent if the principal's tokens were never
   * revoked, as in Azure's tokens.
   */
  static final String GENERATION = "xms_generation";

  /** The claim that holds the resource id of the host of a managed identity. */
  public static final String HOST = "xms_az_rid";

  private final SigningKeys keys;
  private final Clock clock;
  private final Supplier<UUID> ids;
  private final SignIns signIns;
  private final Directory directory;
  private final Store store;

  AccessTokens(SigningKeys keys, ServerRuntime runtime, SignIns signIns, Directory directory) {
    this.directory = directory;
    store = runtime.store();
    this.keys = keys;
    this.signIns = signIns;
    clock = runtime.clock();
    ids = runtime.ids();
  }

  /**
   * Issues a token and records the sign-in.
   *
   * @param origin the origin of the token service, part of the issuer of v2.0 tokens
   * @param method the authentication method of the client
   * @param lifetime the lifetime from now, in whole seconds
   * @param extraClaims additional claims, such as {@link #HOST}
   */
  public IssuedToken issue(
      Principal principal,
      TargetResource resource,
      String origin,
      ClientAuthenticationMethod method,
      Duration lifetime,
      Map<String, String> extraClaims) {
    var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    var expiresAt = now.plus(lifetime);
    var claims =
        (resource.v2Audience() == null
                ? v1(principal, method).audience(resource.identifier())
                : v2(principal, method, origin).audience(resource.v2Audience().toString()))
            .issueTime(Date.from(now))
            .notBeforeTime(Date.from(now))
            .expirationTime(Date.from(expiresAt));
    extraClaims.forEach(claims::claim);
    var roles = roles(principal, resource);
    if (!roles.isEmpty()) {
      claims.claim("roles", roles);
    }
    signIns.record(
        principal,
        resource,
        extraClaims.containsKey(HOST)
            ? SignIn.Type.MANAGED_IDENTITY
            : SignIn.Type.SERVICE_PRINCIPAL);
    return new IssuedToken(
        keys.newest().sign(claims.build()), resource.identifier(), now, expiresAt);
  }

  /** Returns the app roles of the resource that are assigned to the principal. */
  private List<String> roles(Principal principal, TargetResource resource) {
    var servicePrincipal = resource.servicePrincipal();
    return servicePrincipal == null
        ? List.of()
        : store.read(documents ->
            directory
                .applications()
                .byAppId(documents, servicePrincipal.appId())
                .map(application ->
                    AppRoleAssignments.ofPrincipal(documents, principal.objectId()).stream()
                        .filter(assignment ->
                            assignment.resourceId().equals(servicePrincipal.objectId()))
                        .flatMap(
                            assignment -> application.roleValue(assignment.appRoleId()).stream())
                        .toList())
                .orElse(List.of()));
  }

  private JWTClaimsSet.Builder v1(Principal principal, ClientAuthenticationMethod method) {
    var issuer = issuer(principal.tenantId());
    return claims(principal)
        .issuer(issuer)
        .claim("appid", principal.appId().toString())
        .claim("appidacr", method.claim())
        .claim("idp", issuer)
        .claim("ver", "1.0");
  }

  private JWTClaimsSet.Builder v2(
      Principal principal, ClientAuthenticationMethod method, String origin) {
    return claims(principal)
        .issuer(v2Issuer(origin, principal.tenantId()))
        .claim("azp", principal.appId().toString())
        .claim("azpacr", method.claim())
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
      claims.claim("xms_mirid", toClaim(resourceId));
    }
    if (principal.generation() > 0) {
      claims.claim(GENERATION, principal.generation());
    }
    return claims;
  }

  /**
   * Returns a resource id in the form of token claims: Azure writes the segment {@code
   * resourcegroups} in lower case, and relying parties compare the claim case-sensitively.
   */
  public static String toClaim(String resourceId) {
    return RESOURCE_GROUPS.matcher(resourceId).replaceFirst("/resourcegroups/");
  }

  /** Returns the issuer of a tenant's v2.0 tokens, which publishes its OpenID configuration. */
  static String v2Issuer(String origin, UUID tenantId) {
    return origin + "/" + tenantId + "/v2.0";
  }

  /**
   * Returns the issuer of a tenant's v1.0 tokens: a fixed host name, as in Azure's public cloud.
   */
  static String issuer(UUID tenantId) {
    return "https://sts.windows.net/" + tenantId + "/";
  }
}
