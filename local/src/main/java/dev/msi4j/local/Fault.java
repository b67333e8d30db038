package dev.msi4j.local;

import dev.msi4j.local.internal.control.faults.InjectedBody;
import dev.msi4j.local.internal.control.faults.InjectedError;
import dev.msi4j.local.internal.control.faults.Outcome;
import dev.msi4j.local.internal.control.faults.PlannedFault;
import java.time.Duration;

/**
 * Describes a fault to inject into the next requests for an operation:
 *
 * <pre>{@code
 * Fault.of("Microsoft.ManagedIdentity/userAssignedIdentities/write").status(503).times(2)
 * }</pre>
 *
 * <p>A fault has one outcome: an error response or a connection failure. The outcome that was set
 * last counts. A delay precedes the outcome, or the normal response if no outcome is set.
 * Immutable: each method returns a new fault.
 */
public final class Fault {
  private final PlannedFault planned;

  Fault(PlannedFault planned) {
    this.planned = planned;
  }

  /**
   * Returns a fault without effect yet, for the next request of an operation.
   *
   * @param operation the action of an operation of Resource Manager, such as {@code
   *     Microsoft.ManagedIdentity/userAssignedIdentities/read}; for the token service {@code
   *     token-service/token}, {@code token-service/configuration} or {@code token-service/keys};
   *     for the token endpoints of hosting environments {@code hosts/vm}, {@code
   *     hosts/app-service}, {@code hosts/arc}, {@code hosts/service-fabric} or {@code
   *     hosts/cloud-shell}. Case-insensitive; {@code *} matches any text
   * @return the fault
   */
  public static Fault of(String operation) {
    return new Fault(PlannedFault.of(operation));
  }

  /**
   * Rejects the request with a status and a typical error for the status, in the error format of
   * the protocol. The operation does not run.
   *
   * @param status the HTTP status, from 400 to 599
   * @return a new fault
   * @throws IllegalArgumentException if the status is out of range
   */
  public Fault status(int status) {
    return new Fault(planned.rejected(new InjectedError(status, null, null, null, null)));
  }

  /**
   * Rejects the request with an error, in the error format of the protocol. The operation does not
   * run.
   *
   * @param status the HTTP status, from 400 to 599
   * @param code the error code, such as {@code TooManyRequests}
   * @param message the error message
   * @return a new fault
   * @throws IllegalArgumentException if the status is out of range
   */
  public Fault status(int status, String code, String message) {
    return new Fault(planned.rejected(new InjectedError(status, code, message, null, null)));
  }

  /**
   * Answers the request with a body of any format, such as the HTML error page of a proxy. The
   * operation does not run.
   *
   * @param status the HTTP status, from 200 to 599
   * @param contentType the value of the Content-Type header, such as {@code text/html}
   * @param body the body, which is sent as UTF-8
   * @return a new fault
   * @throws IllegalArgumentException if a response of the status has no body, or the content type
   *     is not printable ASCII
   */
  public Fault response(int status, String contentType, String body) {
    var injected = new InjectedBody(contentType, body);
    return new Fault(planned.rejected(new InjectedError(status, null, null, null, injected)));
  }

  /**
   * Adds a Retry-After header to the error response. Set the status first.
   *
   * @param time the delay in whole seconds
   * @return a new fault
   * @throws IllegalArgumentException if the time is not a whole number of seconds
   * @throws IllegalStateException if the fault has no status
   */
  public Fault retryAfter(Duration time) {
    var error = planned.error();
    if (error == null) {
      throw new IllegalStateException("retryAfter is " + time + ": it needs a status before it");
    }
    return new Fault(
        planned.rejected(
            new InjectedError(error.status(), error.code(), error.message(), time, error.body())));
  }

  /**
   * Delays the request. Time passes by {@link LocalAzure#clock()}: while that clock is frozen, the
   * request waits until the clock is advanced far enough.
   *
   * @param time the delay
   * @return a new fault
   */
  public Fault delay(Duration time) {
    return new Fault(planned.delay(time));
  }

  /**
   * Resets the connection instead of a response. The operation does not run.
   *
   * @return a new fault
   */
  public Fault resetConnection() {
    return new Fault(planned.outcome(Outcome.CONNECTION_RESET));
  }

  /**
   * Runs the operation, then resets the connection before the response. The client cannot know
   * whether the operation ran.
   *
   * @return a new fault
   */
  public Fault dropResponse() {
    return new Fault(planned.outcome(Outcome.RESPONSE_DROPPED));
  }

  /**
   * Runs the operation, then closes the connection in the middle of the response body.
   *
   * @return a new fault
   */
  public Fault truncateResponse() {
    return new Fault(planned.outcome(Outcome.RESPONSE_TRUNCATED));
  }

  /**
   * Sets the number of requests that the fault applies to.
   *
   * @param requests the number of requests, at least 1 (default: 1)
   * @return a new fault
   * @throws IllegalArgumentException if the number is below 1
   */
  public Fault times(int requests) {
    return new Fault(planned.times(requests));
  }

  /**
   * Returns the operation or the pattern of operations.
   *
   * @return the value passed to {@link #of}
   */
  public String operation() {
    return planned.operation();
  }

  /**
   * Returns the number of requests that the fault applies to.
   *
   * @return the number of requests
   */
  public int times() {
    return planned.times();
  }

  PlannedFault planned() {
    return planned;
  }

  @Override
  public String toString() {
    return "Fault["
        + planned.operation()
        + ", "
        + planned.outcome().jsonName()
        + ", times="
        + planned.times()
        + "]";
  }
}
