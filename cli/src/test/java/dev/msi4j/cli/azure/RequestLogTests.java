package dev.msi4j.cli.azure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.cli.Terminal;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestLogTests {
  @AutoClose private static final LocalAzure azure = TestAzure.start();
  private static final Terminal terminal = Terminal.signedIn(azure);

  @BeforeAll
  static void createIdentity() {
    terminal.run("group", "create", "-n", "shop", "-l", "westeurope");
    terminal.run("identity", "create", "-g", "shop", "-n", "orders", "-l", "westeurope");
  }

  @Test
  void verbosePrintsEachRequestWithIds() {
    var result = terminal.run("identity", "show", "-g", "shop", "-n", "orders", "--verbose");

    var path =
        "/subscriptions/"
            + azure.subscriptionId()
            + "/resourceGroups/shop/providers/Microsoft.ManagedIdentity/userAssignedIdentities/orders";
    assertThat(result.status()).isZero();
    assertThat(result.out()).contains("orders");
    assertThat(result.err().lines())
        .anyMatch(line -> line.startsWith("POST https://") && line.contains("/oauth2/v2.0/token: "))
        .anyMatch(line ->
            line.matches(
                "GET https://localhost:\\d+\\Q"
                    + path
                    + "\\E\\?api-version=[-\\d]+: status 200 in \\d+ ms, request id [-\\w]+,"
                    + " client request id [-\\w]+.*"));
  }

  @Test
  void verboseOfRejectedRequestPrintsStatus() {
    var result = terminal.run("--verbose", "identity", "show", "-g", "shop", "-n", "missing");

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).contains(": status 404 in ");
  }

  @Test
  void verboseOfUnreachableServerPrintsReason() {
    var result =
        terminal
            .with("AZURE_AUTHORITY_HOST", "https://localhost:1")
            .run("token", "get", "--verbose");

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).containsPattern("POST https://localhost:1/\\S+: .+ in \\d+ ms");
  }

  @Test
  void verbosePrintsNoSecret() {
    var tokens = terminal.run("token", "get", "--verbose");
    var secret = Objects.requireNonNull(azure.environment().get("AZURE_CLIENT_SECRET"));
    var secrets = List.of(tokens.out().strip(), secret, "Bearer");

    for (var line :
        List.of("token get", "identity list", "account show", "role list", "group list")) {
      var err = terminal.run((line + " --verbose").split(" ", -1)).err();

      assertThat(err).as(line).contains("https://").doesNotContain(secrets);
    }
  }

  @Test
  void withoutVerboseNothingIsPrinted() {
    assertThat(terminal.run("identity", "list").err()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "https://host/path?api-version=1&t=1&s=abc, https://host/path?api-version=1&t=…&s=…",
    "https://user:password@host:8/path#part, https://host:8/path",
    "https://host/?%24filter=a&sig=b, https://host/?%24filter=a&sig=…",
    "https://host/?$skipToken=a&code, https://host/?$skipToken=a&code=…"
  })
  void urlIsPrintedWithoutValuesOfUnknownParameters(String url, String printed) throws Exception {
    assertThat(RequestLog.withoutSecrets(URI.create(url).toURL())).isEqualTo(printed);
  }
}
