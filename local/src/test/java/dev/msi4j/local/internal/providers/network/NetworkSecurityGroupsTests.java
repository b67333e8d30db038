package dev.msi4j.local.internal.providers.network;

import static dev.msi4j.local.Arm.error;
import static dev.msi4j.local.Arm.json;
import static dev.msi4j.local.Arm.message;
import static dev.msi4j.local.internal.providers.network.Net.created;
import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.local.Arm;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import dev.msi4j.local.internal.http.Response;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkSecurityGroupsTests {
  private static LocalAzure azure;
  private static Arm arm;
  private static Net net;

  @BeforeAll
  static void start() {
    azure = TestAzure.start();
    arm = Arm.signIn(azure);
    net = Net.inNewGroup(arm, "rg");
  }

  @AfterAll
  static void stop() {
    azure.close();
  }

  @Test
  void hasSixRulesFromTheStart() {
    var group = created(net.put(net.securityGroup("empty"), "{}"));

    assertThat(group.path("properties").path("securityRules")).isEmpty();
    assertThat(group.path("properties").path("defaultSecurityRules").findValuesAsText("name"))
        .containsExactly(
            "AllowVnetInBound",
            "AllowAzureLoadBalancerInBound",
            "DenyAllInBound",
            "AllowVnetOutBound",
            "AllowInternetOutBound",
            "DenyAllOutBound");
  }

  @Test
  void isMadeWithItsRules() {
    var group = created(withRules("whole", rule("ssh", 100, "Inbound", "22")));

    var rule = group.path("properties").path("securityRules").path(0);
    assertThat(rule.path("id").asText()).isEqualTo(path("whole", "ssh"));
    assertThat(rule.path("properties").path("protocol").asText()).isEqualTo("Tcp");
    assertThat(net.get(path("whole", "ssh"))).isEqualTo(rule);

    var replaced = json(withRules("whole", rule("web", 100, "Inbound", "80-443")));

    assertThat(replaced.path("properties").path("securityRules").findValuesAsText("name"))
        .containsExactly("web");
    assertThat(error(arm.get(path("whole", "ssh"), Net.VERSION))).isEqualTo("404 NotFound");
  }

  @Test
  void takesRulesOneByOne() {
    created(net.put(net.securityGroup("growing"), "{}"));

    created(net.put(path("growing", "ssh"), properties(100, "Inbound", "22")));
    created(net.put(path("growing", "out"), properties(100, "Outbound", "*")));

    assertThat(
            json(arm.get(net.securityGroup("growing") + "/securityRules", Net.VERSION))
                .path("value")
                .findValuesAsText("name"))
        .containsExactly("out", "ssh");
    var conflict = net.put(path("growing", "web"), properties(100, "Inbound", "80"));
    assertThat(error(conflict)).isEqualTo("400 SecurityRuleConflict");
    assertThat(message(conflict)).contains("web", "ssh");
    assertThat(net.delete(path("growing", "ssh")).status()).isEqualTo(202);
    created(net.put(path("growing", "web"), properties(100, "Inbound", "80")));
  }

  @Test
  void letsRulesSwapTheirPriorities() {
    created(withRules("swapping", rule("a", 100, "Inbound", "1"), rule("b", 200, "Inbound", "2")));

    var swapped =
        withRules("swapping", rule("a", 200, "Inbound", "1"), rule("b", 100, "Inbound", "2"));

    assertThat(swapped.status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "99    | Inbound  | 22      | SecurityRuleInvalidPriority",
        "4097  | Inbound  | 22      | SecurityRuleInvalidPriority",
        "100   | Sideways | 22      | SecurityRuleParameterInvalid",
        "100   | Inbound  | 65536   | SecurityRuleInvalidPortRange",
        "100   | Inbound  | 443-80  | SecurityRuleInvalidPortRange",
        "100   | Inbound  | ssh     | SecurityRuleInvalidPortRange"
      })
  void checksRules(int priority, String direction, String ports, String code) {
    var answer = withRules("checked", rule("odd", priority, direction, ports));

    assertThat(error(answer)).isEqualTo("400 " + code);
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/24, 201",
    "10.0.0.7, 201",
    "Internet, 201",
    "Storage.WestEurope, 201",
    "10.0.0.300, 400",
    "10.0.0.1/24, 400"
  })
  void takesPrefixesAddressesAndServiceTags(String source, int status) {
    var name = "from-" + source.replace('/', '-');
    var properties = properties(100, "Inbound", "22").replace("'Internet'", "'" + source + "'");

    var answer =
        net.put(
            net.securityGroup(name),
            "{'securityRules':[{'name':'from','properties':" + properties + "}]}");

    assertThat(answer.status()).isEqualTo(status);
  }

  @Test
  void showsTheSubnetsThatUseIt() {
    created(net.put(net.securityGroup("used"), "{}"));
    created(net.putNetwork("used", "10.0.0.0/16"));
    created(
        net.put(
            net.subnet("used", "a"),
            "{'addressPrefix':'10.0.0.0/24','networkSecurityGroup':{'id':'"
                + net.securityGroup("used")
                + "'}}"));

    assertThat(net.properties(net.securityGroup("used")).path("subnets").path(0).path("id"))
        .hasToString("\"" + net.subnet("used", "a") + "\"");
    assertThat(error(net.delete(net.securityGroup("used"))))
        .isEqualTo("400 InUseNetworkSecurityGroupCannotBeDeleted");

    net.delete(net.network("used"));

    assertThat(net.delete(net.securityGroup("used")).status()).isEqualTo(202);
  }

  private static String path(String group, String rule) {
    return net.securityGroup(group) + "/securityRules/" + rule;
  }

  private static Response withRules(String group, String... rules) {
    return net.put(net.securityGroup(group), "{'securityRules':[" + String.join(",", rules) + "]}");
  }

  private static String rule(String name, int priority, String direction, String ports) {
    return "{'name':'" + name + "','properties':" + properties(priority, direction, ports) + "}";
  }

  private static String properties(int priority, String direction, String ports) {
    return "{'protocol':'tcp','access':'Allow','direction':'"
        + direction
        + "','priority':"
        + priority
        + ",'sourcePortRange':'*','destinationPortRange':'"
        + ports
        + "','sourceAddressPrefix':'Internet','destinationAddressPrefix':'*'}";
  }
}
