package dev.msi4j;

import com.azure.core.http.rest.Response;
import com.azure.core.util.Context;

/**
 * Operations on system-assigned identities, returned by {@link
 * ManagedServiceIdentityClient#systemAssignedIdentities}. Immutable and thread-safe.
 *
 * @see <a
 *     href="https://learn.microsoft.com/rest/api/managedidentity/system-assigned-identities">Azure
 *     REST API reference: System Assigned Identities</a>
 */
public final class SystemAssignedIdentities {
  private final ArmTransport arm;
  private final SystemAssignedIdentityCalls calls;

  SystemAssignedIdentities(ArmTransport arm, SystemAssignedIdentityCalls calls) {
    this.arm = arm;
    this.calls = calls;
  }

  /**
   * Gets the system-assigned identity of a resource.
   *
   * @param scope the resource id of the resource, with or without a leading slash
   * @return the identity
   * @throws IllegalArgumentException if an argument is null or breaks a naming rule of Azure
   * @throws UnsupportedOperationException if no API version of the client has the operation or a
   *     property that is set
   * @throws com.azure.core.exception.HttpResponseException if Azure responds with an error or the
   *     response cannot be read; its value is an {@link ArmError}
   */
  public SystemAssignedIdentity getByScope(String scope) {
    return getByScopeWithResponse(scope, Context.NONE).getValue();
  }

  /**
   * Gets the system-assigned identity of a resource and returns the response.
   *
   * @param scope the resource id of the resource, with or without a leading slash
   * @param context the context to pass through the pipeline, for tracing and policies
   * @return the response with its status and headers; its value is the identity
   * @throws IllegalArgumentException if an argument is null or breaks a naming rule of Azure
   * @throws UnsupportedOperationException if no API version of the client has the operation or a
   *     property that is set
   * @throws com.azure.core.exception.HttpResponseException if Azure responds with an error or the
   *     response cannot be read; its value is an {@link ArmError}
   */
  public Response<SystemAssignedIdentity> getByScopeWithResponse(String scope, Context context) {
    return arm.send(calls.getByScope(scope), context);
  }

  /**
   * Gets the system-assigned identity of a resource.
   *
   * @param scope the resource id of the resource
   * @return the identity
   * @throws IllegalArgumentException if an argument is null or breaks a naming rule of Azure
   * @throws UnsupportedOperationException if no API version of the client has the operation or a
   *     property that is set
   * @throws com.azure.core.exception.HttpResponseException if Azure responds with an error or the
   *     response cannot be read; its value is an {@link ArmError}
   */
  public SystemAssignedIdentity getByScope(ResourceId scope) {
    return getByScopeWithResponse(scope, Context.NONE).getValue();
  }

  /**
   * Gets the system-assigned identity of a resource and returns the response.
   *
   * @param scope the resource id of the resource
   * @param context the context to pass through the pipeline, for tracing and policies
   * @return the response with its status and headers; its value is the identity
   * @throws IllegalArgumentException if an argument is null or breaks a naming rule of Azure
   * @throws UnsupportedOperationException if no API version of the client has the operation or a
   *     property that is set
   * @throws com.azure.core.exception.HttpResponseException if Azure responds with an error or the
   *     response cannot be read; its value is an {@link ArmError}
   */
  public Response<SystemAssignedIdentity> getByScopeWithResponse(
      ResourceId scope, Context context) {
    return arm.send(calls.getByScope(scope), context);
  }
}
