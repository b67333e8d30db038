package dev.msi4j.local.internal.graph;

import dev.msi4j.local.internal.entra.AcceptedAudiences;
import dev.msi4j.local.internal.entra.Caller;
import dev.msi4j.local.internal.entra.InvalidTokenException;
import dev.msi4j.local.internal.entra.TokenVerifier;
import dev.msi4j.local.internal.http.Request;
import dev.msi4j.local.internal.text.CaseFolding;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Authenticates the callers of Microsoft Graph. Every caller with a token for Microsoft Graph can
 * read; only the bootstrap service principal can change the directory.
 */
final class GraphAccess {
  private final TokenVerifier tokens;
  private final UUID administrator;

  /**
   * @param administrator the application id of the bootstrap service principal
   */
  GraphAccess(TokenVerifier tokens, UUID administrator) {
    this.tokens = tokens;
    this.administrator = administrator;
  }

  /** Returns the application that must not be deleted, because the server signs in with it. */
  UUID administrator() {
    return administrator;
  }

  /** Returns the caller of a request that reads. */
  Caller authenticate(Request request) {
    var token = request.bearerToken().orElseThrow(GraphException::noToken);
    try {
      return tokens.verify(token, audiences(request));
    } catch (InvalidTokenException rejected) {
      throw rejected.reason() == InvalidTokenException.Reason.WRONG_AUDIENCE
          ? GraphException.wrongAudience()
          : GraphException.badToken(rejected.detail());
    }
  }

  /** Returns the caller of a request that changes the directory. */
  Caller authorize(Request request) {
    var caller = authenticate(request);
    if (!caller.appId().equals(administrator)) {
      throw GraphException.insufficientPrivileges();
    }
    return caller;
  }

  /**
   * Returns the audiences of Microsoft Graph. The origin alone is an audience of Resource Manager;
   * with a slash at the end it is also one of Graph, for clients that are configured with the root
   * of this server as the address of Graph and request tokens for that address.
   */
  private static Predicate<String> audiences(Request request) {
    var root = request.origin() + "/";
    return AcceptedAudiences.of(
            "https://graph.microsoft.com",
            "00000003-0000-0000-c000-000000000000",
            request.origin() + Graph.PATH)
        .or(audience -> CaseFolding.of(audience).equals(root));
  }
}
