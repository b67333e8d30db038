package dev.msi4j.local.arm;

import dev.msi4j.local.entra.Caller;
import dev.msi4j.local.entra.TokenRejected;
import dev.msi4j.local.entra.TokenVerifier;
import dev.msi4j.local.front.Request;
import java.util.Locale;
import java.util.Set;

/** Finds out who calls: the bearer token must be one of this tenant's, for Resource Manager. */
public final class Authentication {
  private static final Set<String> AUDIENCES =
      Set.of("https://management.azure.com", "https://management.core.windows.net");

  private final TokenVerifier tokens;

  public Authentication(TokenVerifier tokens) {
    this.tokens = tokens;
  }

  /**
   * Who calls.
   *
   * @throws ArmRefusal if the request has no token, or none that is good here
   */
  public Caller authenticate(Request request) {
    var header = request.headers().first("Authorization").orElse("");
    if (!header.regionMatches(true, 0, "Bearer ", 0, 7)) {
      throw ArmErrors.authenticationFailed();
    }
    try {
      return tokens.verify(
          header.substring(7).strip(), audience -> accepts(audience, request.origin()));
    } catch (TokenRejected rejected) {
      throw refusal(rejected);
    }
  }

  private static ArmRefusal refusal(TokenRejected rejected) {
    return switch (rejected.reason()) {
      case INVALID, REVOKED -> ArmErrors.invalidAuthenticationToken(rejected.detail());
      case WRONG_ISSUER -> ArmErrors.invalidTokenTenant(rejected.detail());
      case WRONG_AUDIENCE -> ArmErrors.invalidTokenAudience(rejected.detail());
      case EXPIRED -> ArmErrors.expiredAuthenticationToken();
    };
  }

  /** Clients that only know this server's address ask for tokens for that address. */
  private static boolean accepts(String audience, String origin) {
    var end = audience.length();
    while (end > 0 && audience.charAt(end - 1) == '/') {
      end--;
    }
    var bare = audience.substring(0, end).toLowerCase(Locale.ROOT);
    return AUDIENCES.contains(bare) || bare.equals(origin);
  }
}
