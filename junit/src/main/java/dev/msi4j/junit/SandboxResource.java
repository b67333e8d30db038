package dev.msi4j.junit;

import org.junit.jupiter.api.extension.ExtensionContext;

/** The sandbox of a test, which JUnit closes with the store that has it. */
// JUnit before 5.13 closes only what implements the deprecated interface.
@SuppressWarnings("deprecation")
record SandboxResource(AzureSandbox sandbox)
    implements ExtensionContext.Store.CloseableResource, AutoCloseable {
  @Override
  public void close() {
    sandbox.close();
  }
}
