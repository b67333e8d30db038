package dev.msi4j;

import com.azure.core.http.rest.Response;
import reactor.core.publisher.Mono;

/**
 * Operations on system-assigned identities, returned by {@link
 * ManagedServiceIdentityAsyncClient#systemAssignedIdentities}. Immutable and thread-safe.
 *
 * <p>A method sends nothing before its result is subscribed to, and never blocks. All failures,
 * including invalid arguments, are emitted by the result. They are the exceptions that the methods
 * of {@link SystemAssignedIdentities} throw.
 *
 * @see <a
 *     href="https://learn.microsoft.com/rest/api/managedidentity/system-assigned-identities">Azure
 *     REST API reference: System Assigned Identities</a>
 */
public final class SystemAssignedIdentitiesAsync {
  private final ArmTransport arm;
  private final SystemAssignedIdentityCalls calls;

  SystemAssignedIdentitiesAsync(ArmTransport arm, SystemAssignedIdentityCalls calls) {
    this.arm = arm;
    this.calls = calls;
  }

  /**
   * Gets the system-assigned identity of a resource.
   *
   * @param scope the resource id of the resource, with or without a leading slash
   * @return a {@code Mono} that emits the identity
   */
  public Mono<SystemAssignedIdentity> getByScope(String scope) {
    return getByScopeWithResponse(scope).map(Response::getValue);
  }

  /**
   * Gets the system-assigned identity of a resource and returns the response.
   *
   * @param scope the resource id of the resource, with or without a leading slash
   * @return a {@code Mono} that emits the response with its status and headers; its value is the
   *     identity
   */
  public Mono<Response<SystemAssignedIdentity>> getByScopeWithResponse(String scope) {
    return arm.sendAsync(() -> calls.getByScope(scope));
  }

  /**
   * Gets the system-assigned identity of a resource.
   *
   * @param scope the resource id of the resource
   * @return a {@code Mono} that emits the identity
   */
  public Mono<SystemAssignedIdentity> getByScope(ResourceId scope) {
    return getByScopeWithResponse(scope).map(Response::getValue);
  }

  /**
   * Gets the system-assigned identity of a resource and returns the response.
   *
   * @param scope the resource id of the resource
   * @return a {@code Mono} that emits the response with its status and headers; its value is the
   *     identity
   */
  public Mono<Response<SystemAssignedIdentity>> getByScopeWithResponse(ResourceId scope) {
    return arm.sendAsync(() -> calls.getByScope(scope));
  }
}
