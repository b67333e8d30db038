package dev.msi4j.local.internal.arm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.local.Arm;
import dev.msi4j.local.internal.http.Response;
import java.util.List;
import java.util.stream.Stream;

/**
 * A resource of one type with the minimal properties of the type.
 *
 * @param path the path in the resource group; empty for the group itself
 * @param members the members of the body besides location and tags
 */
record SampleResource(String path, String version, String members) {
  static final String GROUP = "samples";

  private static final String NETWORK = "2022-07-01";
  private static final String COMPUTE = "2024-11-01";
  private static final String KEY_VAULT = "2023-07-01";
  private static final String SHELL = "2024-03-01";
  private static final String VAULTS = "/providers/Microsoft.KeyVault/vaults/";

  /** The parents of the sample children in the order of their creation. */
  private static final List<SampleResource> PARENTS =
      List.of(
          identity("parent"),
          new SampleResource(
              network("virtualNetworks/parent"),
              NETWORK,
              "\"properties\":{\"addressSpace\":{\"addressPrefixes\":[\"10.0.0.0/16\"]},"
                  + "\"subnets\":[{\"name\":\"default\",\"properties\":{\"addressPrefix\":\"10.0.0.0/24\"}}]}"),
          new SampleResource(network("networkSecurityGroups/parent"), NETWORK, "\"properties\":{}"),
          vault("sample-parent"),
          shell("Microsoft.App/managedEnvironments/parent"),
          machine("parent"));

  /** Returns one resource of each type with tags. */
  static Stream<SampleResource> tagged(Arm arm) {
    return Stream.of(
        new SampleResource("", "2021-04-01", "\"properties\":{}"),
        identity("sample"),
        new SampleResource(
            network("virtualNetworks/sample"),
            NETWORK,
            "\"properties\":{\"addressSpace\":{\"addressPrefixes\":[\"10.0.0.0/16\"]}}"),
        new SampleResource(network("networkSecurityGroups/sample"), NETWORK, "\"properties\":{}"),
        new SampleResource(network("publicIPAddresses/sample"), NETWORK, "\"properties\":{}"),
        new SampleResource(
            network("networkInterfaces/sample"),
            NETWORK,
            "\"properties\":{\"ipConfigurations\":[{\"name\":\"one\",\"properties\":{\"subnet\":{\"id\":\""
                + arm.group(GROUP)
                + network("virtualNetworks/parent/subnets/default")
                + "\"}}}]}"),
        machine("sample"),
        vault("sample"),
        shell("Microsoft.Web/serverfarms/sample"),
        shell("Microsoft.Web/sites/sample"),
        shell("Microsoft.App/managedEnvironments/sample"),
        new SampleResource(
            "/providers/Microsoft.App/containerApps/sample",
            SHELL,
            "\"properties\":{\"environmentId\":\""
                + arm.group(GROUP)
                + "/providers/Microsoft.App/managedEnvironments/parent\"}"),
        shell("Microsoft.ContainerService/managedClusters/sample"),
        new SampleResource(
            "/providers/Microsoft.Compute/disks/sample",
            COMPUTE,
            "\"properties\":{\"creationData\":{\"createOption\":\"Empty\"},\"diskSizeGB\":4}"),
        new SampleResource(
            "/providers/Microsoft.Compute/virtualMachines/parent/extensions/sample",
            COMPUTE,
            "\"properties\":{\"publisher\":\"Microsoft.Azure.Extensions\",\"type\":\"CustomScript\","
                + "\"typeHandlerVersion\":\"2.1\"}"));
  }

  /** Returns one resource of each child type without tags. */
  static Stream<SampleResource> untagged() {
    return Stream.of(
        deployment(),
        new SampleResource(
            vault("sample-parent").path + "/secrets/sample",
            KEY_VAULT,
            "\"properties\":{\"value\":\"hidden\"}"),
        new SampleResource(
            identity("parent").path + "/federatedIdentityCredentials/sample",
            Arm.VERSION,
            "\"properties\":{\"issuer\":\"https://issuer.example\",\"subject\":\"s\","
                + "\"audiences\":[\"api://AzureADTokenExchange\"]}"),
        new SampleResource(
            network("virtualNetworks/parent/subnets/sample"),
            NETWORK,
            "\"properties\":{\"addressPrefix\":\"10.0.1.0/24\"}"),
        new SampleResource(
            network("networkSecurityGroups/parent/securityRules/sample"),
            NETWORK,
            "\"properties\":{\"protocol\":\"Tcp\",\"sourcePortRange\":\"*\","
                + "\"destinationPortRange\":\"22\",\"sourceAddressPrefix\":\"*\","
                + "\"destinationAddressPrefix\":\"*\",\"access\":\"Allow\",\"priority\":100,"
                + "\"direction\":\"Inbound\"}"));
  }

  /** Returns a deployment without resources. */
  private static SampleResource deployment() {
    return new SampleResource(
        "/providers/Microsoft.Resources/deployments/sample",
        "2022-09-01",
        "\"properties\":{\"mode\":\"Incremental\",\"template\":{\"$schema\":\"s\","
            + "\"contentVersion\":\"1.0.0.0\",\"resources\":[]}}");
  }

  /** Creates the resource group and the parents of the samples. */
  static void createParents(Arm arm) {
    arm.createGroup(GROUP);
    PARENTS.forEach(parent -> assertThat(parent.put(arm, "").status()).isEqualTo(201));
  }

  /** Returns the resource id. */
  String id(Arm arm) {
    return arm.group(GROUP) + path;
  }

  /** Writes the resource. */
  Response put(Arm arm, String tags) {
    return arm.put(id(arm), version, "{\"location\":\"eastus\"," + tags(tags) + members + "}");
  }

  /** Writes the tags of the resource and nothing else. */
  Response patch(Arm arm, String tags) {
    return arm.patch(id(arm), version, "{" + tags(tags) + "\"ignored\":null}");
  }

  /** Deletes the resource; a vault is purged, because its name is in use otherwise. */
  Response delete(Arm arm) {
    var answer = arm.delete(id(arm), version);
    if (path.contains(VAULTS)) {
      var name = path.substring(path.lastIndexOf('/') + 1);
      var deleted =
          "/providers/Microsoft.KeyVault/locations/eastus/deletedVaults/" + name + "/purge";
      assertThat(arm.post(arm.subscription() + deleted, version).status()).isEqualTo(200);
    }
    return answer;
  }

  private static String tags(String tags) {
    return tags.isEmpty() ? "" : "\"tags\":" + tags + ",";
  }

  private static SampleResource identity(String name) {
    return new SampleResource(
        "/providers/Microsoft.ManagedIdentity/userAssignedIdentities/" + name,
        Arm.VERSION,
        "\"properties\":{}");
  }

  private static SampleResource machine(String name) {
    return new SampleResource(
        "/providers/Microsoft.Compute/virtualMachines/" + name, COMPUTE, "\"properties\":{}");
  }

  private static SampleResource shell(String typeAndName) {
    return new SampleResource("/providers/" + typeAndName, SHELL, "\"properties\":{}");
  }

  private static SampleResource vault(String name) {
    return new SampleResource(
        VAULTS + name,
        KEY_VAULT,
        "\"properties\":{\"tenantId\":\"6a31f1cf-8bcb-4ab6-a0bd-3cf2a5b6f0b1\","
            + "\"sku\":{\"family\":\"A\",\"name\":\"standard\"}}");
  }

  private static String network(String typeAndName) {
    return "/providers/Microsoft.Network/" + typeAndName;
  }

  @Override
  public String toString() {
    return path.isEmpty() ? "resource group" : path;
  }
}
