package dev.msi4j.junit;

import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The environment of a workload, which JUnit leaves when it closes the store. No token is kept from
 * the time before or after.
 */
// JUnit before 5.13 closes only what implements the deprecated interface.
@SuppressWarnings("deprecation")
final class EnvironmentResource implements ExtensionContext.Store.CloseableResource, AutoCloseable {
  private final ProcessEnvironment environment;

  EnvironmentResource(Map<String, String> variables) {
    environment = ProcessEnvironment.change(variables, Workload.CREDENTIAL_VARIABLES);
    SharedTokenCache.clear();
  }

  @Override
  public void close() {
    environment.close();
    SharedTokenCache.clear();
  }
}
