package dev.msi4j.local;

import dev.msi4j.local.internal.control.faults.InjectedBody;
import dev.msi4j.local.internal.control.faults.InjectedError;
import dev.msi4j.local.internal.control.faults.Outcome;
import dev.msi4j.local.internal.control.faults.PlannedFault;
import java.time.Duration;

/**
 * What is to go wrong with the next requests for an operation:
 *
 * <pre>{@code
 * Fault.of("Microsoft.ManagedIdentity/userAssignedIdentities/write").status(503).times(2)
 * }</pre>
 *
 * <p>It has one end, the one that was said last: an error, or a connection that breaks. A delay
 * comes before it, or before an answer as always. Immutable: each method returns another value.
 */
public final class Fault {
  private final PlannedFault planned;

  Fault(PlannedFault planned) {
    this.planned = planned;
  }

  /**
   * Something that goes wrong once.
   *
   * @param operation the action of an operation of Resource Manager, such as {@code
   *     Microsoft.ManagedIdentity/userAssignedIdentities/read}; for the token service {@code
   *     token-service/token}, {@code token-service/configuration} or {@code token-service/keys};
   *     for the endpoints of hosts {@code hosts/vm}, {@code hosts/app-service}, {@code hosts/arc},
   *     {@code hosts/service-fabric} or {@code hosts/cloud-shell}. Compared without case; a star
   *     stands for any text
   */
  public static Fault of(String operation) {
    return new Fault(PlannedFault.of(operation));
  }

  /**
   * Not served, and answered with this status and a usual error of it, in the shape of the
   * protocol.
   *
   * @throws IllegalArgumentException if it is not from 400 to 599
   */
  public Fault status(int status) {
    return new Fault(planned.rejected(new InjectedError(status, null, null, null, null)));
  }

  /**
   * Not served, and answered with this error in the shape of the protocol.
   *
   * @param code what clients tell errors apart by, such as {@code TooManyRequests}
   * @throws IllegalArgumentException if the status is not from 400 to 599
   */
  public Fault status(int status, String code, String message) {
    return new Fault(planned.rejected(new InjectedError(status, code, message, null, null)));
  }

  /**
   * Not served, and answered with this body, whatever the protocol has: the HTML page of a proxy,
   * the XML of another service, plain text.
   *
   * @param status from 200 to 599
   * @param contentType the value of the Content-Type header, such as {@code text/html}
   * @param body is sent in UTF-8
   * @throws IllegalArgumentException if a response of the status has no body, or the content type
   *     is not printable ASCII
   */
  public Fault response(int status, String contentType, String body) {
    var injected = new InjectedBody(contentType, body);
    return new Fault(planned.rejected(new InjectedError(status, null, null, null, injected)));
  }

  /**
   * When the client is to try again; goes with a status.
   *
   * @throws IllegalArgumentException if it is not whole seconds
   * @throws IllegalStateException if there is no status
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
   * Held for so long, by {@link LocalAzure#clock()}: while that stands still, an answer comes once
   * it has been moved on far enough.
   */
  public Fault delay(Duration time) {
    return new Fault(planned.delay(time));
  }

  /** Not served; the connection is reset. */
  public Fault resetConnection() {
    return new Fault(planned.outcome(Outcome.CONNECTION_RESET));
  }

  /** Served, but the connection is reset before the answer: the client can't know. */
  public Fault dropResponse() {
    return new Fault(planned.outcome(Outcome.RESPONSE_DROPPED));
  }

  /** Served, but the connection ends in the middle of the answer's body. */
  public Fault truncateResponse() {
    return new Fault(planned.outcome(Outcome.RESPONSE_TRUNCATED));
  }

  /**
   * To so many requests; to one if this is not said.
   *
   * @throws IllegalArgumentException if it is below 1
   */
  public Fault times(int requests) {
    return new Fault(planned.times(requests));
  }

  /** The name or pattern of names that it is for. */
  public String operation() {
    return planned.operation();
  }

  /** To how many requests it happens. */
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
