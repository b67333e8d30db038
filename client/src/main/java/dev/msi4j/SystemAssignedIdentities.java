package dev.msi4j;

import com.azure.core.http.rest.Response;
import com.azure.core.util.Context;

/**
 * Operations on system-assigned identities; from {@link
 * ManagedServiceIdentityClient#systemAssignedIdentities}. Immutable; any number of threads may use
 * it.
 */
public final class SystemAssignedIdentities {
  private final ArmTransport arm;
  private final SystemAssignedIdentityCalls calls;

  SystemAssignedIdentities(ArmTransport arm, SystemAssignedIdentityCalls calls) {
    this.arm = arm;
    this.calls = calls;
  }

  /**
   * Returns the system-assigned identity of a resource.
   *
   * @param scope the resource's id, with or without a leading slash
   * @throws com.azure.core.exception.HttpResponseException if Azure refuses; its value is an {@link
   *     ArmError}
   */
  public SystemAssignedIdentity getByScope(String scope) {
    return getByScopeWithResponse(scope, Context.NONE).getValue();
  }

  /**
   * Like {@link #getByScope(String)}, with the headers and the status of the answer.
   *
   * @param context carried through the pipeline, to tracing and to policies
   */
  public Response<SystemAssignedIdentity> getByScopeWithResponse(String scope, Context context) {
    return arm.send(calls.getByScope(scope), context);
  }
}
