package dev.msi4j.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.exception.ResourceExistsException;
import com.azure.core.exception.ResourceNotFoundException;
import com.azure.core.util.BinaryData;
import dev.msi4j.ApiVersion;
import dev.msi4j.ArmError;
import dev.msi4j.DeleteResult;
import dev.msi4j.FederatedIdentityCredential;
import dev.msi4j.Identity;
import dev.msi4j.IdentityUpdate;
import dev.msi4j.ManagedServiceIdentityClient;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.test.StepVerifier;

/** Tests the client against the local Azure over TLS with real tokens. */
class IdentitiesContractTests {
  private static final String GROUP = "contract";

  @AutoClose private static final LocalAzure azure = TestAzure.builder().pageSize(2).start();
  private static final Clients clients = new Clients(azure);
  private static final ManagedServiceIdentityClient client = clients.builder().buildClient();

  @BeforeAll
  static void createGroup() {
    clients.createGroup(GROUP);
  }

  static Iterable<ApiVersion> versions() {
    return ApiVersion.known();
  }

  @ParameterizedTest
  @MethodSource("versions")
  void identityIsCreatedUpdatedListedAndDeletedInEveryVersion(ApiVersion version) {
    var identities = clients.builder().apiVersion(version).buildClient().userAssignedIdentities();
    var name = "life-" + version;

    var created =
        identities.createOrUpdate(
            GROUP, name, Identity.builder().location("eastus").tags(Map.of("a", "1")).build());
    assertThat(identities.get(GROUP, name)).isEqualTo(created);
    var updated =
        identities.update(GROUP, name, IdentityUpdate.builder().tags(Map.of("b", "2")).build());
    assertThat(updated.tags()).isEqualTo(Map.of("b", "2"));
    assertThat(updated.principalId()).isEqualTo(created.principalId());
    assertThat(identities.listByResourceGroup(GROUP)).extracting(Identity::name).contains(name);
    assertThat(identities.delete(GROUP, name)).isEqualTo(DeleteResult.DELETED);
    assertThat(identities.delete(GROUP, name)).isEqualTo(DeleteResult.NOT_FOUND);
  }

  @Test
  void updateWithNoTagsRemovesTags() {
    var identities = client.userAssignedIdentities();
    identities.createOrUpdate(
        GROUP, "tagged", Identity.builder().location("eastus").tags(Map.of("a", "1")).build());

    identities.update(GROUP, "tagged", IdentityUpdate.builder().noTags().build());

    assertThat(identities.get(GROUP, "tagged").tags()).isEmpty();
  }

  @Test
  void createOrUpdateAcceptsRawJson() {
    var identity =
        client
            .userAssignedIdentities()
            .createOrUpdate(GROUP, "raw-json", BinaryData.fromString("{\"location\":\"eastus\"}"));

    assertThat(identity.clientId()).isNotNull();
  }

  @Test
  void listReturnsAllPages() {
    var identities = client.userAssignedIdentities();
    for (var i = 0; i < 5; i++) {
      identities.createOrUpdate(GROUP, "paged-" + i, Identity.builder().location("eastus").build());
    }

    assertThat(identities.listBySubscription())
        .extracting(Identity::name)
        .contains("paged-0", "paged-1", "paged-2", "paged-3", "paged-4");
    StepVerifier.create(
            clients
                .builder()
                .buildAsyncClient()
                .userAssignedIdentities()
                .listByResourceGroup(GROUP)
                .map(Identity::name)
                .filter(name -> name.startsWith("paged-"))
                .collectList())
        .assertNext(names ->
            assertThat(names)
                .containsExactly("paged-0", "paged-1", "paged-2", "paged-3", "paged-4"))
        .verifyComplete();
  }

