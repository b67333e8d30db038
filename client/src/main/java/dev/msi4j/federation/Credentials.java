package dev.msi4j.federation;

import com.azure.core.exception.AzureException;
import com.azure.core.http.rest.Response;
import dev.msi4j.DeleteResult;
import dev.msi4j.FederatedIdentityCredential;
import dev.msi4j.ResourceId;
import java.util.List;
import reactor.core.publisher.Mono;

/** The credentials of identities: reads and writes that come back from what passes. */
final class Credentials {
  private final ClientAdapter clientAdapter;
  private final Retrier retrier;
  private final PerIdentitySerializer turns;
  private final Poller poller;
  private final FederationOptions options;

  Credentials(
      ClientAdapter clientAdapter,
      Retrier retrier,
      PerIdentitySerializer turns,
      Poller poller,
      FederationOptions options) {
    this.clientAdapter = clientAdapter;
    this.retrier = retrier;
    this.turns = turns;
    this.poller = poller;
    this.options = options;
  }

  Mono<List<FederatedIdentityCredential>> list(ResourceId identity) {
    return retrier.list(clientAdapter.list(identity));
  }

  Mono<Response<FederatedIdentityCredential>> put(
      ResourceId identity, String name, FederatedIdentityCredential credential) {
    return inTurn(identity, write(identity, name, credential));
  }

  Mono<DeleteResult> delete(ResourceId identity, String name) {
    return inTurn(identity, remove(identity, name));
  }

  /** Deletes what has just been listed: if its identity is not there, then not everywhere yet. */
  Mono<DeleteResult> deleteListed(ResourceId identity, String name) {
    return inTurn(identity, absentIfGone(retrier.write(clientAdapter.delete(identity, name))));
  }

  /** One turn for all of it: nobody else's write comes between. */
  Mono<FederatedIdentityCredential> recreate(ResourceId identity, String name) {
    var again =
        retrier
            .read(clientAdapter.get(identity, name))
            .flatMap(credential ->
                remove(identity, name)
                    .then(poller.absent(identity, name))
                    .then(write(identity, name, credential))
                    .map(Response::getValue)
                    .onErrorMap(
                        failure -> !Blocking.isInterruption(failure),
                        failure ->
                            new AzureException(
                                credential
                                    + " was to be recreated, and may be deleted and not created"
                                    + " again: "
                                    + failure.getMessage(),
                                failure)));
    return inTurn(identity, again);
  }

  private Mono<Response<FederatedIdentityCredential>> write(
      ResourceId identity, String name, FederatedIdentityCredential credential) {
    return retrier.write(
        clientAdapter.put(identity, name, TrustKey.withAudience(credential, options.cloud())));
  }

  private Mono<DeleteResult> remove(ResourceId identity, String name) {
    return absentIfGone(retrier.delete(clientAdapter.delete(identity, name)));
  }

  /** What hangs below an identity that is gone is gone as well. */
  private static Mono<DeleteResult> absentIfGone(Mono<DeleteResult> deletion) {
    return deletion.onErrorResume(
        FailureKind::isNotFound, failure -> Mono.just(DeleteResult.NOT_FOUND));
  }

  private <T> Mono<T> inTurn(ResourceId identity, Mono<T> work) {
    return options.serializesWrites() ? turns.inTurn(identity, work) : work;
  }
}
