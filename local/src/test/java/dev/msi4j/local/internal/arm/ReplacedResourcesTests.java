package dev.msi4j.local.internal.arm;

import static dev.msi4j.local.Arm.VERSION;
import static dev.msi4j.local.Arm.error;
import static dev.msi4j.local.Arm.json;
import static dev.msi4j.local.Arm.message;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.msi4j.local.Arm;
import dev.msi4j.local.DeclaredEndpoints;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import dev.msi4j.local.internal.http.Response;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Verifies that a recreated resource of the same id does not inherit from the deleted resource. */
class ReplacedResourcesTests {
  private static final String COMPUTE = "2024-11-01";
  private static final String GROUPS = "2021-04-01";
  private static final String OWNER = "8e3af657-a8ff-443c-a75c-2fe8c4bcb635";
  private static final String MACHINE_CONTRIBUTOR = "9980e02c-c2be-4d73-94e8-173b1dc7cf3c";

  @AutoClose private static final LocalAzure azure = TestAzure.start();
  private static final Arm owner = Arm.signIn(azure);
  private static Arm contributor;

  @BeforeAll
  static void createContributor() {
    SampleResource.createParents(owner);
    owner.createGroup("rg");
    var principal = azure.createServicePrincipal("contributor");
    owner.assign(owner.group("rg"), principal, MACHINE_CONTRIBUTOR);
    contributor = Arm.signIn(azure, principal);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "PATCH"})
  void writeOfRecreatedIdentityNeedsAssignAction(String method) {
    var name = "recreated-" + method;
    var old = owner.createIdentity("rg", name);
    owner.put(machine(name), COMPUTE, assigning(old));
    assertThat(send(contributor, method, name, assigning(old)).status()).isEqualTo(200);
    var fresh = recreate(name);

    var denied = send(contributor, method, name, assigning(fresh));

    assertThat(error(denied)).isEqualTo("403 LinkedAuthorizationFailed");
    assertThat(message(denied)).contains("userAssignedIdentities/assign/action", name);
    assertThat(principals(owner.get(machine(name), COMPUTE))).containsExactly(principal(old));
    assertThat(principals(send(owner, method, name, assigning(fresh))))
        .containsExactly(principal(fresh));
  }

  @Test
  void virtualMachineGetsNoTokenOfRecreatedIdentityUntilReassigned() throws Exception {
    var old = owner.createIdentity("rg", "tokens");
    owner.put(machine("tokens"), COMPUTE, assigning(old));
    assertThat(token("").statusCode()).isEqualTo(200);
    var fresh = recreate("tokens");

    for (var selector :
        List.of(
            "",
            "&mi_res_id=" + owner.identity("rg", "tokens"),
            "&client_id=" + old.at("/properties/clientId").asText(),
            "&client_id=" + fresh.at("/properties/clientId").asText(),
            "&object_id=" + principal(fresh))) {
      var answer = token(selector);

      assertThat(answer.statusCode()).as(selector).isEqualTo(400);
      assertThat(answer.body()).contains("invalid_request", "Identity not found");
    }
    owner.patch(machine("tokens"), COMPUTE, assigning(fresh));
    assertThat(token("").body()).contains(fresh.at("/properties/clientId").asText());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"location\":\"eastus\",\"properties\":{}}",
        "{\"location\":\"eastus\",\"tags\":{\"a\":\"b\"}}",
        "{\"location\":\"eastus\",\"identity\":{\"type\":\"SystemAssigned, UserAssigned\"}}"
      })
  void patchWithoutIdentityKeepsStaleAssignment(String body) {
    var name = "kept-" + body.length();
    var old = owner.createIdentity("rg", name);
    owner.put(machine(name), COMPUTE, assigning(old));
    recreate(name);

    assertThat(principals(contributor.patch(machine(name), COMPUTE, body)))
        .containsExactly(principal(old));
  }

  @Test
  void identityOfGroupWithSimilarLettersNeedsAssignAction() {
    // String.equalsIgnoreCase equates the dotless letter with the dotted one; ids do not.
    owner.createGroup("similar");
    owner.createGroup("sımilar");
    var mine = owner.createIdentity("similar", "web");
    var foreign = owner.createIdentity("sımilar", "web");
    owner.put(machine("similar"), COMPUTE, assigning(mine));

    assertThat(error(contributor.put(machine("similar"), COMPUTE, assigning(foreign))))
        .isEqualTo("403 LinkedAuthorizationFailed");
    assertThat(principals(owner.patch(machine("similar"), COMPUTE, assigning(foreign)))).hasSize(2);
  }

  @Test
  void associatedResourcesOfRecreatedIdentityOmitEarlierVirtualMachine() {
    var name = "associated";
    owner.put(machine(name), COMPUTE, assigning(owner.createIdentity("rg", name)));
    assertThat(associated(name)).hasSize(1);
    var fresh = recreate(name);

    assertThat(associated(name)).isEmpty();
    owner.put(machine(name), COMPUTE, assigning(fresh));
    assertThat(associated(name)).hasSize(1);
  }

  @Test
  void credentialsAreDeletedWithIdentity() {
    var credentials = owner.identity("rg", "trusting") + "/federatedIdentityCredentials";
    owner.createIdentity("rg", "trusting");
    owner.put(
        credentials + "/one",
        VERSION,
        "{\"properties\":{\"issuer\":\"https://issuer.example\",\"subject\":\"s\","
            + "\"audiences\":[\"api://AzureADTokenExchange\"]}}");
    assertThat(json(owner.get(credentials, VERSION)).path("value")).hasSize(1);

    recreate("trusting");

    assertThat(json(owner.get(credentials, VERSION)).path("value")).isEmpty();
  }

  static Stream<SampleResource> samples() {
    return Stream.concat(SampleResource.tagged(owner), SampleResource.untagged())
        .filter(sample -> !sample.path().isEmpty())
        // Resource Manager does not delete secrets of vaults.
        .filter(sample -> !sample.path().contains("/secrets/"));
  }

  @Test
  void samplesCoverEveryTypeThatCanBeWritten() {
    var written =
        DeclaredEndpoints.operations(azure).all().stream()
            .filter(operation -> operation.method().equals("PUT"))
            .filter(operation -> !operation.namespace().equals("Microsoft.Authorization"))
            .map(Operation::template)
            // Another path to the same credentials.
            .filter(template -> !template.contains("/flexibleFederatedIdentityCredentials/"))
            // Parts of other resources, and tag names, which nothing refers to by id.
            .filter(template -> !template.matches(".*/(accessPolicies|tags|tagNames)/.*"))
            // Management groups, which contain no resources: see ManagementGroupsTests.
            .filter(template -> !template.startsWith("/providers/"))
            // Another scope of the same deployments.
            .filter(template -> !template.contains("{subscriptionId}/providers/"))
            .collect(Collectors.toSet());
    var covered =
        Stream.concat(SampleResource.tagged(owner), SampleResource.untagged())
            .map(sample -> List.of(sample.id(owner).substring(1).split("/", -1)))
            .map(
                segments -> DeclaredEndpoints.operations(azure).find("PUT", segments).orElseThrow())
            .map(match -> match.value().template())
            .collect(Collectors.toSet());

    assertThat(covered).isEqualTo(written);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void roleAssignmentAtDeletedResourceDoesNotApplyToRecreatedResource(SampleResource sample) {
    assertThat(sample.put(owner, "").status()).isEqualTo(201);
    var principal = azure.createServicePrincipal("former");
    var former = Arm.signIn(azure, principal);
    owner.assign(sample.id(owner), principal, OWNER);
    assertThat(former.get(sample.id(owner), sample.version()).status()).isEqualTo(200);
    assertThat(sample.delete(owner).status()).isIn(200, 202);

    assertThat(sample.put(owner, "").status()).isEqualTo(201);

    assertThat(error(former.get(sample.id(owner), sample.version())))
        .isEqualTo("403 AuthorizationFailed");
    sample.delete(owner);
  }

  @Test
  void secondDeletionEndsWithFirstAndKeepsRecreatedResource() {
    try (var slow = TestAzure.builder().longRunningOperationPolls(1).start()) {
      var arm = Arm.signIn(slow);
      arm.createGroup("rg");
      var path = arm.group("rg") + "/providers/Microsoft.Compute/virtualMachines/vm";
      var body = "{\"location\":\"eastus\",\"properties\":{}}";
      var created = arm.put(path, COMPUTE, body);
      var first = arm.delete(path, COMPUTE);
      var second = arm.delete(path, COMPUTE);
      assertThat(status(arm, first)).isEqualTo("Succeeded");
      assertThat(error(arm.get(path, COMPUTE))).isEqualTo("404 ResourceNotFound");
      arm.put(path, COMPUTE, body);

      assertThat(status(arm, second)).isEqualTo("Succeeded");
      assertThat(status(arm, created)).isEqualTo("Succeeded");

      assertThat(json(arm.get(path, COMPUTE)).at("/properties/provisioningState").asText())
          .isEqualTo("Creating");
    }
  }

  @Test
  void operationsEndWithDeletionOfGroup() {
    try (var slow = TestAzure.builder().longRunningOperationPolls(1).start()) {
      var arm = Arm.signIn(slow);
      arm.createGroup("rg");
      var path = arm.group("rg") + "/providers/Microsoft.Compute/virtualMachines/vm";
      var body = "{\"location\":\"eastus\",\"properties\":{}}";
      arm.put(path, COMPUTE, body);
      var deletion = arm.delete(path, COMPUTE);
      var group = arm.delete(arm.group("rg"), GROUPS).headers().first("Location").orElseThrow();
      assertThat(arm.follow(group).status()).isEqualTo(200);
      arm.createGroup("rg");
      arm.put(path, COMPUTE, body);

      assertThat(status(arm, deletion)).isEqualTo("Succeeded");

      assertThat(arm.get(path, COMPUTE).status()).isEqualTo(200);
    }
  }

  @Test
  void deletionOfGroupFailsWhileOtherGroupsUseItsResources() {
    owner.createGroup("networks");
    owner.createGroup("users");
    var network = owner.group("networks") + "/providers/Microsoft.Network/virtualNetworks/net";
    owner.put(
        network,
        "2022-07-01",
        "{\"location\":\"eastus\",\"properties\":{\"addressSpace\":{\"addressPrefixes\":"
            + "[\"10.0.0.0/16\"]},\"subnets\":[{\"name\":\"default\",\"properties\":"
            + "{\"addressPrefix\":\"10.0.0.0/24\"}}]}}");
    var nic = owner.group("users") + "/providers/Microsoft.Network/networkInterfaces/nic";
    var used =
        owner.put(
            nic,
            "2022-07-01",
            "{\"location\":\"eastus\",\"properties\":{\"ipConfigurations\":[{\"name\":\"one\","
                + "\"properties\":{\"subnet\":{\"id\":\""
                + network
                + "/subnets/default\"}}}]}}");
    assertThat(used.status()).isEqualTo(201);

    var blocked = owner.delete(owner.group("networks"), GROUPS);

    var result = owner.follow(blocked.headers().first("Location").orElseThrow());
    assertThat(error(result)).isEqualTo("409 ResourceGroupDeletionBlocked");
    assertThat(message(result)).containsIgnoringCase(network + "/subnets/default");
    assertThat(
            json(owner.get(owner.group("networks"), GROUPS))
                .at("/properties/provisioningState")
                .asText())
        .isEqualTo("Succeeded");
    owner.delete(owner.group("users"), GROUPS);
    var freed = owner.delete(owner.group("networks"), GROUPS);
    assertThat(owner.follow(freed.headers().first("Location").orElseThrow()).status())
        .isEqualTo(200);
  }

  private static JsonNode recreate(String identity) {
    assertThat(owner.delete(owner.identity("rg", identity), VERSION).status()).isEqualTo(200);
    return owner.createIdentity("rg", identity);
  }

  private static Response send(Arm caller, String method, String machine, String body) {
    return caller.send(method, machine(machine), "api-version=" + COMPUTE, body);
  }

  private static JsonNode associated(String identity) {
    var list = owner.identity("rg", identity) + "/listAssociatedResources";
    return json(owner.post(list, "2022-01-31-preview")).path("value");
  }

  /** Requests a token from the instance metadata of a virtual machine. */
  private static HttpResponse<String> token(String selector) throws Exception {
    var query = "?api-version=2018-02-01&resource=https://management.azure.com" + selector;
    var endpoint = azure.openVirtualMachine(machine("tokens")).imdsEndpoint();
    var request =
        HttpRequest.newBuilder(URI.create(endpoint + "/metadata/identity/oauth2/token" + query))
            .header("Metadata", "true");
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
  }

  private static String status(Arm arm, Response started) {
    var link = started.headers().first("Azure-AsyncOperation").orElseThrow();
    return json(arm.follow(link)).path("status").asText();
  }

  private static String machine(String name) {
    return owner.group("rg") + "/providers/Microsoft.Compute/virtualMachines/" + name;
  }

  private static String assigning(JsonNode identity) {
    return "{\"location\":\"eastus\",\"identity\":{\"type\":\"UserAssigned\",\"userAssignedIdentities\":{\""
        + identity.path("id").asText()
        + "\":{}}}}";
  }

  private static String principal(JsonNode identity) {
    return identity.at("/properties/principalId").asText();
  }

  private static Set<String> principals(Response machine) {
    var assigned = json(machine).at("/identity/userAssignedIdentities");
    return Set.copyOf(assigned.findValuesAsText("principalId"));
  }
}
