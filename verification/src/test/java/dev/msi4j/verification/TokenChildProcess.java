package dev.msi4j.verification;

import com.azure.core.credential.TokenRequestContext;
import com.azure.identity.ManagedIdentityCredential;
import com.azure.identity.ManagedIdentityCredentialBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Program that requests tokens with ManagedIdentityCredential, configured by its environment only.
 * Prints one line per requested identity: the claims of the token, or the error.
 */
final class TokenChildProcess {
  private static final TokenRequestContext ARM =
      new TokenRequestContext().addScopes("https://management.azure.com/.default");

  private TokenChildProcess() {}

  /**
   * Runs the program.
   *
   * @param identities each is {@code any}, or {@code client=ID}, {@code object=ID} or {@code
   *     resource=ID}
   */
  public static void main(String[] identities) {
    for (String identity : identities) {
      System.out.println("> " + result(identity).replaceAll("\\s+", " "));
    }
    System.exit(0);
  }

  private static String result(String identity) {
    try {
      return claims(credential(identity).getTokenSync(ARM).getToken());
    } catch (RuntimeException e) {
      return e.getClass().getSimpleName() + reasons(e);
    }
  }

  /**
   * Returns the messages of the exception and its causes; the innermost one contains the reason.
   */
  private static String reasons(Throwable failure) {
    var reasons = new StringBuilder();
    for (Throwable each = failure; each != null; each = each.getCause()) {
      reasons.append(": ").append(each.getMessage());
    }
    return reasons.toString();
  }

  private static ManagedIdentityCredential credential(String identity) {
    var builder = new ManagedIdentityCredentialBuilder();
    var id = identity.substring(identity.indexOf('=') + 1);
    switch (identity.substring(0, Math.max(0, identity.indexOf('=')))) {
      case "client" -> builder.clientId(id);
      case "object" -> builder.objectId(id);
      case "resource" -> builder.resourceId(id);
      default -> {
        // The hosting environment selects the identity.
      }
    }
    return builder.build();
  }

  private static String claims(String token) {
    return new String(
        Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8);
  }
}
