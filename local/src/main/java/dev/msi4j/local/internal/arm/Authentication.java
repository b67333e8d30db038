package dev.msi4j.local.internal.arm;

import dev.msi4j.local.internal.entra.AcceptedAudiences;
import dev.msi4j.local.internal.entra.Caller;
import dev.msi4j.local.internal.entra.InvalidTokenException;
import dev.msi4j.local.internal.entra.TokenVerifier;
import dev.msi4j.local.internal.http.Request;

/** Finds out who calls: the bearer token must be one of this tenant's, for Resource Manager. */
public final class Authentication {
  private final TokenVerifier tokens;

  public Authentication(TokenVerifier tokens) {
    this.tokens = tokens;
  }

  /**
   * Who calls.
   *
   * @throws ArmException if the request has no token, or none that is good here
   */
  public Caller authenticate(Request request) {
    var token = request.bearerToken().orElseThrow(ArmErrors::authenticationFailed);
    try {
      return tokens.verify(token, audiences(request));
    } catch (InvalidTokenException rejected) {
      throw exception(rejected);
    }
  }

  /** Clients that only know this server's address ask for tokens for that address. */
  private static AcceptedAudiences audiences(Request request) {
    return AcceptedAudiences.of(
        "https://management.azure.com", "https://management.core.windows.net", request.origin());
  }

  private static ArmException exception(InvalidTokenException rejected) {
    return switch (rejected.reason()) {
      case INVALID, REVOKED -> ArmErrors.invalidAuthenticationToken(rejected.detail());
      case WRONG_ISSUER -> ArmErrors.invalidTokenTenant(rejected.detail());
      case WRONG_AUDIENCE -> ArmErrors.invalidTokenAudience(rejected.detail());
      case EXPIRED -> ArmErrors.expiredAuthenticationToken();
    };
  }
}
