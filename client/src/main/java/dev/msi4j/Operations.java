package dev.msi4j;

import com.azure.core.http.rest.PagedIterable;
import com.azure.core.util.Context;

/**
 * The operations of Microsoft.ManagedIdentity itself; from {@link
 * ManagedServiceIdentityClient#operations}. Immutable; any number of threads may use it.
 */
public final class Operations {
  private final ArmTransport arm;
  private final OperationCalls calls;

  Operations(ArmTransport arm, OperationCalls calls) {
    this.arm = arm;
    this.calls = calls;
  }

  /** Lists the operations that access control knows, a page at a time as the caller goes on. */
  public PagedIterable<Operation> list() {
    return list(Context.NONE);
  }

  /**
   * Lists the operations that access control knows, a page at a time as the caller goes on.
   *
   * @param context carried through the pipeline, to tracing and to policies
   */
  public PagedIterable<Operation> list(Context context) {
    return PagedCall.of(arm, calls.list(), context);
  }
}
