package dev.msi4j.local;

import static dev.msi4j.local.Arm.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.msi4j.local.internal.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StateArchiveTests {
  private static final String NETWORK = "2023-09-01";
  private static final String SUBSCRIPTION =
      """
      {"format":1,"documents":{"subscription":{"SUB":{"subscriptionId":"SUB","tenantId":"TENANT","displayName":"Other"}}}}\
      """;
  private static final String OTHER = "00000000-1111-2222-3333-444444444444";

  @Test
  void importRestoresExportInAnotherDirectory(@TempDir Path here, @TempDir Path existing)
      throws IOException {
    String secret;
    try (var azure = TestAzure.builder(here).start()) {
      fill(azure);
      secret = azure.clientSecret();
    }
    var exported = export(here);

    try (var state = TestAzure.builder(existing).openState()) {
      state.importFrom(exported, false);
    }

    assertThat(export(existing)).isEqualTo(exported);
    try (var azure = TestAzure.builder(existing).start()) {
      var arm = Arm.signIn(azure);
      assertThat(azure.clientSecret()).isEqualTo(secret);
      assertThat(arm.get(arm.identity("rg", "web"), Arm.VERSION).status()).isEqualTo(200);
    }
  }

  /** Creates documents of many kinds. */
  private static void fill(LocalAzure azure) {
    var arm = Arm.signIn(azure);
    arm.createGroup("rg");
    arm.createIdentity("rg", "web");
    var credential = arm.identity("rg", "web") + "/federatedIdentityCredentials/pipeline";
    var address = arm.group("rg") + "/providers/Microsoft.Network/publicIPAddresses/front";
    arm.assign(
        arm.subscription(),
        azure.createServicePrincipal("reader"),
        "acdd72a7-3385-48ef-bd42-f606fba81ae7");
    var unused = azure.createIssuer("cluster");
    assertThat(
            arm.put(
                    credential,
                    Arm.VERSION,
                    """
                    {"properties":{"issuer":"https://issuer.example","subject":"it's \\"me\\"",\
                    "audiences":["api://AzureADTokenExchange"]}}\
                    """)
                .status())
        .isEqualTo(201);
    assertThat(
            arm.put(
                    address,
                    NETWORK,
                    """
                    {"location":"eastus","sku":{"name":"Standard"},"properties":\
                    {"publicIPAllocationMethod":"Static","dnsSettings":{"domainNameLabel":"front"}}}\
                    """)
                .status())
        .isEqualTo(201);
  }

  @Test
  void exportIsSortedJson(@TempDir Path folder) throws IOException {
    TestAzure.builder(folder).start().close();

    var document = Json.parse(export(folder));

    assertThat(document.path("format").asInt()).isEqualTo(1);
    var kinds = new ArrayList<String>();
    document.path("documents").fieldNames().forEachRemaining(kinds::add);
    assertThat(kinds)
        .contains("account", "principal", "signing-key", "subscription", "tenant")
        .isSorted();
    assertThat(document.at("/documents/account/account/clientId").asText()).isNotEmpty();
    assertThat(document.at("/documents/tenant/tenant").isTextual()).isTrue();
  }

  @Test
  void importReplacesExistingStateOnlyIfRequested(@TempDir Path here, @TempDir Path existing) {
    TestAzure.builder(here).start().close();
    TestAzure.builder(existing).start().close();
    var exported = export(here);
    var before = export(existing);

    try (var state = TestAzure.builder(existing).openState()) {
      assertThatIllegalStateException()
          .isThrownBy(() -> state.importFrom(exported, false))
          .withMessageContaining("the state exists already, with ");
      assertThat(state.export()).isEqualTo(before);

      state.importFrom(exported, true);
      assertThat(state.export()).isEqualTo(exported);
    }
  }

  @Test
  void resetCreatesNewAccountAtNextStart(@TempDir Path folder) {
    UUID client;
    try (var azure = TestAzure.builder(folder).start()) {
      client = azure.clientId();
    }

    try (var state = TestAzure.builder(folder).openState()) {
      state.reset();
      assertThat(state.export()).doesNotContain(client.toString());
    }

    try (var azure = TestAzure.builder(folder).start()) {
      assertThat(azure.clientId()).isNotEqualTo(client);
      var arm = Arm.signIn(azure);
      assertThat(json(arm.get("/subscriptions", "2022-12-01")).path("value")).hasSize(1);
    }
  }

  @Test
  void seedAddsDocumentsToExistingState(@TempDir Path folder) throws IOException {
    String tenant;
    try (var azure = TestAzure.builder(folder).start()) {
      tenant = azure.tenantId().toString();
    }
    var seed = SUBSCRIPTION.replace("SUB", OTHER).replace("TENANT", tenant);

    try (var state = TestAzure.builder(folder).openState()) {
      state.seed(seed);

      var seeded = state.export();
      assertThat(Json.parse(seeded).at("/documents/subscription")).hasSize(2);
      assertThatIllegalStateException()
          .isThrownBy(() -> state.seed(seed))
          .withMessage("the subscription '" + OTHER + "' exists already");
      assertThat(state.export()).isEqualTo(seeded);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ | the state is not JSON at line 1, column 2: unexpected end of the document",
        "{\"a\":secret} | the state is not JSON at line 1, column 6: unexpected character or word",
        "[] | the state must be a JSON object",
        "{\"documents\":{}} | format is '': it must be 1",
        "{\"format\":2,\"documents\":{}} | format is '2': it must be 1",
        "{\"format\":1} | documents must be a JSON object",
        "{\"format\":1,\"documents\":{\"tenant\":[]}} | tenant must be a JSON object",
        "{\"format\":1,\"documents\":{\"toys\":{\"a\":{}}}} | kind is 'toys': it must be one that",
        "{\"format\":1,\"documents\":{\"tenant\":{\"a\":{}}}} | the body of tenant 'a' must be a"
            + " text",
        "{\"format\":1,\"documents\":{\"issuer\":{\"a\":1}}} | the body of issuer 'a' must be an",
        "{\"format\":1,\"documents\":{\"issuer\":{\"a\":{},\"a\":{}}}} | the state is not JSON at"
            + " line 1, column 46: duplicate",
      })
  void importRejectsInvalidExportAndWritesNothing(
      String text, String message, @TempDir Path folder) {
    try (var state = TestAzure.builder(folder).openState()) {
      var before = state.export();

      assertThatIllegalArgumentException()
          .isThrownBy(() -> state.importFrom(text, true))
          .withMessageStartingWith(message)
          .satisfies(e ->
              assertThat(e)
                  .hasMessageNotContaining("StreamRead")
                  .hasMessageNotContaining("secret"));
      assertThatIllegalArgumentException().isThrownBy(() -> state.seed(text));
      assertThat(state.export()).isEqualTo(before);
    }
  }

  @Test
  void openStateRequiresDirectoryOrDatabase() {
    assertThatIllegalStateException()
        .isThrownBy(() -> LocalAzure.builder().openState())
        .withMessage("no state to open: set stateDirectory or database");
  }

  private static String export(Path folder) {
    try (var state = TestAzure.builder(folder).openState()) {
      return state.export();
    }
  }
}
