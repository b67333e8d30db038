package dev.msi4j.local.internal.providers.network;

import static dev.msi4j.local.Arm.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.msi4j.local.Arm;
import dev.msi4j.local.internal.http.Response;

/** Creates the network resources of a test in one resource group in East US. */
final class NetworkFixture {
  static final String VERSION = "2022-07-01";

  private final Arm arm;
  private final String group;

  private NetworkFixture(Arm arm, String group) {
    this.arm = arm;
    this.group = group;
  }

  /** Creates a resource group and returns its fixture. */
  static NetworkFixture inNewGroup(Arm arm, String group) {
    arm.createGroup(group);
    return new NetworkFixture(arm, group);
  }

  String network(String name) {
    return path("virtualNetworks/" + name);
  }

  String subnet(String network, String name) {
    return network(network) + "/subnets/" + name;
  }

  String networkInterface(String name) {
    return path("networkInterfaces/" + name);
  }

  String publicAddress(String name) {
    return path("publicIPAddresses/" + name);
  }

  String securityGroup(String name) {
    return path("networkSecurityGroups/" + name);
  }

  String path(String typeAndName) {
    return arm.group(group) + "/providers/Microsoft.Network/" + typeAndName;
  }

  /** Writes a network; the subnets are JSON of {@link #subnetJson}. */
  Response putNetwork(String name, String prefix, String... subnets) {
    return put(
        network(name),
        "{'addressSpace':{'addressPrefixes':['"
            + prefix
            + "']},'subnets':["
            + String.join(",", subnets)
            + "]}");
  }

  static String subnetJson(String name, String prefix) {
    return "{'name':'" + name + "','properties':{'addressPrefix':'" + prefix + "'}}";
  }

  /** Writes an interface with one IP configuration; more properties start with a comma. */
  Response putInterface(String name, String subnet, String more) {
    return put(
        networkInterface(name),
        "{'ipConfigurations':[" + configuration("one", subnet, more) + "]}");
  }

  static String configuration(String name, String subnet, String more) {
    return "{'name':'" + name + "','properties':{'subnet':{'id':'" + subnet + "'}" + more + "}}";
  }

  static String publicReference(String publicAddress) {
    return ",'publicIPAddress':{'id':'" + publicAddress + "'}";
  }

  static String staticAddress(String address) {
    return ",'privateIPAllocationMethod':'Static','privateIPAddress':'" + address + "'";
  }

  Response putPublicAddress(String name, String sku, String method) {
    var body =
        "{'location':'eastus','sku':{'name':'"
            + sku
            + "'},'properties':{'publicIPAllocationMethod':'"
            + method
            + "'}}";
    return send(publicAddress(name), body);
  }

  /** Writes a resource in East US with these properties; apostrophes stand for quotes. */
  Response put(String path, String properties) {
    return send(path, "{'location':'eastus','properties':" + properties + "}");
  }

  /** Writes a resource; apostrophes stand for quotes. */
  Response send(String path, String body) {
    return arm.put(path, VERSION, body.replace('\'', '"'));
  }

  /** Asserts that a write created a resource, and returns the resource. */
  static JsonNode created(Response answer) {
    assertThat(answer.body().text()).isNotEmpty();
    assertThat(answer.status()).as(answer.body().text()).isEqualTo(201);
    return json(answer);
  }

  JsonNode get(String path) {
    var answer = arm.get(path, VERSION);
    assertThat(answer.status()).as(path).isEqualTo(200);
    return json(answer);
  }

  JsonNode properties(String path) {
    return get(path).path("properties");
  }

  Response delete(String path) {
    return arm.delete(path, VERSION);
  }

  /** Returns the private address of the first IP configuration of an interface. */
  static String privateAddress(JsonNode networkInterface) {
    return networkInterface
        .path("properties")
        .path("ipConfigurations")
        .path(0)
        .path("properties")
        .path("privateIPAddress")
        .asText();
  }
}
