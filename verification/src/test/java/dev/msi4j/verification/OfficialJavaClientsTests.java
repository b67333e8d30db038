package dev.msi4j.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.credential.TokenRequestContext;
import com.azure.core.http.policy.HttpLogDetailLevel;
import com.azure.core.http.policy.HttpLogOptions;
import com.azure.core.management.Region;
import com.azure.core.management.exception.ManagementException;
import com.azure.resourcemanager.msi.MsiManager;
import com.azure.resourcemanager.msi.fluent.models.FederatedIdentityCredentialInner;
import com.azure.resourcemanager.resources.ResourceManager;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tests Microsoft's clients of identities and resource groups against the local Azure. */
class OfficialJavaClientsTests {
  private static final String ARM_SCOPE = "https://management.azure.com/.default";

  @AutoClose private static final LocalAzure azure = TestAzure.start();
  private static final Clients clients = new Clients(azure);
  private static final ResourceManager resources =
      ResourceManager.configure()
          .withHttpClient(clients.http())
          .withLogOptions(new HttpLogOptions().setLogLevel(HttpLogDetailLevel.NONE))
          .authenticate(clients.owner(), clients.profile())
          .withSubscription(azure.subscriptionId().toString());
  private static final MsiManager identities = clients.identities();

  @BeforeAll
  static void createGroup() {
    resources.resourceGroups().define("official").withRegion(Region.US_EAST).create();
  }

  @Test
  void azureIdentitySignsIn() {
    var token =
        clients.owner().getTokenSync(new TokenRequestContext().addScopes(ARM_SCOPE)).getToken();

    assertThat(token).startsWith("ey");
  }

  @Test
  void azureIdentityReportsFailedSignIn() {
    assertThatThrownBy(() ->
            clients
                .credential("wrong")
                .getTokenSync(new TokenRequestContext().addScopes(ARM_SCOPE)))
        .hasMessageContaining("AADSTS7000215");
  }

  @Test
  void resourceGroupsAreListedTaggedAndDeleted() {
    var groups = resources.resourceGroups();
    var group = groups.define("passing").withRegion(Region.EUROPE_WEST).create();
    group.update().withTag("team", "core").apply();

    assertThat(groups.list()).extracting(found -> found.name()).contains("passing", "official");
    assertThat(groups.getByName("PASSING").tags()).containsEntry("team", "core");
    groups.deleteByName("passing");
    assertThat(groups.contain("passing")).isFalse();
  }

  @Test
  void identitiesAreCreatedUpdatedAndDeleted() {
    var identity =
        identities
            .identities()
            .define("fluent")
            .withRegion(Region.US_EAST)
            .withExistingResourceGroup("official")
            .withTag("a", "1")
            .create();

    assertThat(identity.clientId()).isNotEqualTo(identity.principalId());
    assertThat(identity.tenantId()).isEqualTo(azure.tenantId().toString());
    assertThat(identity.update().withTag("b", "2").apply().tags()).containsOnlyKeys("a", "b");
    assertThat(identities.identities().listByResourceGroup("official"))
        .extracting(found -> found.name())
        .contains("fluent");
    identities.identities().deleteById(identity.id());
    assertThatThrownBy(() -> identities.identities().getById(identity.id()))
        .isInstanceOfSatisfying(
            ManagementException.class,
            exception -> assertThat(exception.getValue().getCode()).isEqualTo("ResourceNotFound"));
  }

  @Test
  void federatedCredentialsArePagedAndDuplicatesRejected() {
    identities
        .identities()
        .define("federated")
        .withRegion(Region.US_EAST)
        .withExistingResourceGroup("official")
        .create();
    var credentials = identities.serviceClient().getFederatedIdentityCredentials();
    for (var i = 0; i < 3; i++) {
      credentials.createOrUpdate("official", "federated", "fic-" + i, credential("subject-" + i));
    }

    assertThat(credentials.list("official", "federated", 2, null, com.azure.core.util.Context.NONE))
        .extracting(found -> found.name())
        .containsExactly("fic-0", "fic-1", "fic-2");
    assertThatThrownBy(() ->
            credentials.createOrUpdate("official", "federated", "other", credential("subject-1")))
        .isInstanceOfSatisfying(
            ManagementException.class,
            exception -> assertThat(exception.getResponse().getStatusCode()).isEqualTo(409));
  }

  @Test
  void operationsAreListed() {
    assertThat(identities.serviceClient().getOperations().list())
        .extracting(operation -> operation.name())
        .contains("Microsoft.ManagedIdentity/userAssignedIdentities/write");
  }

  private static FederatedIdentityCredentialInner credential(String subject) {
    return new FederatedIdentityCredentialInner()
        .withIssuer("https://token.actions.githubusercontent.com")
        .withSubject(subject)
        .withAudiences(List.of("api://AzureADTokenExchange"));
  }
}
