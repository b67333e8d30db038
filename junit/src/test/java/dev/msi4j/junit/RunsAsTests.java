package dev.msi4j.junit;

import static dev.msi4j.junit.AzureAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.credential.AccessToken;
import com.azure.core.util.Configuration;
import dev.msi4j.Identity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** Tests that unchanged code gets the tokens of each hosting environment. */
@LocalAzureTest
class RunsAsTests {
  private static final List<String> SYSTEM_ASSIGNED = new CopyOnWriteArrayList<>();

  private static AccessToken signIn() {
    return new SecretReader().signIn();
  }

  @AfterAll
  static void everySystemAssignedIdentityIsAnother() {
    assertThat(SYSTEM_ASSIGNED).doesNotHaveDuplicates();
    assertThat(System.getenv("AZURE_AUTHORITY_HOST")).isNull();
    assertThat(Configuration.getGlobalConfiguration().get("AZURE_AUTHORITY_HOST")).isNull();
  }

  private static void signInWithSystemAssignedIdentity() {
    var claims = Jwt.claims(signIn().getToken());
    SYSTEM_ASSIGNED.add(claims.required("oid"));
  }

  @Test
  @RunsAs(identity = "app", host = Host.VM)
  void virtualMachineIssuesTokenOfIdentity(@ManagedIdentity Identity app) {
    assertThat(signIn()).belongsTo(app);
  }

  @Test
  @RunsAs(identity = "app", host = Host.APP_SERVICE)
  void appServiceIssuesTokenOfIdentity(@ManagedIdentity Identity app) {
    assertThat(signIn()).belongsTo(app);
  }

  @Test
  @RunsAs(identity = "app", host = Host.AKS_POD)
  void podExchangesItsTokenForTokenOfIdentity(@ManagedIdentity Identity app) {
    assertThat(signIn()).belongsTo(app);
  }

  @Test
  @RunsAs(identity = "app", host = Host.SERVICE_FABRIC)
  void serviceFabricIssuesTokenOfIdentity(@ManagedIdentity Identity app) {
    assertThat(signIn()).belongsTo(app);
  }

  @Test
  @RunsAs(host = Host.ARC)
  @EnabledIf("arcDirectoryIsWritable")
  void arcIssuesTokenOfSystemAssignedIdentity() {
    signInWithSystemAssignedIdentity();
  }

  static boolean arcDirectoryIsWritable() {
    return Files.isWritable(Path.of("/var/opt"));
  }

  @Test
  @RunsAs
  void virtualMachineIssuesTokenOfSystemAssignedIdentity() {
    signInWithSystemAssignedIdentity();
  }

  @Test
  @RunsAs(host = Host.APP_SERVICE)
  void appServiceIssuesTokenOfSystemAssignedIdentity() {
    signInWithSystemAssignedIdentity();
  }

  @Test
  @RunsAs(host = Host.SERVICE_FABRIC)
  void serviceFabricIssuesTokenOfSystemAssignedIdentity() {
    signInWithSystemAssignedIdentity();
  }

  @Test
  @RunsAs(host = Host.CLOUD_SHELL)
  void cloudShellIssuesTokenOfSystemAssignedIdentity() {
    signInWithSystemAssignedIdentity();
  }

  @Test
  @RunsAs(identity = "app")
  void environmentHasClientIdOfIdentity(@ManagedIdentity Identity app) {
    var clientId = String.valueOf(app.clientId());

    assertThat(System.getenv("AZURE_CLIENT_ID")).isEqualTo(clientId);
    assertThat(System.getenv()).containsEntry("AZURE_CLIENT_ID", clientId);
    assertThat(Configuration.getGlobalConfiguration().get("AZURE_CLIENT_ID")).isEqualTo(clientId);
  }
}
