package dev.msi4j.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Injects a fault into requests of a test. The fault applies while the test method runs: neither
 * lifecycle methods nor the creation of parameters are affected.
 *
 * <p>Faults apply to the server. With the shared server of {@link LocalAzureTest}, the test runs
 * alone.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(WithFaults.class)
@ExtendWith(LocalAzureExtension.class)
@ResourceLock(value = LocalAzureExtension.SERVER_LOCK, mode = ResourceAccessMode.READ_WRITE)
public @interface WithFault {
  /**
   * Returns the operation, as in {@link dev.msi4j.local.Fault#of}.
   *
   * @return the action of an operation, or {@code token-service/token} or {@code hosts/vm}; {@code
   *     *} matches any text
   */
  String operation();

  /**
   * Returns the status of the error response.
   *
   * @return the HTTP status (default: 503)
   */
  int status() default 503;

  /**
   * Returns the error code.
   *
   * @return the code; empty for a typical one for the status
   */
  String code() default "";

  /**
   * Returns the value of the header Retry-After.
   *
   * @return the delay in seconds; negative for no header (default)
   */
  int retryAfterSeconds() default -1;

  /**
   * Returns the number of requests that fail.
   *
   * @return the number of requests (default: 1)
   */
  int times() default 1;
}
