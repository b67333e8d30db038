package dev.msi4j;

import com.azure.core.http.rest.PagedFlux;

/**
 * The operations of Microsoft.ManagedIdentity itself; from {@link
 * ManagedServiceIdentityAsyncClient#operations}. Immutable; any number of threads may use it.
 *
 * <p>Nothing is sent before a result is subscribed to; all failures come through it. No method
 * blocks.
 */
public final class OperationsAsync {
  private final ArmTransport arm;
  private final OperationCalls calls;

  OperationsAsync(ArmTransport arm, OperationCalls calls) {
    this.arm = arm;
    this.calls = calls;
  }

  /** Lists the operations that access control knows, a page at a time as the caller goes on. */
  public PagedFlux<Operation> list() {
    return PagedCall.async(arm, () -> calls.list());
  }
}
