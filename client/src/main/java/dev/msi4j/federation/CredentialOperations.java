package dev.msi4j.federation;

import com.azure.core.exception.AzureException;
import com.azure.core.http.rest.Response;
import dev.msi4j.DeleteResult;
import dev.msi4j.FederatedIdentityCredential;
import dev.msi4j.ResourceId;
import java.util.List;
import reactor.core.publisher.Mono;

/** Reads and writes the credentials of identities with retries and serialized writes. */
final class CredentialOperations {
  private final ClientAdapter clientAdapter;
  private final Retrier retrier;
  private final PerIdentitySerializer serializer;
  private final Poller poller;
  private final FederationOptions options;

  CredentialOperations(
      ClientAdapter clientAdapter,
      Retrier retrier,
      PerIdentitySerializer serializer,
      Poller poller,
      FederationOptions options) {
    this.clientAdapter = clientAdapter;
    this.retrier = retrier;
    this.serializer = serializer;
    this.poller = poller;
    this.options = options;
  }

  Mono<List<FederatedIdentityCredential>> list(ResourceId identity) {
    return retrier.list(clientAdapter.list(identity));
  }

  Mono<Response<FederatedIdentityCredential>> put(
      ResourceId identity, String name, FederatedIdentityCredential credential) {
    return serialized(identity, write(identity, name, credential));
  }

  Mono<DeleteResult> delete(ResourceId identity, String name) {
    return serialized(identity, remove(identity, name));
  }

  /**
   * Deletes a credential that was just listed: a 404 means that the identity is not yet replicated
   * and is retried.
   */
  Mono<DeleteResult> deleteListed(ResourceId identity, String name) {
    return serialized(
        identity, notFoundIfMissing(retrier.write(clientAdapter.delete(identity, name))));
  }

  /** Runs as one serialized operation, so that no other write of this client comes between. */
  Mono<FederatedIdentityCredential> recreate(ResourceId identity, String name) {
    var recreation =
        retrier
            .read(clientAdapter.get(identity, name))
            .flatMap(credential ->
                remove(identity, name)
                    .then(poller.awaitDeleted(identity, name))
                    .then(write(identity, name, credential))
                    .map(Response::getValue)
                    .onErrorMap(
                        failure -> !Blocking.isInterruption(failure),
                        failure ->
                            new AzureException(
                                credential
                                    + " could not be recreated; it may be deleted and not created"
                                    + " again: "
                                    + failure.getMessage(),
                                failure)));
    return serialized(identity, recreation);
  }

  private Mono<Response<FederatedIdentityCredential>> write(
      ResourceId identity, String name, FederatedIdentityCredential credential) {
    return retrier.write(
        clientAdapter.put(identity, name, TrustKey.withAudience(credential, options.cloud())));
  }

  private Mono<DeleteResult> remove(ResourceId identity, String name) {
    return notFoundIfMissing(retrier.delete(clientAdapter.delete(identity, name)));
  }

  /** Treats a 404 of the parent identity like a missing credential. */
  private static Mono<DeleteResult> notFoundIfMissing(Mono<DeleteResult> deletion) {
    return deletion.onErrorResume(
        FailureKind::isNotFound, failure -> Mono.just(DeleteResult.NOT_FOUND));
  }

  private <T> Mono<T> serialized(ResourceId identity, Mono<T> work) {
    return options.serializesWrites() ? serializer.serialize(identity, work) : work;
  }
}
