package dev.msi4j.verification;

import com.azure.core.credential.TokenRequestContext;
import com.azure.identity.ManagedIdentityCredential;
import com.azure.identity.ManagedIdentityCredentialBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A program that has nothing but its environment and Microsoft's credential: for each identity it
 * is asked for it prints a line, the claims of a token or why there is none.
 */
final class TokenChildProcess {
  private static final TokenRequestContext ARM =
      new TokenRequestContext().addScopes("https://management.azure.com/.default");

  private TokenChildProcess() {}

  /** Each argument is {@code any}, or {@code client=}, {@code object=}, {@code resource=} an id. */
  public static void main(String[] identities) {
    for (String identity : identities) {
      System.out.println("> " + tell(identity).replaceAll("\\s+", " "));
    }
    System.exit(0);
  }

  private static String tell(String identity) {
    try {
      return claims(credential(identity).getTokenSync(ARM).getToken());
    } catch (RuntimeException e) {
      return e.getClass().getSimpleName() + reasons(e);
    }
  }

  /** What went wrong is said by the innermost of several. */
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
        // The host decides.
      }
    }
    return builder.build();
  }

  private static String claims(String token) {
    return new String(
        Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8);
  }
}
