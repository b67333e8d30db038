package dev.msi4j.junit;

import dev.msi4j.Identity;
import dev.msi4j.local.RecordedRequest;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;

/**
 * Requests that a local Azure received for one sandbox, oldest first. Immutable: each method
 * returns a selection of the requests, for the assertions of AssertJ on an {@code Iterable}.
 */
public final class SandboxRequests implements Iterable<RecordedRequest> {
  private final List<RecordedRequest> requests;

  SandboxRequests(List<RecordedRequest> requests) {
    this.requests = requests;
  }

  /**
   * Selects the requests with an access token of an identity, and the token requests that returned
   * one or that name its client id.
   *
   * @param identity the identity
   * @return the selection
   */
  public SandboxRequests by(Identity identity) {
    var principal = String.valueOf(identity.principalId());
    var client = String.valueOf(identity.clientId());
    return where(request ->
        request.principalId().filter(principal::equals).isPresent()
            || request.clientId().filter(client::equals).isPresent());
  }

  /**
   * Selects the token requests for a resource.
   *
   * @param resource the resource, such as {@code https://vault.azure.net}; a slash at the end is
   *     ignored
   * @return the selection
   */
  public SandboxRequests forResource(String resource) {
    var expected = Slashes.withoutLast(resource);
    return where(request ->
        request.resource().map(Slashes::withoutLast).filter(expected::equals).isPresent());
  }

  /**
   * Selects the requests for an operation.
   *
   * @param operation an operation as in {@link dev.msi4j.local.Fault#of}, without wildcards
   * @return the selection
   */
  public SandboxRequests forOperation(String operation) {
    return where(request -> request.operation().equalsIgnoreCase(operation));
  }

  /**
   * Selects the requests with a status.
   *
   * @param status the HTTP status of the response
   * @return the selection
   */
  public SandboxRequests withStatus(int status) {
    return where(request -> request.status() == status);
  }

  /**
   * Selects the requests that were answered after the first one with a status.
   *
   * @param status the HTTP status of the response
   * @return the selection; empty if no request has the status
   */
  public SandboxRequests afterFirst(int status) {
    for (var index = 0; index < requests.size(); index++) {
      if (requests.get(index).status() == status) {
        return new SandboxRequests(requests.subList(index + 1, requests.size()));
      }
    }
    return new SandboxRequests(List.of());
  }

  /**
   * Selects the requests that match a condition.
   *
   * @param condition the condition
   * @return the selection
   */
  public SandboxRequests where(Predicate<RecordedRequest> condition) {
    return new SandboxRequests(requests.stream().filter(condition).toList());
  }

  /**
   * Returns the requests as a list.
   *
   * @return the requests, oldest first
   */
  public List<RecordedRequest> asList() {
    return requests;
  }

  @Override
  public Iterator<RecordedRequest> iterator() {
    return requests.iterator();
  }

  @Override
  public String toString() {
    return requests.toString();
  }
}
