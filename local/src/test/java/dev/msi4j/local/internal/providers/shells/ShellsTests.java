package dev.msi4j.local.internal.providers.shells;

import static dev.msi4j.local.Arm.error;
import static dev.msi4j.local.Arm.json;
import static dev.msi4j.local.Arm.message;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.msi4j.local.Arm;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import dev.msi4j.local.TokenClaims;
import dev.msi4j.local.Workload;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShellsTests {
  private static final String VERSION = "2024-03-01";
  private static final String SITE = "Microsoft.Web/sites";
  private static final String ENVIRONMENT = "Microsoft.App/managedEnvironments";
  private static final String CLUSTER = "Microsoft.ContainerService/managedClusters";

  @AutoClose private static final LocalAzure azure = TestAzure.start();
  private static final Arm arm = Arm.signIn(azure);

  @BeforeAll
  static void createGroup() {
    arm.createGroup("rg");
    put(ENVIRONMENT, "shared", "'properties':{}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Microsoft.Web/sites",
        "Microsoft.Web/serverfarms",
        "Microsoft.App/managedEnvironments",
        "Microsoft.App/containerApps",
        "Microsoft.ContainerService/managedClusters"
      })
  void shellIsCreatedUpdatedListedAndDeleted(String type) {
    var body = "'properties':{'environmentId':'" + path(ENVIRONMENT, "shared") + "'}";

    var created = put(type, "first", body);

    assertThat(created.path("type").asText()).isEqualTo(type);
    assertThat(created.path("properties").path("provisioningState").asText())
        .isEqualTo("Succeeded");
    var updated = arm.patch(path(type, "first"), VERSION, "{\"tags\":{\"a\":\"b\"}}");
    assertThat(json(updated).path("tags").path("a").asText()).isEqualTo("b");
    assertThat(json(arm.get(path(type, "first"), VERSION)).path("tags").path("a").asText())
        .isEqualTo("b");
    assertThat(ids(arm.group("rg") + "/providers/" + type)).contains(path(type, "first"));
    assertThat(ids(arm.subscription() + "/providers/" + type)).contains(path(type, "first"));
    assertThat(arm.delete(path(type, "first"), VERSION).status()).isIn(200, 202);
    assertThat(error(arm.get(path(type, "first"), VERSION))).isEqualTo("404 ResourceNotFound");
    assertThat(arm.delete(path(type, "first"), VERSION).status()).isEqualTo(204);
  }

  @Test
  void siteHasIdentities() {
    var identity = arm.createIdentity("rg", "site-identity");

    var site =
        put(
            SITE,
            "with-identities",
            "'identity':{'type':'SystemAssigned, UserAssigned','userAssignedIdentities':{'"
                + identity.path("id").asText()
                + "':{}}},'properties':{'siteConfig':{'appSettings':[{'name':'a','value':'b'}]}}");

    assertThat(site.path("identity").path("principalId").asText()).isNotEmpty();
    assertThat(site.path("identity").path("userAssignedIdentities").findValuesAsText("clientId"))
        .containsExactly(identity.path("properties").path("clientId").asText());
    assertThat(site.path("properties").path("siteConfig").has("appSettings")).isFalse();
    assertThat(site.path("properties").path("defaultHostName").asText())
        .isEqualTo("with-identities.azurewebsites.net");
    arm.patch(path(SITE, "with-identities"), VERSION, "{\"identity\":{\"type\":\"None\"}}");
    assertThat(json(arm.get(path(SITE, "with-identities"), VERSION)).has("identity")).isFalse();
  }

  @Test
  void clusterHasIssuerThatCredentialsTrust() {
    var cluster =
        put(
            CLUSTER,
            "cluster",
            "'identity':{'type':'SystemAssigned'},"
                + "'properties':{'oidcIssuerProfile':{'enabled':true}}");
    var url = cluster.path("properties").path("oidcIssuerProfile").path("issuerURL").asText();
    var name = url.substring(url.lastIndexOf('/') + 1);
    var workload = Workload.as(azure, "pod").trust("cluster", url, "system:serviceaccount:a:b");
    var token = azure.createIssuer(name, url).token(TokenClaims.of("system:serviceaccount:a:b"));

    assertThat(workload.exchange(token).status()).isEqualTo(200);

    arm.delete(path(CLUSTER, "cluster"), VERSION);
    assertThat(
            arm.anonymous()
                .send("GET", "/issuers/" + name + "/.well-known/openid-configuration", "", "")
                .status())
        .isEqualTo(404);
  }

  @Test
  void clusterHasNoIssuerByDefault() {
    var cluster = put(CLUSTER, "without-issuer", "'properties':{}");

    assertThat(cluster.path("properties").has("oidcIssuerProfile")).isFalse();
    assertThat(cluster.path("properties").path("nodeResourceGroup").asText())
        .isEqualTo("MC_rg_without-issuer_eastus");
  }

  @Test
  void clusterShowsGivenKubeletIdentity() {
    var identity = arm.createIdentity("rg", "kubelet");

    var cluster =
        put(
            CLUSTER,
            "kubelet",
            "'properties':{'identityProfile':{'kubeletidentity':{'resourceId':'"
                + identity.path("id").asText()
                + "'}}}");

    assertThat(
            cluster
                .path("properties")
                .path("identityProfile")
                .path("kubeletidentity")
                .path("objectId")
                .asText())
        .isEqualTo(identity.path("properties").path("principalId").asText());
  }

  @Test
  void containerAppShowsAddressAndHidesSecrets() {
    var app =
        put(
            "Microsoft.App/containerApps",
            "orders",
            "'properties':{'managedEnvironmentId':'"
                + path(ENVIRONMENT, "shared")
                + "','configuration':{'ingress':{'external':true},"
                + "'secrets':[{'name':'key','value':'hidden'}]}}");

    var configuration = app.path("properties").path("configuration");
    assertThat(configuration.path("ingress").path("fqdn").asText())
        .isEqualTo("orders.shared.eastus.azurecontainerapps.io");
    assertThat(configuration.path("secrets").get(0).path("name").asText()).isEqualTo("key");
    assertThat(configuration.path("secrets").get(0).has("value")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "Microsoft.Web/sites|-|'properties':{}|2 to 60",
        "Microsoft.App/containerApps|UPPER|'properties':{}|lower-case",
        "Microsoft.App/containerApps|app|'properties':{}|environmentId",
        "Microsoft.ContainerService/managedClusters|c|'properties':"
            + "{'identityProfile':{'kubeletidentity':{'resourceId':'x'}}}|kubeletidentity",
        "Microsoft.Web/sites|site|'kind':1|kind"
      })
  void createRejectsInvalidValue(String type, String name, String members, String text) {
    var answer =
        arm.put(
            path(type, name),
            VERSION,
            ("{'location':'eastus'," + members + "}").replace('\'', '"'));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(message(answer)).contains(text);
  }

  @Test
  void deletedGroupDeletesPrincipalOfShell() {
    arm.createGroup("short-lived");
    var path = arm.group("short-lived") + "/providers/" + SITE + "/site";
    var site =
        json(
            arm.put(
                path,
                VERSION,
                "{\"location\":\"eastus\",\"identity\":{\"type\":\"SystemAssigned\"}}"));
    var principal = site.path("identity").path("principalId").asText();
    var graph = arm.bearing(Arm.token(azure, "https://graph.microsoft.com"));
    assertThat(graph.send("GET", "/v1.0/servicePrincipals/" + principal, "", "").status())
        .isEqualTo(200);

    arm.delete(arm.group("short-lived"), "2021-04-01");

    assertThat(graph.send("GET", "/v1.0/servicePrincipals/" + principal, "", "").status())
        .isEqualTo(404);
  }

  private static String path(String type, String name) {
    return arm.group("rg") + "/providers/" + type + "/" + name;
  }

  private static JsonNode put(String type, String name, String members) {
    var answer =
        arm.put(
            path(type, name),
            VERSION,
            ("{'location':'eastus'," + members + "}").replace('\'', '"'));
    assertThat(answer.status()).as(answer.body().text()).isIn(200, 201);
    return json(answer);
  }

  private static List<String> ids(String path) {
    return json(arm.get(path, VERSION)).path("value").findValuesAsText("id");
  }
}
