package dev.msi4j.cli.azure;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import dev.msi4j.cli.console.CommandException;
import dev.msi4j.cli.console.ErrorPrinter;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;

/**
 * A credential whose broken connections are final. A credential repeats a failed sign-in itself.
 * Otherwise the pipeline of the request that needs the token repeats all of these attempts, because
 * it repeats a request if an I/O error is among the causes of its failure. Thread-safe.
 */
final class SignIn implements TokenCredential {
  private final TokenCredential credential;

  SignIn(TokenCredential credential) {
    this.credential = credential;
  }

  @Override
  public Mono<AccessToken> getToken(TokenRequestContext request) {
    return credential.getToken(request).onErrorMap(SignIn::withoutBrokenConnection);
  }

  @Override
  public AccessToken getTokenSync(TokenRequestContext request) {
    try {
      return credential.getTokenSync(request);
    } catch (RuntimeException e) {
      throw Exceptions.propagate(withoutBrokenConnection(e));
    }
  }

  /** Replaces a failure that a pipeline repeats by one with the same message. */
  private static Throwable withoutBrokenConnection(Throwable failure) {
    var actual = Exceptions.unwrap(failure);
    for (Throwable each = actual; each != null; each = each.getCause()) {
      if (each instanceof IOException || each instanceof TimeoutException) {
        var last = new CommandException(ErrorPrinter.oneLine(actual));
        last.addSuppressed(actual);
        return last;
      }
    }
    return failure;
  }
}