  @Test
  void credentialListReturnsAllPages() {
    client
        .userAssignedIdentities()
        .createOrUpdate(GROUP, "trusting", Identity.builder().location("eastus").build());
    var credentials = client.federatedIdentityCredentials();
    for (var i = 0; i < 3; i++) {
      credentials.createOrUpdate(GROUP, "trusting", "fic-" + i, credential("subject-" + i));
    }

    assertThat(credentials.list(GROUP, "trusting", 2, null))
        .extracting(FederatedIdentityCredential::name)
        .containsExactly("fic-0", "fic-1", "fic-2");
    assertThatExceptionOfType(ResourceExistsException.class)
        .isThrownBy(
            () -> credentials.createOrUpdate(GROUP, "trusting", "again", credential("subject-0")))
        .withMessageContaining("Issuer and subject combination already exists");
  }

  @Test
  void getByScopeReturnsSystemAssignedIdentityOfMachine() {
    var scope = machine("with-identity", "{\"type\": \"SystemAssigned\"}");

    var identity = client.systemAssignedIdentities().getByScope(scope);

    assertThat(identity.principalId()).isNotNull();
    assertThat(identity.clientId()).isNotNull();
    assertThat(identity.tenantId()).isEqualTo(azure.tenantId());
  }

  @Test
  void getByScopeReturns404ForMachineWithoutIdentity() {
    var scope = machine("without-identity", "{\"type\": \"None\"}");

    assertThatExceptionOfType(ResourceNotFoundException.class)
        .isThrownBy(() -> client.systemAssignedIdentities().getByScope(scope))
        .withMessageContaining("ResourceNotFound")
        .withMessageContaining("without-identity' has no system-assigned identity");
  }

  @Test
  void getByScopeReturns404ForMissingMachine() {
    assertThatExceptionOfType(ResourceNotFoundException.class)
        .isThrownBy(() -> client.systemAssignedIdentities().getByScope(machineId("missing")))
        .withMessageContaining("ResourceNotFound")
        .withMessageContaining("was not found");
  }

  private static String machine(String name, String identity) {
    clients.put(
        "/resourceGroups/" + GROUP + "/providers/Microsoft.Compute/virtualMachines/" + name,
        "2024-11-01",
        "{\"location\": \"eastus\", \"identity\": "
            + identity
            + ", \"properties\": {\"hardwareProfile\": {\"vmSize\": \"Standard_B1s\"}}}");
    return machineId(name);
  }

  private static String machineId(String name) {
    return "subscriptions/"
        + azure.subscriptionId()
        + "/resourceGroups/"
        + GROUP
        + "/providers/Microsoft.Compute/virtualMachines/"
        + name;
  }

  @Test
  void exceptionContainsArmError() {
    assertThatExceptionOfType(ResourceNotFoundException.class)
        .isThrownBy(() -> client.userAssignedIdentities().get(GROUP, "missing"))
        .satisfies(exception -> {
          var error = ArmError.of(exception).orElseThrow();
          assertThat(error.code()).isEqualTo("ResourceNotFound");
          assertThat(error.requestId()).hasSize(36);
          assertThat(error.resource()).endsWith("/userAssignedIdentities/missing");
        });
  }

  @Test
  void exceptionDoesNotContainWrongSecret() {
    var unauthorized = clients.builder().credential(clients.credential("not-it")).buildClient();

    assertThatThrownBy(() -> unauthorized.userAssignedIdentities().get(GROUP, "missing"))
        .hasMessageContaining("AADSTS7000215")
        .hasMessageNotContaining("not-it");
  }

  @Test
  void unregisteredProviderIsRegisteredAutomatically() {
    try (var fresh = TestAzure.builder().providersRegistered(false).start()) {
      var unregistered = new Clients(fresh);
      unregistered.createGroup("new");

      var identity =
          unregistered
              .builder()
              .buildClient()
              .userAssignedIdentities()
              .createOrUpdate("new", "first", Identity.builder().location("eastus").build());

      assertThat(identity.name()).isEqualTo("first");
    }
  }

  @Test
  void listReturnsOperations() {
    assertThat(client.operations().list())
        .extracting(dev.msi4j.Operation::name)
        .contains("Microsoft.ManagedIdentity/userAssignedIdentities/read");
  }

  private static FederatedIdentityCredential credential(String subject) {
    return FederatedIdentityCredential.builder()
        .issuer("https://issuer.example")
        .subject(subject)
        .audiences("api://AzureADTokenExchange")
        .build();
  }
}
