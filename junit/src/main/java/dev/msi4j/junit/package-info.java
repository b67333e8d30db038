/**
 * JUnit extension that runs tests with a local Azure.
 *
 * <p>Start with {@link dev.msi4j.junit.LocalAzureTest} on a test class, and {@link
 * dev.msi4j.junit.RunsAs} on tests of code that gets its credential from its environment.
 */
package dev.msi4j.junit;
