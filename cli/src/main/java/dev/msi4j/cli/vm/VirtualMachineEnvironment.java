package dev.msi4j.cli.vm;

import dev.msi4j.cli.azure.AzureConnection;
import dev.msi4j.cli.azure.AzureOptions;
import dev.msi4j.cli.console.CommandException;
import dev.msi4j.cli.console.ShellExports;
import dev.msi4j.local.internal.http.ProxyBypass;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Environment variables of a process in a virtual machine of a local Azure. */
final class VirtualMachineEnvironment {
  static final String AUTHORITY = "AZURE_AUTHORITY_HOST";
  private static final String IMDS = "MSI4J_IMDS_ENDPOINT";
  private static final String EXTENSION = "MSI4J_EXTENSION_ENDPOINT";

  /** Variables that select other credentials before the identity of a virtual machine. */
  private static final List<String> OTHER_CREDENTIALS =
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

  /** Variables with addresses that are unreachable inside the network namespace. */
  private static final List<String> OUTSIDE_ADDRESSES =
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
   * Returns shell exports that make programs use the identities of the virtual machine.
   *
   * @param shell the current variables of the shell
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
        + String.join(" ", OTHER_CREDENTIALS)
        + "\n"
        + ShellExports.print(ProxyBypass.addTo(variables, shell));
  }

  /** Changes the environment of a process that runs inside the network namespace. */
  void applyTo(Map<String, String> environment) {
    OTHER_CREDENTIALS.forEach(environment::remove);
    OUTSIDE_ADDRESSES.forEach(environment::remove);
    environment.putAll(toAzure());
  }

  /** Returns the URL of the instance metadata service of a virtual machine. */
  String imds(VirtualMachine machine) {
    return machine.endpoint(given(IMDS));
  }

  /** Returns the URLs of the local Azure to forward into the namespace. */
  List<String> addresses() {
    return List.of(given(AzureConnection.ENDPOINT), given(AUTHORITY));
  }

  private Map<String, String> toAzure() {
    var variables = new LinkedHashMap<String, String>();
    for (var name :
        List.of(
            AzureOptions.SUBSCRIPTION,
            AUTHORITY,
            AzureConnection.ENDPOINT,
            AzureConnection.CA_FILE)) {
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
              + " is not set: virtual machines of a local Azure only are supported; pass --local,"
              + " or set the variables of 'msi local env'");
    }
    return value;
  }
}
