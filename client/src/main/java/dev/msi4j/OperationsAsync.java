package dev.msi4j;

import com.azure.core.http.rest.PagedFlux;

/**
 * Operations on the resource provider Microsoft.ManagedIdentity, returned by {@link
 * ManagedServiceIdentityAsyncClient#operations}. Immutable and thread-safe.
 *
 * <p>A method sends nothing before its result is subscribed to, and never blocks. All failures,
 * including invalid arguments, are emitted by the result. They are the exceptions that the methods
 * of {@link Operations} throw.
 *
 * @see <a href="https://learn.microsoft.com/rest/api/managedidentity/operations">Azure REST API
 *     reference: Operations</a>
 */
public final class OperationsAsync {
  private final ArmTransport arm;
  private final OperationCalls calls;

  OperationsAsync(ArmTransport arm, OperationCalls calls) {
    this.arm = arm;
    this.calls = calls;
  }

  /**
   * Lists the operations of Microsoft.ManagedIdentity that roles can permit.
   *
   * @return the operations; each page is requested on demand
   */
  public PagedFlux<Operation> list() {
    return PagedCall.async(arm, () -> calls.list());
  }
}
