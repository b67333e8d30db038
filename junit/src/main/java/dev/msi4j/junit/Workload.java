package dev.msi4j.junit;

import dev.msi4j.Identity;
import dev.msi4j.local.KubernetesServiceAccount;
import dev.msi4j.local.VirtualMachineEndpoints;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The environment variables of a process that runs in a hosting environment as an identity, as
 * clients read them.
 */
final class Workload {
  /** Variables that select a credential; those that the environment does not set are unset. */
  static final Set<String> CREDENTIAL_VARIABLES =
      Set.of(
          "AZURE_AUTHORITY_HOST",
          "AZURE_CLIENT_CERTIFICATE_PASSWORD",
          "AZURE_CLIENT_CERTIFICATE_PATH",
          "AZURE_CLIENT_ID",
          "AZURE_CLIENT_SECRET",
          "AZURE_FEDERATED_TOKEN_FILE",
          "AZURE_PASSWORD",
          "AZURE_POD_IDENTITY_AUTHORITY_HOST",
          "AZURE_REGIONAL_AUTHORITY_NAME",
          "AZURE_TENANT_ID",
          "AZURE_TOKEN_CREDENTIALS",
          "AZURE_USERNAME",
          "IDENTITY_API_VERSION",
          "IDENTITY_ENDPOINT",
          "IDENTITY_HEADER",
          "IDENTITY_SERVER_THUMBPRINT",
          "IMDS_ENDPOINT",
          "MSAL_MANAGED_IDENTITY_ENDPOINT",
          "MSI_ENDPOINT",
          "MSI_SECRET");

  /**
   * The tenant of a cloud without instance discovery. With any other tenant, clients ask the public
   * cloud whether it knows the authority host, which they do not for this one.
   */
  private static final String TENANT_WITHOUT_DISCOVERY = "adfs";

  private final AzureSandbox sandbox;

  Workload(AzureSandbox sandbox) {
    this.sandbox = sandbox;
  }

  /**
   * Opens a hosting environment and returns its variables.
   *
   * @param identityName the name of the user-assigned identity; empty for the system-assigned one
   * @throws IllegalArgumentException if the host does not support the identity
   */
  Map<String, String> open(Host host, String identityName) {
    var identities =
        identityName.isEmpty()
            ? new Identity[0]
            : new Identity[] {sandbox.createIdentity(identityName)};
    var variables = new LinkedHashMap<String, String>();
    variables.put("AZURE_SUBSCRIPTION_ID", sandbox.subscriptionId());
    variables.put("AZURE_AUTHORITY_HOST", sandbox.azure().authorityHost());
    variables.put("MSI4J_ARM_ENDPOINT", sandbox.azure().armEndpoint());
    variables.put("MSI4J_CA_FILE", sandbox.azure().caFile().toString());
    // Clients reject a client id on Service Fabric.
    for (var identity : host == Host.SERVICE_FABRIC ? new Identity[0] : identities) {
      variables.put("AZURE_CLIENT_ID", Objects.requireNonNull(identity.clientId()).toString());
    }
    variables.putAll(environment(host, identities));
    return variables;
  }

  private Map<String, String> environment(Host host, Identity... identities) {
    return switch (host) {
      case VM -> virtualMachine(identities).environment();
      case APP_SERVICE -> sandbox.opened(sandbox.hosts(identities).openAppService()).environment();
      case ARC -> sandbox.opened(sandbox.hosts(identities).openAzureArc()).environment();
      case SERVICE_FABRIC ->
          sandbox.opened(sandbox.hosts(identities).openServiceFabric()).environment();
      case CLOUD_SHELL -> sandbox.opened(sandbox.hosts(identities).openCloudShell()).environment();
      case AKS_POD -> pod(identities);
    };
  }

  private VirtualMachineEndpoints virtualMachine(Identity... identities) {
    var kind = identities.length == 0 ? "SystemAssigned" : "UserAssigned";
    return sandbox.createVirtualMachine("vm", kind, identities);
  }

  private Map<String, String> pod(Identity... identities) {
    if (identities.length == 0) {
      throw new IllegalArgumentException(
          "identity of @RunsAs is empty: host AKS_POD needs the name of a user-assigned identity");
    }
    var account = new KubernetesServiceAccount("default", "app");
    var variables = new LinkedHashMap<>(sandbox.createPod(identities[0], account).environment());
    variables.put("AZURE_TENANT_ID", TENANT_WITHOUT_DISCOVERY);
    return variables;
  }
}
