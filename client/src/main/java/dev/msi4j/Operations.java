package dev.msi4j;

import com.azure.core.http.rest.PagedIterable;
import com.azure.core.util.Context;

/**
 * Operations on the resource provider Microsoft.ManagedIdentity, returned by {@link
 * ManagedServiceIdentityClient#operations}. Immutable and thread-safe.
 *
 * @see <a href="https://learn.microsoft.com/rest/api/managedidentity/operations">Azure REST API
 *     reference: Operations</a>
 */
public final class Operations {
  private final ArmTransport arm;
  private final OperationCalls calls;

  Operations(ArmTransport arm, OperationCalls calls) {
    this.arm = arm;
    this.calls = calls;
  }

  /**
   * Lists the operations of Microsoft.ManagedIdentity that roles can permit.
   *
   * @return the operations; each page is requested when the iteration reaches it
   * @throws IllegalArgumentException if an argument is null or out of range
   * @throws UnsupportedOperationException if no API version of the client has the operation
   */
  public PagedIterable<Operation> list() {
    return list(Context.NONE);
  }

  /**
   * Lists the operations of Microsoft.ManagedIdentity that roles can permit.
   *
   * @param context the context to pass through the pipeline, for tracing and policies
   * @return the operations; each page is requested when the iteration reaches it
   * @throws IllegalArgumentException if an argument is null or out of range
   * @throws UnsupportedOperationException if no API version of the client has the operation
   */
  public PagedIterable<Operation> list(Context context) {
    return PagedCall.of(arm, calls.list(), context);
  }
}
