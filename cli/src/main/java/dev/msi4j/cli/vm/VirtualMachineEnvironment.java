package dev.msi4j.cli.vm;

import dev.msi4j.cli.azure.AzureOptions;
import dev.msi4j.cli.console.CommandException;
import dev.msi4j.cli.console.ShellExports;
import dev.msi4j.local.internal.http.ProxyBypass;
import dev.msi4j.samples.Connection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the environment of a process in a virtual machine has, and what it must not have. */
final class VirtualMachineEnvironment {
  static final String AUTHORITY = "AZURE_AUTHORITY_HOST";
  private static final String IMDS = "MSI4J_IMDS_ENDPOINT";
  private static final String EXTENSION = "MSI4J_EXTENSION_ENDPOINT";

  /** Each of these leads clients elsewhere before they look for a machine's identity. */
  private static final List<String> ELSEWHERE =
      List.of(
          "AZURE_CLIENT_ID",
          "AZURE_CLIENT_SECRET",
          "AZURE_TENANT_ID",
          "AZURE_CLIENT_CERTIFICATE_PATH",
          "AZURE_USERNAME",
          "AZURE_PASSWORD",
          "AZURE_FEDERATED_TOKEN_FILE",
          "IDENTITY_ENDPOINT",
          "IDENTITY_HEADER",
          "IDENTITY_SERVER_THUMBPRINT",
          "IMDS_ENDPOINT",
          "MSI_ENDPOINT",
          "MSI_SECRET");

  /** These lead nowhere from where the machine's own addresses are real. */
  private static final List<String> OUTSIDE =
      List.of(
          "AZURE_POD_IDENTITY_AUTHORITY_HOST",
          "MSAL_MANAGED_IDENTITY_ENDPOINT",
          "http_proxy",
          "https_proxy",
          "all_proxy",
          "HTTP_PROXY",
          "HTTPS_PROXY",
          "ALL_PROXY");

  private final Map<String, String> azure;

  VirtualMachineEnvironment(Map<String, String> azure) {
    this.azure = azure;
  }

  /**
   * Returns lines for a shell whose programs are to find the machine's identities.
   *
   * @param shell the variables of that shell
   */
  String exports(VirtualMachine machine, boolean extension, Map<String, String> shell) {
    var variables = toAzure();
    var imds = imds(machine);
    variables.put("AZURE_POD_IDENTITY_AUTHORITY_HOST", imds);
    variables.put("MSAL_MANAGED_IDENTITY_ENDPOINT", imds + "/metadata/identity/oauth2/token");
    if (extension) {
      variables.put("MSI_ENDPOINT", machine.endpoint(given(EXTENSION)) + "/oauth2/token");
    }
    return "unset "
        + String.join(" ", ELSEWHERE)
        + "\n"
        + ShellExports.print(ProxyBypass.addTo(variables, shell));
  }

  /** Makes an environment one of a process where the machine's own addresses are real. */
  void applyTo(Map<String, String> environment) {
    ELSEWHERE.forEach(environment::remove);
    OUTSIDE.forEach(environment::remove);
    environment.putAll(toAzure());
  }

  /** Where a machine's instance metadata is. */
  String imds(VirtualMachine machine) {
    return machine.endpoint(given(IMDS));
  }

  /** The addresses of the Azure that the machine is to reach. */
  List<String> addresses() {
    return List.of(given(Connection.ENDPOINT), given(AUTHORITY));
  }

  private Map<String, String> toAzure() {
    var variables = new LinkedHashMap<String, String>();
    for (var name :
        List.of(AzureOptions.SUBSCRIPTION, AUTHORITY, Connection.ENDPOINT, Connection.CA_FILE)) {
      String value = azure.get(name);
      if (value != null) {
        variables.put(name, value);
      }
    }
    return variables;
  }

  private String given(String name) {
    String value = azure.get(name);
    if (value == null || value.isBlank()) {
      throw new CommandException(
          name
              + " is not set: only a local Azure lends out its virtual machines; say --local, or"
              + " set what 'msi local env' prints");
    }
    return value;
  }
}
