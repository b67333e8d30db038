package dev.msi4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.azure.core.util.BinaryData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentValidatorTests {
  private final CannedHttpClient http = new CannedHttpClient();
  private final ManagedServiceIdentityClient client = http.client().buildClient();
  private final ArgumentValidator strict = new ArgumentValidator(true);
  private final ArgumentValidator lenient = new ArgumentValidator(false);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "g",
        "my-group",
        "a.b",
        "(x)",
        "_",
        "9",
        "a-.b",
        "rg-",
        "größe",
        "gro\u0308ße",
        "検証",
        "समूह",
        "группа",
        "𠮷"
      })
  void acceptsResourceGroupsThatAzureAccepts(String group) {
    assertThat(strict.resourceGroup(group)).isEqualTo(group);
    assertThat(strict.resourceGroup("x".repeat(90))).hasSize(90);
    assertThat(strict.resourceGroup("検".repeat(90))).hasSize(90);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ends.", "a b", "a/b", "a%2Fb", "a$", "a\n", "€"})
  void rejectsResourceGroupsThatAzureRejects(String group) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> strict.resourceGroup(group))
        .withMessageStartingWith("resourceGroup '" + group + "' must be 1 to 90 letters");
    assertThat(lenient.resourceGroup(group)).isEqualTo(group);
  }

  @Test
  void enforcesTheLengthOfNames() {
    assertThatIllegalArgumentException().isThrownBy(() -> strict.resourceGroup("x".repeat(91)));
    assertThatIllegalArgumentException().isThrownBy(() -> strict.identityName("ab"));
    assertThatIllegalArgumentException().isThrownBy(() -> strict.identityName("x".repeat(129)));
    assertThatIllegalArgumentException().isThrownBy(() -> strict.credentialName("ab"));
    assertThatIllegalArgumentException().isThrownBy(() -> strict.credentialName("x".repeat(121)));
    assertThat(strict.identityName("abc")).hasSize(3);
    assertThat(strict.identityName("x".repeat(128))).hasSize(128);
    assertThat(strict.credentialName("a-_")).hasSize(3);
    assertThat(strict.credentialName("x".repeat(120))).hasSize(120);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-abc", "_abc", "a.bc", "a bc", "abc\n", "äbc"})
  void rejectsNamesThatAzureRejects(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> strict.identityName(name))
        .withMessageStartingWith("name '" + name + "' must be 3 to 128 letters");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> strict.credentialName(name))
        .withMessageStartingWith("credentialName '" + name + "' must be 3 to 120 letters");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", " ", ".", ".."})
  void rejectsBlankNamesAndDotSegmentsInAnyCase(String name) {
    assertThatIllegalArgumentException().isThrownBy(() -> lenient.resourceGroup(name));
    assertThatIllegalArgumentException().isThrownBy(() -> lenient.identityName(name));
    assertThatIllegalArgumentException().isThrownBy(() -> lenient.credentialName(name));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> lenient.subscriptionId("subscriptionId", name));
    assertThatIllegalArgumentException().isThrownBy(() -> lenient.scope(name));
  }

  @ParameterizedTest
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "/subscriptions/0-a,0-a",
        "subscriptions/0-a/,0-a",
        "/SUBSCRIPTIONS/0-a/resourceGroups/g,0-a",
        "'0-a\n',0-a",
        " 0-a,0-a",
        "0-a/,0-a",
        "/subscriptions/11111111-1111-1111-1111-111111111111,11111111-1111-1111-1111-111111111111",
        "'11111111-1111-1111-1111-111111111111\n',11111111-1111-1111-1111-111111111111",
        " 11111111-1111-1111-1111-111111111111,11111111-1111-1111-1111-111111111111"
      })
  void rejectsASubscriptionIdWithMoreThanTheIdAndSuggestsTheId(String value, String id) {
    String rule =
        "' must be the id of a subscription alone, letters, digits and hyphens: use '" + id + "'";

    assertThatIllegalArgumentException()
        .isThrownBy(() -> lenient.subscriptionId("AZURE_SUBSCRIPTION_ID", value))
        .withMessage("AZURE_SUBSCRIPTION_ID '" + value + rule);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> http.client().subscriptionId(value).buildClient())
        .withMessage("subscriptionId '" + value + rule);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> http.client().subscriptionId(value).buildAsyncClient())
        .withMessage("subscriptionId '" + value + rule);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0 a", "a?b", "a%20", "ä", "a#", "\u001b"})
  void rejectsSubscriptionIdsWithOtherCharacters(String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> lenient.subscriptionId("subscriptionId", value))
        .withMessageContaining("letters, digits and hyphens");
  }

  @Test
  void percentEncodesNamesWithoutValidation() {
    var lenient = http.respond(200, "{}").client().validation(false).buildClient();

    lenient.userAssignedIdentities().get("a/b?c#d%e é", "../x");

    assertThat(http.lines().get(0))
        .contains("/resourceGroups/a%2Fb%3Fc%23d%25e%20%C3%A9/")
        .endsWith("/userAssignedIdentities/..%2Fx?api-version=2024-11-30");
  }

  @ParameterizedTest
  @CsvSource({
    "subscriptions/s/resourceGroups/g, subscriptions/s/resourceGroups/g",
    "/subscriptions/s/resourceGroups/g, subscriptions/s/resourceGroups/g",
    "/subscriptions/s/, subscriptions/s",
  })
  void acceptsAScopeWithAndWithoutOuterSlashes(String scope, String path) {
    http.respond(200, "{}");

    client.systemAssignedIdentities().getByScope(scope);

    assertThat(http.lines().get(0))
        .isEqualTo(
            "GET https://management.azure.com/"
                + path
                + "/providers/Microsoft.ManagedIdentity/identities/default?api-version=2024-11-30");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "subscriptions//s", "a/../b", "a/./b"})
  void rejectsAScopeWithEmptyOrDotSegments(String scope) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> client.systemAssignedIdentities().getByScope(scope))
        .withMessageStartingWith("scope '" + scope + "' must");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://issuer.example",
        "issuer.example",
        "https:",
        "https://a b",
        "//x",
        "https://:443",
        "https:///x"
      })
  void rejectsAnIssuerThatIsNotAnHttpsUrl(String issuer) {
    assertRejected(
        credential().issuer(issuer),
        "credential.issuer '" + issuer + "' must be an absolute https URL");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://my_issuer.example.com",
        "https://issuer.example.com:8443/tenant/path",
        "https://bücher.example",
        "https://xn--bcher-kva.example/",
        "https://[2001:db8::1]:444",
        "HTTPS://issuer.example.com"
      })
  void acceptsAnIssuerWithAnyHost(String issuer) {
    var credential = credential().issuer(issuer).build();

    assertThatCode(() -> strict.federation(credential.federation())).doesNotThrowAnyException();
  }

  @Test
  void requiresIssuerSubjectAndAudience() {
    assertRejected(
        FederatedIdentityCredential.builder().subject("s").audiences("a"),
        "credential.issuer 'null' must be an absolute https URL");
    assertRejected(
        FederatedIdentityCredential.builder().issuer("https://i").audiences("a"),
        "credential.subject 'null' must be set, unless the API version supports a claimsMatchingExpression");
    assertRejected(
        credential().audiences(), "credential.audiences '[]' must contain an audience, such as");
    assertRejected(credential().audiences("a", " "), "credential.audiences ' ' must not be blank");
  }

  @Test
  void requiresEitherSubjectOrExpression() throws Exception {
    var both =
        FederatedIdentityCredential.fromJson(
            com.azure.json.JsonProviders.createReader(
                "{\"properties\":{\"issuer\":\"https://i\",\"subject\":\"s\",\"audiences\":[\"a\"],"
                    + "\"claimsMatchingExpression\":{\"value\":\"v\",\"languageVersion\":1}}}"));

    assertRejected(
        both.toBuilder(),
        "credential.subject 's' must not be set together with a claimsMatchingExpression");
    assertThatCode(() ->
            strict.federation(
                credential()
                    .claimsMatchingExpression(ClaimsMatchingExpression.of("v"))
                    .build()
                    .federation()))
        .doesNotThrowAnyException();
  }

  @Test
  void requiresALocationToCreateAnIdentity() {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            client
                .userAssignedIdentities()
                .createOrUpdate("group", "name", Identity.builder().location(" ").build()))
        .withMessage("identity.location ' ' must be set, such as westeurope");
  }

  @Test
  void rejectsPageSizeZeroAndNegativeSkip() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> client.federatedIdentityCredentials().list("group", "name", 0, null))
        .withMessage("top '0' must be at least 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            client
                .userAssignedIdentities()
                .listAssociatedResources(
                    "group", "name", AssociatedResourcesQuery.builder().skip(-1).build()))
        .withMessage("skip '-1' must be at least 0");
  }

  @Test
  void sendsInvalidNamesWithoutValidation() {
    var lenient =
        http.respond(200, "{}").respond(200, "{}").client().validation(false).buildClient();

    lenient.userAssignedIdentities().createOrUpdate("g.", "x", Identity.builder().build());
    lenient
        .federatedIdentityCredentials()
        .createOrUpdate("g.", "x", "y", FederatedIdentityCredential.builder().build());

    assertThat(http.requests()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/subscriptions/s/resourceGroups/g",
        "/providers/Microsoft.ManagedIdentity/userAssignedIdentities/name",
        "/subscriptions/s/providers/Microsoft.ManagedIdentity/userAssignedIdentities/name",
        "/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/vm"
            + "/providers/Microsoft.ManagedIdentity/userAssignedIdentities/name",
        "/subscriptions/s/resourceGroups/g/providers/Microsoft.ManagedIdentity"
            + "/userAssignedIdentities/name/federatedIdentityCredentials/cred"
      })
  void rejectsAResourceIdThatIsNotAnIdentity(String id) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> client.userAssignedIdentities().get(ResourceId.parse(id)))
        .withMessage("id '" + id + "' must be the id of a user-assigned identity");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> client.federatedIdentityCredentials().list(ResourceId.parse(id)))
        .withMessage("id '" + id + "' must be the id of a user-assigned identity");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/subscriptions/s",
        "/subscriptions/s/resourceGroups/g/providers/Microsoft.ManagedIdentity"
            + "/userAssignedIdentities/name",
        "/subscriptions/s/providers/Microsoft.ManagedIdentity"
            + "/userAssignedIdentities/name/federatedIdentityCredentials/cred",
        "/subscriptions/s/resourceGroups/g/providers/Microsoft.ManagedIdentity"
            + "/userAssignedIdentities/name/otherCredentials/cred"
      })
  void rejectsAResourceIdThatIsNotACredential(String id) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> client.federatedIdentityCredentials().get(ResourceId.parse(id)))
        .withMessage(
            "id '"
                + id
                + "' must be the id of a resource of type Microsoft.ManagedIdentity"
                + "/userAssignedIdentities/federatedIdentityCredentials");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> client.flexibleFederatedIdentityCredentials().get(ResourceId.parse(id)))
        .withMessageEndingWith("/userAssignedIdentities/flexibleFederatedIdentityCredentials");
  }

  @Test
  void validatesTheNamesInAResourceId() {
    ResourceId identity = ResourceId.userAssignedIdentity("sub", "group", "a.b");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> client.userAssignedIdentities().delete(identity))
        .withMessageStartingWith("name 'a.b' must be 3 to 128");
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            client
                .userAssignedIdentities()
                .get(ResourceId.userAssignedIdentity("a b", "group", "name")))
        .withMessageStartingWith("subscriptionId 'a b' must be the id of a subscription alone");
    assertThat(http.requests()).isEmpty();
  }

  @Test
  @SuppressWarnings("NullAway")
  void rejectsNullAsBody() {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            client.userAssignedIdentities().createOrUpdate("group", "name", (BinaryData) null))
        .withMessage("json must not be null");
    assertThat(http.requests()).isEmpty();
  }

  private static FederatedIdentityCredential.Builder credential() {
    return FederatedIdentityCredential.builder()
        .issuer("https://issuer.example/path")
        .subject("system:serviceaccount:ns:name")
        .audiences("api://AzureADTokenExchange");
  }

  private void assertRejected(FederatedIdentityCredential.Builder credential, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            client
                .federatedIdentityCredentials()
                .createOrUpdate("group", "identity", "name", credential.build()))
        .withMessageStartingWith(message);
    assertThat(http.requests()).isEmpty();
  }
}
