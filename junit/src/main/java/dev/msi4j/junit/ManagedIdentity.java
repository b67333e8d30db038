package dev.msi4j.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Declares a user-assigned identity. On a parameter of type {@code dev.msi4j.Identity} or {@code
 * TokenCredential}, it selects the identity that is passed. On a class or a method, the identity is
 * created before each test, for {@link RunsAs}, virtual machines and pods.
 */
@Documented
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(ManagedIdentities.class)
@ExtendWith(LocalAzureExtension.class)
public @interface ManagedIdentity {
  /**
   * Returns the name of the identity in the resource group of the test.
   *
   * @return the name (default: {@code app})
   */
  String name() default "app";

  /**
   * Returns the roles that are assigned to the identity at its resource group.
   *
   * @return names of roles, such as {@code Reader}
   */
  String[] roles() default {};

  /**
   * Returns the workloads that the identity trusts.
   *
   * @return Kubernetes service accounts as {@code NAMESPACE/NAME}, or subjects of GitHub Actions
   *     such as {@code repo:OWNER/NAME:ref:refs/heads/main}
   */
  String[] federatedWith() default {};
}
