package dev.msi4j.local.internal.arm;

import static dev.msi4j.local.Arm.error;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.Arm;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import dev.msi4j.local.internal.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** PUT and PATCH reject a member with another JSON type than in Azure instead of ignoring it. */
class WrongTypesTests {
  @AutoClose private static final LocalAzure azure = TestAzure.start();
  private static final Arm arm = Arm.signIn(azure);

  @BeforeAll
  static void createParents() {
    SampleResource.createParents(arm);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Microsoft.ManagedIdentity/userAssignedIdentities/typed | all | 2026-05-31 |"
            + " {'location':'eastus','tags':{'a':'b'},'properties':{'isolationScope':'None',"
            + "'assignmentRestrictions':{'providers':['Microsoft.Compute']}}}",
        "Microsoft.ManagedIdentity/userAssignedIdentities/parent/federatedIdentityCredentials/typed"
            + " | none | 2026-05-31 | {'properties':{'issuer':'https://issuer.example','subject':'s',"
            + "'audiences':['a']}}",
        "Microsoft.Network/virtualNetworks/typed | tags | 2022-07-01 | {'location':'eastus','properties':{"
            + "'addressSpace':{'addressPrefixes':['10.0.0.0/16']},'subnets':[{'name':'one',"
            + "'properties':{'addressPrefix':'10.0.0.0/24'}}]}}",
        "Microsoft.Network/virtualNetworks/parent/subnets/typed | none | 2022-07-01 | {'properties':{"
            + "'addressPrefix':'10.0.7.0/24'}}",
        "Microsoft.Network/networkSecurityGroups/typed | tags | 2022-07-01 | {'location':'eastus',"
            + "'properties':{'securityRules':[{'name':'one','properties':{'protocol':'Tcp',"
            + "'sourcePortRange':'*','destinationPortRange':'22','sourceAddressPrefix':'*',"
            + "'destinationAddressPrefix':'*','access':'Allow','priority':100,"
            + "'direction':'Inbound','description':'d'}}]}}",
        "Microsoft.Network/publicIPAddresses/typed | tags | 2022-07-01 | {'location':'eastus','sku':{"
            + "'name':'Standard','tier':'Regional'},'zones':['1'],'properties':{"
            + "'publicIPAllocationMethod':'Static','publicIPAddressVersion':'IPv4',"
            + "'idleTimeoutInMinutes':4,'dnsSettings':{'domainNameLabel':'typed'}}}",
        "Microsoft.Network/networkInterfaces/typed | tags | 2022-07-01 | {'location':'eastus','properties':{"
            + "'enableIPForwarding':true,'enableAcceleratedNetworking':false,'dnsSettings':{"
            + "'dnsServers':['10.0.0.9']},'ipConfigurations':[{'name':'one','properties':{"
            + "'primary':true,'privateIPAllocationMethod':'Dynamic','subnet':{'id':'SUBNET'}}}]}}",
        "Microsoft.Compute/virtualMachines/typed | all | 2024-11-01 | {'location':'eastus','zones':['1'],"
            + "'plan':{'name':'n','publisher':'p','product':'q'},'identity':{'type':'SystemAssigned'},"
            + "'properties':{'hardwareProfile':{'vmSize':'Standard_B1s'},'priority':'Spot',"
            + "'evictionPolicy':'Deallocate','licenseType':'None','userData':'eA==',"
            + "'securityProfile':{'uefiSettings':{'secureBootEnabled':true,'vTpmEnabled':true},"
            + "'securityType':'TrustedLaunch'},'diagnosticsProfile':{'bootDiagnostics':{"
            + "'enabled':true}},'storageProfile':{'imageReference':{'publisher':'Canonical',"
            + "'offer':'UbuntuServer','sku':'18.04-LTS','version':'latest'},'osDisk':{"
            + "'createOption':'FromImage','caching':'ReadWrite','diskSizeGB':30,'managedDisk':{"
            + "'storageAccountType':'Standard_LRS'}},'dataDisks':[{'lun':0,'createOption':'Empty',"
            + "'diskSizeGB':4}]},'osProfile':{'computerName':'web','adminUsername':'azureuser',"
            + "'linuxConfiguration':{'disablePasswordAuthentication':true,'ssh':{'publicKeys':[{"
            + "'path':'/home/azureuser/.ssh/authorized_keys','keyData':'ssh-rsa AAAA'}]}}},"
            + "'networkProfile':{'networkInterfaces':[{'id':'NIC','properties':{"
            + "'primary':true}}]}}}",
        "Microsoft.Compute/virtualMachines/parent/extensions/typed | all | 2024-11-01 | {"
            + "'location':'eastus','properties':{'publisher':'p','type':'t',"
            + "'typeHandlerVersion':'1.0','autoUpgradeMinorVersion':true,"
            + "'settings':{'a':1}}}"
      })
  void memberOfWrongTypeReturns400(String path, String patched, String version, String text)
      throws IOException {
    var id = arm.group(SampleResource.GROUP) + "/providers/" + path;
    var nic =
        arm.group(SampleResource.GROUP) + "/providers/Microsoft.Network/networkInterfaces/nic";
    var subnet =
        arm.group(SampleResource.GROUP)
            + "/providers/Microsoft.Network/virtualNetworks/parent/subnets/default";
    arm.put(
        nic,
        "2022-07-01",
        "{\"location\":\"eastus\",\"properties\":{\"ipConfigurations\":[{\"name\":\"one\","
            + "\"properties\":{\"subnet\":{\"id\":\""
            + subnet
            + "\"}}}]}}");
    var body =
        (ObjectNode)
            Json.parse(text.replace('\'', '"').replace("NIC", nic).replace("SUBNET", subnet));

    assertThat(accepted("PUT", id, version, body)).isEmpty();

    var right = arm.put(id, version, body.toString());
    assertThat(right.status()).as(right.body().text()).isIn(200, 201);
    assertThat(accepted("PATCH", id, version, patch(body, patched))).isEmpty();
    arm.delete(id, version);
  }

  /**
   * Returns the members that a PATCH request can change.
   *
   * @param patched {@code all}, {@code tags}, or {@code none} for types without PATCH
   */
  private static ObjectNode patch(ObjectNode body, String patched) {
    var patch = Json.object();
    if (patched.equals("tags")) {
      patch.putObject("tags").put("a", "b");
    }
    return patched.equals("all") ? body : patch;
  }

  /** Sends all requests with one wrong type, and returns those that are not rejected. */
  private static List<String> accepted(String method, String id, String version, ObjectNode body) {
    var accepted = new ArrayList<String>();
    for (var wrong : wrongs(body)) {
      var answer = arm.send(method, id, "api-version=" + version, wrong.body.toString());
      if (answer.status() != 400) {
        accepted.add(method + " " + wrong.path + ": " + answer.status());
      } else {
        assertThat(error(answer)).isNotEqualTo("400 ");
      }
    }
    return accepted;
  }

  private record Wrong(String path, JsonNode body) {}

  /** Returns copies of a body, each with one member of a wrong type. */
  private static List<Wrong> wrongs(ObjectNode body) {
    var wrongs = new ArrayList<Wrong>();
    collect("", body, body, wrongs);
    return wrongs;
  }

  private static void collect(String path, JsonNode node, JsonNode body, List<Wrong> wrongs) {
    for (var member : node.properties()) {
      collectOne(path + "/" + member.getKey(), member.getValue(), body, wrongs);
    }
    for (var i = 0; i < (node.isArray() ? node.size() : 0); i++) {
      collectOne(path + "/" + i, node.get(i), body, wrongs);
    }
  }

  private static void collectOne(String path, JsonNode value, JsonNode body, List<Wrong> wrongs) {
    // The publisher of an extension defines its settings: any JSON object is valid.
    if (!path.contains("/settings/")) {
      others(value)
          .forEach(other -> wrongs.add(new Wrong(path + "=" + other, with(body, path, other))));
      collect(path, value, body, wrongs);
    }
  }

  private static List<JsonNode> others(JsonNode value) {
    var text = Json.object().put("t", "text").get("t");
    if (value.isObject()) {
      return List.of(text, Json.array());
    }
    if (value.isArray()) {
      return List.of(text, Json.object());
    }
    return value.isTextual()
        ? List.of(Json.object(), Json.array())
        : List.of(Json.object(), Json.array(), text);
  }

  private static JsonNode with(JsonNode body, String path, JsonNode value) {
    var copy = body.deepCopy();
    var slash = path.lastIndexOf('/');
    var name = path.substring(slash + 1);
    Consumer<JsonNode> set =
        parent -> {
          if (parent instanceof ArrayNode array) {
            array.set(Integer.parseInt(name), value);
          } else {
            ((ObjectNode) parent).set(name, value);
          }
        };
    set.accept(copy.at(path.substring(0, slash)));
    return copy;
  }
}
