package dev.msi4j.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/** Container of several {@link ManagedIdentity} annotations. */
@Documented
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(LocalAzureExtension.class)
public @interface ManagedIdentities {
  /**
   * Returns the identities.
   *
   * @return the annotations
   */
  ManagedIdentity[] value();
}
