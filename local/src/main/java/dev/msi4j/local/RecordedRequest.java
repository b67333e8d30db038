package dev.msi4j.local;

import dev.msi4j.local.internal.control.requests.ReceivedRequest;
import java.time.Instant;
import java.util.Optional;

/** A request that a local Azure received, without secrets. Immutable. */
public final class RecordedRequest {
  private final ReceivedRequest request;

  RecordedRequest(ReceivedRequest request) {
    this.request = request;
  }

  /**
   * Returns the time of the response.
   *
   * @return the time by the clock of the local Azure
   */
  public Instant at() {
    return request.at();
  }

  /**
   * Returns the operation, with the names that {@link Fault#of} lists.
   *
   * @return the operation; empty for other requests, such as cloud metadata
   */
  public String operation() {
    return request.operation();
  }

  /**
   * Returns the HTTP method.
   *
   * @return the method in upper case
   */
  public String method() {
    return request.method();
  }

  /**
   * Returns the URL without its query.
   *
   * @return the URL as the client used it
   */
  public String url() {
    return request.url();
  }

  /**
   * Returns the status of the response.
   *
   * @return the HTTP status
   */
  public int status() {
    return request.status();
  }

  /**
   * Returns the resource of a token request: the parameter {@code resource}, or {@code scope}
   * without {@code /.default}.
   *
   * @return the resource as written by the client; empty for other requests
   */
  public Optional<String> resource() {
    return Optional.ofNullable(request.resource());
  }

  /**
   * Returns the client id of a token request.
   *
   * @return the client id; empty without one
   */
  public Optional<String> clientId() {
    return Optional.ofNullable(request.clientId());
  }

  /**
   * Returns the principal of the access token: of the one that was issued for a token request, or
   * else of the one that was sent.
   *
   * @return the object id; empty without a token
   */
  public Optional<String> principalId() {
    return Optional.ofNullable(request.principalId());
  }

  /**
   * Returns the managed identity, or the resource with a system-assigned identity, of the access
   * token.
   *
   * @return the resource id; empty without a token of a managed identity
   */
  public Optional<String> identityId() {
    return Optional.ofNullable(request.identityId());
  }

  @Override
  public String toString() {
    return request.method()
        + " "
        + request.url()
        + resource().map(resource -> " for " + resource).orElse("")
        + principalId().map(principal -> " by " + principal).orElse("")
        + " -> "
        + request.status();
  }
}
