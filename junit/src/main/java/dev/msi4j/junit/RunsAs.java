package dev.msi4j.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Runs a test in the environment of a workload in Azure: {@code new
 * DefaultAzureCredentialBuilder().build()} in the code under test gets tokens of the identity.
 *
 * <p>The environment variables of this process have the values of the hosting environment while the
 * test runs, including its {@code @BeforeEach} and {@code @AfterEach} methods. On a class, they
 * have them while all its tests run, including the start of an application context of Spring.
 * Variables of other credentials are unset. {@code AZURE_CLIENT_ID} is the client id of a
 * user-assigned identity.
 *
 * <p>The environment belongs to the whole process, so such tests never run in parallel with each
 * other. Add {@code @ResourceLock(value = RunsAs.LOCK, mode = ResourceAccessMode.READ)} to a test
 * without this annotation that reads the environment variables.
 *
 * <p>JVM options: none are required. By default, a Java agent gives access to the environment
 * variables, which takes up to a second in each JVM, and JDK 21 and newer print a warning. The
 * option {@code --add-opens=java.base/java.util=ALL-UNNAMED} avoids both; on Windows {@code
 * --add-opens=java.base/java.lang=ALL-UNNAMED} is needed too.
 */
@Documented
@Inherited
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(LocalAzureExtension.class)
@ResourceLock(value = RunsAs.LOCK, mode = ResourceAccessMode.READ_WRITE)
public @interface RunsAs {
  /** Key of the {@link ResourceLock} of the environment variables; JUnit Pioneer uses it, too. */
  String LOCK = "java.lang.System.environment";

  /**
   * Returns the name of the user-assigned identity, which is created in the resource group of the
   * test if it does not exist. {@link ManagedIdentity} sets its roles.
   *
   * @return the name; empty for the system-assigned identity of the host
   */
  String identity() default "";

  /**
   * Returns the hosting environment.
   *
   * @return the host (default: a virtual machine)
   */
  Host host() default Host.VM;
}
