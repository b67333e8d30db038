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
 * Runs the tests of a class with a local Azure, and resolves their parameters. All classes with
 * this annotation share one server, which starts with the first test and stops after the last one.
 * Each test has a resource group of its own, so tests can run in parallel.
 *
 * <p>{@link LocalAzureExtension} lists the parameters.
 */
@Documented
@Inherited
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(LocalAzureExtension.class)
@ResourceLock(value = LocalAzureExtension.SERVER_LOCK, mode = ResourceAccessMode.READ)
public @interface LocalAzureTest {}
