package dev.msi4j.cli;

import java.util.HashMap;
import java.util.Map;

/** Creates environment variables that configure the command for a test server. */
public final class TestEnvironments {
  private TestEnvironments() {}

  /**
   * Returns the variables of a service principal at a server. Failed requests are not repeated,
   * because the delays before that are long.
   *
   * @param origin the address of the token service and of Resource Manager
   */
  public static Map<String, String> at(String origin) {
    return Map.of(
        "AZURE_TENANT_ID",
        "11111111-1111-1111-1111-111111111111",
        "AZURE_CLIENT_ID",
        "22222222-2222-2222-2222-222222222222",
        "AZURE_CLIENT_SECRET",
        "secret",
        "AZURE_SUBSCRIPTION_ID",
        "33333333-3333-3333-3333-333333333333",
        "AZURE_AUTHORITY_HOST",
        origin,
        "AZURE_REQUEST_RETRY_COUNT",
        "0",
        "MSI4J_ARM_ENDPOINT",
        origin);
  }

  /**
   * Returns the variables of a service principal at a server.
   *
   * @param origin the address of the token service and of Resource Manager
   * @param caFile the certificate authority to trust
   */
  public static Map<String, String> at(String origin, String caFile) {
    var variables = new HashMap<>(at(origin));
    variables.put("MSI4J_CA_FILE", caFile);
    return Map.copyOf(variables);
  }
}
