package dev.msi4j.local.internal.keyvault;

import static dev.msi4j.local.Arm.error;
import static dev.msi4j.local.Arm.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.local.Arm;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import dev.msi4j.local.TestClock;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RetentionTests {
  private static final String DATA = "7.4";
  private static final String VERSION = "2023-07-01";
  private static final Duration RETENTION = Duration.ofDays(7);

  private final TestClock clock = new TestClock();
  @AutoClose private final LocalAzure azure = TestAzure.builder().clock(clock).start();
  private Arm arm;
  private Arm vault;

  RetentionTests() {
    arm = Arm.signIn(azure);
    vault = arm;
  }

  @BeforeEach
  void createSecret() {
    arm.createGroup("rg");
    createVault();
    signIn();
    vault.put("/secrets/a", DATA, "{\"value\":\"old\"}");
  }

  private String path() {
    return arm.group("rg") + "/providers/Microsoft.KeyVault/vaults/kept";
  }

  private String deletedPath() {
    return arm.subscription()
        + "/providers/Microsoft.KeyVault/locations/westeurope/deletedVaults/kept";
  }

  private void createVault() {
    var body =
        "{'location':'westeurope','properties':{'tenantId':'"
            + azure.tenantId()
            + "','sku':{'family':'A','name':'standard'},'enableRbacAuthorization':true,"
            + "'softDeleteRetentionInDays':7}}";
    assertThat(arm.put(path(), VERSION, body.replace('\'', '"')).status()).isEqualTo(201);
  }

  /** Requests new tokens, because tokens expire before the retention period ends. */
  private void signIn() {
    arm = Arm.signIn(azure);
    var officer = azure.createServicePrincipal("officer");
    arm.assign(path(), officer, "b86a8fe4-44ce-4948-aee5-eccb2c155cd7");
    vault = Arm.signIn(azure, officer, "https://vault.azure.net").vault("kept");
  }

  @Test
  void deletedSecretIsPurgedAfterRetention() {
    vault.delete("/secrets/a", DATA);
    clock.advance(RETENTION);
    signIn();

    assertThat(error(vault.get("/deletedsecrets/a", DATA))).isEqualTo("404 SecretNotFound");
    assertThat(json(vault.get("/deletedsecrets", DATA)).path("value")).isEmpty();
    assertThat(vault.put("/secrets/a", DATA, "{\"value\":\"new\"}").status()).isEqualTo(200);
    assertThat(json(vault.get("/secrets/a/versions", DATA)).path("value")).hasSize(1);
  }

  @Test
  void deletedVaultIsPurgedAfterRetention() {
    arm.delete(path(), VERSION);
    assertThat(arm.get(deletedPath(), VERSION).status()).isEqualTo(200);
    clock.advance(RETENTION);
    arm = Arm.signIn(azure);

    assertThat(error(arm.get(deletedPath(), VERSION))).isEqualTo("404 DeletedVaultNotFound");
    createVault();
    signIn();
    assertThat(json(vault.get("/secrets", DATA)).path("value")).isEmpty();
  }
}
