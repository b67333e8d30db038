package dev.msi4j.local.internal.arm;

import dev.msi4j.local.internal.entra.AcceptedAudiences;
import dev.msi4j.local.internal.entra.Caller;
import dev.msi4j.local.internal.entra.InvalidTokenException;
import dev.msi4j.local.internal.entra.TokenVerifier;
import dev.msi4j.local.internal.http.Request;

/** Authenticates callers by the access tokens of this tenant for Resource Manager. */
public final class Authentication {
  private final TokenVerifier tokens;

  public Authentication(TokenVerifier tokens) {
    this.tokens = tokens;
  }

  /**
   * Returns the caller of a request.
   *
   * @throws ArmException if the request has no access token, or an invalid one
   */
  public Caller authenticate(Request request) {
    var token = request.bearerToken().orElseThrow(ArmErrors::authenticationFailed);
    try {
      return tokens.verify(token, audiences(request));
    } catch (InvalidTokenException rejected) {
      throw exception(rejected);
    }
  }

  /** Accepts this server's address too: some clients request tokens for it. */
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
