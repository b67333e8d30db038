package dev.msi4j.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Container of several {@link WithFault} annotations. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(LocalAzureExtension.class)
@ResourceLock(value = LocalAzureExtension.SERVER_LOCK, mode = ResourceAccessMode.READ_WRITE)
public @interface WithFaults {
  /**
   * Returns the faults in the order in which they apply.
   *
   * @return the annotations
   */
  WithFault[] value();
}
