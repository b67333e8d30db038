package dev.msi4j.local.internal.providers.network;

import static dev.msi4j.local.Arm.error;
import static dev.msi4j.local.Arm.json;
import static dev.msi4j.local.Arm.message;
import static dev.msi4j.local.internal.providers.network.NetworkFixture.created;
import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.local.Arm;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import dev.msi4j.local.internal.http.Response;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkSecurityGroupsTests {
  @AutoClose private static final LocalAzure azure = TestAzure.start();
  private static final Arm arm = Arm.signIn(azure);
  private static final NetworkFixture fixture = NetworkFixture.inNewGroup(arm, "rg");

  @Test
  void newGroupHasSixDefaultRules() {
    var group = created(fixture.put(fixture.securityGroup("empty"), "{}"));

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
  void putCreatesGroupWithRules() {
    var group = created(withRules("whole", rule("ssh", 100, "Inbound", "22")));

    var rule = group.path("properties").path("securityRules").path(0);
    assertThat(rule.path("id").asText()).isEqualTo(path("whole", "ssh"));
    assertThat(rule.path("properties").path("protocol").asText()).isEqualTo("Tcp");
    assertThat(fixture.get(path("whole", "ssh"))).isEqualTo(rule);

    var replaced = json(withRules("whole", rule("web", 100, "Inbound", "80-443")));

    assertThat(replaced.path("properties").path("securityRules").findValuesAsText("name"))
        .containsExactly("web");
    assertThat(error(arm.get(path("whole", "ssh"), NetworkFixture.VERSION)))
        .isEqualTo("404 NotFound");
  }

  @Test
  void putCreatesRulesOneByOne() {
    created(fixture.put(fixture.securityGroup("growing"), "{}"));

    created(fixture.put(path("growing", "ssh"), properties(100, "Inbound", "22")));
    created(fixture.put(path("growing", "out"), properties(100, "Outbound", "*")));

    assertThat(
            json(arm.get(
                    fixture.securityGroup("growing") + "/securityRules", NetworkFixture.VERSION))
                .path("value")
                .findValuesAsText("name"))
        .containsExactly("out", "ssh");
    var conflict = fixture.put(path("growing", "web"), properties(100, "Inbound", "80"));
    assertThat(error(conflict)).isEqualTo("400 SecurityRuleConflict");
    assertThat(message(conflict)).contains("web", "ssh");
    assertThat(fixture.delete(path("growing", "ssh")).status()).isEqualTo(202);
    created(fixture.put(path("growing", "web"), properties(100, "Inbound", "80")));
  }

  @Test
  void putOfGroupSwapsPrioritiesOfRules() {
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
  void putRejectsInvalidRule(int priority, String direction, String ports, String code) {
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
  void putValidatesSourceAddressPrefix(String source, int status) {
    var name = "from-" + source.replace('/', '-');
    var properties = properties(100, "Inbound", "22").replace("'Internet'", "'" + source + "'");

    var answer =
        fixture.put(
            fixture.securityGroup(name),
            "{'securityRules':[{'name':'from','properties':" + properties + "}]}");

    assertThat(answer.status()).isEqualTo(status);
  }

  @Test
  void getReturnsSubnetsThatUseGroup() {
    created(fixture.put(fixture.securityGroup("used"), "{}"));
    created(fixture.putNetwork("used", "10.0.0.0/16"));
    created(
        fixture.put(
            fixture.subnet("used", "a"),
            "{'addressPrefix':'10.0.0.0/24','networkSecurityGroup':{'id':'"
                + fixture.securityGroup("used")
                + "'}}"));

    assertThat(fixture.properties(fixture.securityGroup("used")).path("subnets").path(0).path("id"))
        .hasToString("\"" + fixture.subnet("used", "a") + "\"");
    assertThat(error(fixture.delete(fixture.securityGroup("used"))))
        .isEqualTo("400 InUseNetworkSecurityGroupCannotBeDeleted");

    fixture.delete(fixture.network("used"));

    assertThat(fixture.delete(fixture.securityGroup("used")).status()).isEqualTo(202);
  }

  private static String path(String group, String rule) {
    return fixture.securityGroup(group) + "/securityRules/" + rule;
  }

  private static Response withRules(String group, String... rules) {
    return fixture.put(
        fixture.securityGroup(group), "{'securityRules':[" + String.join(",", rules) + "]}");
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
