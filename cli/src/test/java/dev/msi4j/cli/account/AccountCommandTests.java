package dev.msi4j.cli.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.cli.Terminal;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class AccountCommandTests {
  @AutoClose private static final LocalAzure azure = TestAzure.start();
  private static final Terminal terminal = Terminal.signedIn(azure);

  @Test
  void showPrintsSubscriptionTenantAndUser() {
    var shown = terminal.run("account", "show");
    var json = terminal.run("account", "show", "-o", "json");

    assertThat(shown.status()).as(shown.err()).isZero();
    assertThat(shown.lines().get(1))
        .startsWith("Local")
        .contains(
            azure.subscriptionId().toString(),
            azure.tenantId().toString(),
            azure.clientId().toString());
    assertThat(json.out())
        .contains("\"id\": \"" + azure.subscriptionId() + "\"", "\"type\": \"servicePrincipal\"");
  }
}
