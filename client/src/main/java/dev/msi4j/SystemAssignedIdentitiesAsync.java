package dev.msi4j;

import com.azure.core.http.rest.Response;
import reactor.core.publisher.Mono;

/**
 * Operations on system-assigned identities; from {@link
 * ManagedServiceIdentityAsyncClient#systemAssignedIdentities}. Immutable; any number of threads may
 * use it.
 *
 * <p>Nothing is sent before a result is subscribed to; all failures come through it. No method
 * blocks.
 */
public final class SystemAssignedIdentitiesAsync {
  private final ArmTransport arm;
  private final SystemAssignedIdentityCalls calls;

  SystemAssignedIdentitiesAsync(ArmTransport arm, SystemAssignedIdentityCalls calls) {
    this.arm = arm;
    this.calls = calls;
  }

  /**
   * Returns the system-assigned identity of a resource.
   *
   * @param scope the resource's id, with or without a leading slash
   */
  public Mono<SystemAssignedIdentity> getByScope(String scope) {
    return getByScopeWithResponse(scope).map(Response::getValue);
  }

  /** Like {@link #getByScope(String)}, with the headers and the status of the answer. */
  public Mono<Response<SystemAssignedIdentity>> getByScopeWithResponse(String scope) {
    return arm.sendAsync(() -> calls.getByScope(scope));
  }
}
