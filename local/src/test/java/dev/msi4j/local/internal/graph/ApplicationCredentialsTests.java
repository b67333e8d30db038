package dev.msi4j.local.internal.graph;

import static dev.msi4j.local.Arm.error;
import static dev.msi4j.local.Arm.json;
import static dev.msi4j.local.Arm.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApplicationCredentialsTests {
  private static final String BODY =
      "{'name':'NAME','issuer':'https://token.actions.githubusercontent.com',"
          + "'subject':'repo:contoso/NAME:environment:production','description':'deploys',"
          + "'audiences':['api://AzureADTokenExchange']}";

  private static final String EXPRESSION =
      "{\"subject\":null,\"issuer\":\"https://issuer.example\",\"claimsMatchingExpression\":"
          + "{\"languageVersion\":1,\"value\":\"claims['sub'] matches 'repo:*'\"}}";

  @AutoClose private static final LocalAzure azure = TestAzure.start();
  private static final DirectoryFixture directory = new DirectoryFixture(azure);

  private final String credentials =
      DirectoryFixture.path(directory.application("deployer")) + "/federatedIdentityCredentials";

  @Test
  void createReturnsCredentialFoundByIdAndName() {
    var created = directory.create(credentials, body("shop"));

    assertThat(created.path("description").asText()).isEqualTo("deploys");
    assertThat(created.path("audiences")).hasToString("[\"api://AzureADTokenExchange\"]");
    for (var key : new String[] {created.path("id").asText(), "shop", "(name='shop')"}) {
      var path = key.startsWith("(") ? credentials + key : credentials + "/" + key;
      assertThat(json(directory.get(path)).path("subject").asText())
          .as(key)
          .isEqualTo("repo:contoso/shop:environment:production");
    }
    assertThat(json(directory.get(credentials)).path("value")).hasSize(1);
    assertThat(error(directory.get(credentials + "/other")))
        .isEqualTo("404 Request_ResourceNotFound");
  }

  @Test
  void listReturnsCredentialsMatchingFilter() {
    directory.create(credentials, body("first"));
    directory.create(credentials, body("second"));

    var found = json(directory.list(credentials, "$filter=name eq 'second'&$select=name"));

    assertThat(found.path("value")).hasToString("[{\"name\":\"second\"}]");
  }

  @Test
  void updateChangesGivenPropertiesOnly() {
    directory.create(credentials, body("shop"));

    var updated =
        directory.send(
            "PATCH", credentials + "/shop", "{'name':'shop','subject':'other','description':null}");

    assertThat(updated.status()).isEqualTo(204);
    var found = json(directory.get(credentials + "/shop"));
    assertThat(found.path("subject").asText()).isEqualTo("other");
    assertThat(found.path("description").isNull()).isTrue();
    assertThat(found.path("issuer").asText()).contains("githubusercontent");
  }

  @Test
  void updateReplacesSubjectByExpression() {
    directory.create(credentials, body("shop"));

    var updated = directory.graph().send("PATCH", credentials + "/shop", "", EXPRESSION);

    assertThat(updated.status()).isEqualTo(204);
    var found = json(directory.get(credentials + "/shop"));
    assertThat(found.path("subject").isNull()).isTrue();
    assertThat(found.path("claimsMatchingExpression").path("value").asText())
        .isEqualTo("claims['sub'] matches 'repo:*'");
  }

  @Test
  void deleteRemovesCredential() {
    directory.create(credentials, body("shop"));

    assertThat(directory.send("DELETE", credentials + "/shop", "").status()).isEqualTo(204);

    assertThat(directory.get(credentials + "/shop").status()).isEqualTo(404);
    assertThat(directory.send("DELETE", credentials + "/shop", "").status()).isEqualTo(404);
  }

  @Test
  void createRejectsTakenNameAndPair() {
    directory.create(credentials, body("shop"));

    var sameName = directory.send("POST", credentials, body("shop"));
    var samePair =
        directory.send("POST", credentials, body("shop").replaceFirst("'shop'", "'other'"));

    assertThat(error(sameName)).isEqualTo("409 Request_MultipleObjectsWithSameKeyValue");
    assertThat(message(sameName))
        .isEqualTo("FederatedIdentityCredential with name shop already exists.");
    assertThat(error(samePair)).isEqualTo("400 InvalidFederatedIdentityCredentialValue");
    assertThat(message(samePair))
        .startsWith("The combination of issuer and subject must be unique for the application.");
  }

  @Test
  void createRejectsTwentyFirstCredential() {
    for (var number = 0; number < 20; number++) {
      directory.create(credentials, body("number" + number));
    }

    var answer = directory.send("POST", credentials, body("one-more"));

    assertThat(error(answer)).isEqualTo("400 Request_BadRequest");
    assertThat(message(answer)).contains("20");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'NAME'|'x'|FederatedIdentityCredential.Name",
        "https://token.actions.githubusercontent.com|http://a.example"
            + "|FederatedIdentityCredential.Issuer",
        "repo:contoso/NAME:environment:production||FederatedIdentityCredential.Subject",
        "['api://AzureADTokenExchange']|[]|FederatedIdentityCredential.Audiences",
        "['api://AzureADTokenExchange']|['a','b']|FederatedIdentityCredential.Audiences"
      })
  void createNamesInvalidProperty(String text, String replacement, String property) {
    var invalid =
        BODY.replace(text, replacement == null ? "" : replacement).replace("NAME", "shop");

    var answer = directory.send("POST", credentials, invalid);

    assertThat(error(answer)).isEqualTo("400 InvalidFederatedIdentityCredentialValue");
    assertThat(message(answer)).contains("paramName: " + property);
  }

  @Test
  void createRejectsUnknownPropertyAndMissingName() {
    assertThat(
            message(directory.send("POST", credentials, body("a-b").replace("issuer", "issuers"))))
        .contains("Invalid property 'issuers'");
    assertThat(message(directory.send("POST", credentials, "{}"))).contains("name");
  }

  @Test
  void updateRejectsOtherName() {
    directory.create(credentials, body("shop"));

    assertThat(message(directory.send("PATCH", credentials + "/shop", "{'name':'other'}")))
        .contains("'name'", "cannot be changed");
  }

  private static String body(String name) {
    return BODY.replace("NAME", name);
  }
}
