package dev.msi4j;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.rest.Response;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.test.StepVerifier;

/** Tests the request of each operation; it is the same for both clients. */
class RequestsTests {
  private static final String HOST = "https://management.azure.com";
  private static final String GROUP = HOST + "/subscriptions/sub/resourceGroups/group";
  private static final String IDENTITY =
      GROUP + "/providers/Microsoft.ManagedIdentity/userAssignedIdentities/identity";
  private static final String V = "?api-version=2024-11-30";
  private static final BinaryData RAW = BinaryData.fromString("{ \"raw\" : 1.0 }");
  private static final Identity NEW_IDENTITY = Identity.builder().location("here").build();
  private static final FederatedIdentityCredential CREDENTIAL =
      FederatedIdentityCredential.builder().issuer("https://i").subject("s").audiences("a").build();
  private static final FlexibleFederatedIdentityCredential FLEXIBLE =
      FlexibleFederatedIdentityCredential.builder()
          .issuer("https://i")
          .claimsMatchingExpression(ClaimsMatchingExpression.of("v"))
          .audiences("a")
          .build();

  record Sent(String line, String body) {}

  interface Sync extends Consumer<ManagedServiceIdentityClient> {}

  interface Async extends Consumer<ManagedServiceIdentityAsyncClient> {}

  static Stream<Arguments> operations() {
    return Stream.of(
        row(
            "PUT " + IDENTITY + V,
            "{\"location\":\"here\"}",
            c -> c.userAssignedIdentities().createOrUpdate("group", "identity", NEW_IDENTITY),
            c ->
                c.userAssignedIdentities()
                    .createOrUpdate("group", "identity", NEW_IDENTITY)
                    .block()),
        row(
            "PUT " + IDENTITY + V,
            "{ \"raw\" : 1.0 }",
            c -> c.userAssignedIdentities().createOrUpdate("group", "identity", RAW),
            c -> c.userAssignedIdentities().createOrUpdate("group", "identity", RAW).block()),
        row(
            "GET " + IDENTITY + V,
            "",
            c -> c.userAssignedIdentities().get("group", "identity"),
            c -> c.userAssignedIdentities().get("group", "identity").block()),
        row(
            "GET " + IDENTITY.replace("/sub/", "/other/") + V,
            "",
            c -> c.userAssignedIdentities().get(otherIdentity()),
            c -> c.userAssignedIdentities().get(otherIdentity()).block()),
        row(
            "PATCH " + IDENTITY + V,
            "{\"tags\":{}}",
            c -> c.userAssignedIdentities().update("group", "identity", noTags()),
            c -> c.userAssignedIdentities().update("group", "identity", noTags()).block()),
        row(
            "PATCH " + IDENTITY + V,
            "{ \"raw\" : 1.0 }",
            c -> c.userAssignedIdentities().update("group", "identity", RAW),
            c -> c.userAssignedIdentities().update("group", "identity", RAW).block()),
        row(
            "DELETE " + IDENTITY + V,
            "",
            c -> c.userAssignedIdentities().delete("group", "identity"),
            c -> c.userAssignedIdentities().delete("group", "identity").block()),
        row(
            "GET "
                + HOST
                + "/subscriptions/sub/providers/Microsoft.ManagedIdentity/userAssignedIdentities"
                + V,
            "",
            c -> c.userAssignedIdentities().listBySubscription().forEach(RequestsTests::ignore),
            c -> c.userAssignedIdentities().listBySubscription().blockLast()),
        row(
            "GET " + GROUP + "/providers/Microsoft.ManagedIdentity/userAssignedIdentities" + V,
            "",
            c ->
                c.userAssignedIdentities()
                    .listByResourceGroup("group")
                    .forEach(RequestsTests::ignore),
            c -> c.userAssignedIdentities().listByResourceGroup("group").blockLast()),
        row(
            "POST "
                + IDENTITY
                + "/listAssociatedResources?$filter=contains(name%2C%20%27a%27)&$orderby=name%20asc&$top=10&$skip=1&$skiptoken=x%3D%3D"
                + "&api-version=2022-01-31-preview",
            "",
            c ->
                c.userAssignedIdentities()
                    .listAssociatedResources("group", "identity", query())
                    .forEach(RequestsTests::ignore),
            c ->
                c.userAssignedIdentities()
                    .listAssociatedResources("group", "identity", query())
                    .blockLast()),
        row(
            "POST " + IDENTITY + "/revokeTokens?api-version=2023-07-31-preview",
            "",
            c -> c.userAssignedIdentities().revokeTokens("group", "identity"),
            c -> c.userAssignedIdentities().revokeTokens("group", "identity").block()),
        row(
            "GET " + HOST + "/a/b/providers/Microsoft.ManagedIdentity/identities/default" + V,
            "",
            c -> c.systemAssignedIdentities().getByScope("/a/b"),
            c -> c.systemAssignedIdentities().getByScope("a/b").block()),
        row(
            "PUT " + IDENTITY + "/federatedIdentityCredentials/cred" + V,
            "{\"properties\":{\"issuer\":\"https://i\",\"subject\":\"s\",\"audiences\":[\"a\"]}}",
            c ->
                c.federatedIdentityCredentials()
                    .createOrUpdate("group", "identity", "cred", CREDENTIAL),
            c ->
                c.federatedIdentityCredentials()
                    .createOrUpdate("group", "identity", "cred", CREDENTIAL)
                    .block()),
        row(
            "PUT " + IDENTITY + "/federatedIdentityCredentials/cred" + V,
            "{ \"raw\" : 1.0 }",
            c -> c.federatedIdentityCredentials().createOrUpdate("group", "identity", "cred", RAW),
            c ->
                c.federatedIdentityCredentials()
                    .createOrUpdate("group", "identity", "cred", RAW)
                    .block()),
        row(
            "GET " + IDENTITY + "/federatedIdentityCredentials/cred" + V,
            "",
            c -> c.federatedIdentityCredentials().get("group", "identity", "cred"),
            c -> c.federatedIdentityCredentials().get("group", "identity", "cred").block()),
        row(
            "DELETE " + IDENTITY + "/federatedIdentityCredentials/cred" + V,
            "",
            c -> c.federatedIdentityCredentials().delete("group", "identity", "cred"),
            c -> c.federatedIdentityCredentials().delete("group", "identity", "cred").block()),
        row(
            "GET " + IDENTITY + "/federatedIdentityCredentials" + V,
            "",
            c ->
                c.federatedIdentityCredentials()
                    .list("group", "identity")
                    .forEach(RequestsTests::ignore),
            c -> c.federatedIdentityCredentials().list("group", "identity").blockLast()),
        row(
            "GET "
                + IDENTITY
                + "/federatedIdentityCredentials?$top=2&$skiptoken=t&api-version=2024-11-30",
            "",
            c ->
                c.federatedIdentityCredentials()
                    .list("group", "identity", 2, "t")
                    .forEach(RequestsTests::ignore),
            c -> c.federatedIdentityCredentials().list("group", "identity", 2, "t").blockLast()),
        row(
            "PUT "
                + IDENTITY
                + "/flexibleFederatedIdentityCredentials/cred?api-version=2025-01-31-preview",
            "{\"properties\":{\"issuer\":\"https://i\",\"audiences\":[\"a\"],"
                + "\"claimsMatchingExpression\":{\"value\":\"v\",\"languageVersion\":1}}}",
            c ->
                c.flexibleFederatedIdentityCredentials()
                    .createOrUpdate("group", "identity", "cred", FLEXIBLE),
            c ->
                c.flexibleFederatedIdentityCredentials()
                    .createOrUpdate("group", "identity", "cred", FLEXIBLE)
                    .block()),
        row(
            "GET "
                + IDENTITY
                + "/flexibleFederatedIdentityCredentials/cred?api-version=2025-01-31-preview",
            "",
            c -> c.flexibleFederatedIdentityCredentials().get("group", "identity", "cred"),
            c -> c.flexibleFederatedIdentityCredentials().get("group", "identity", "cred").block()),
        row(
            "GET " + HOST + "/providers/Microsoft.ManagedIdentity/operations" + V,
            "",
            c -> c.operations().list().forEach(RequestsTests::ignore),
            c -> c.operations().list().blockLast()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("operations")
  void areEqualForBothClients(Sent expected, Sync sync, Async async) {
    var http = new CannedHttpClient().respond(200, "{}").respond(200, "{}");

    sync.accept(http.client().buildClient());
    async.accept(http.client().buildAsyncClient());

    assertThat(http.lines()).containsExactly(expected.line, expected.line);
    assertThat(http.requests())
        .allSatisfy(request -> {
          var headers = request.getHeaders();
          var body = request.getBodyAsBinaryData();
          assertThat(headers.getValue(HttpHeaderName.ACCEPT)).isEqualTo("application/json");
          assertThat(body == null ? "" : body.toString()).isEqualTo(expected.body);
          assertThat(headers.getValue(HttpHeaderName.CONTENT_TYPE))
              .isEqualTo(body == null ? null : "application/json");
        });
  }

  @Test
  void deleteDistinguishesDeletedFromMissing() {
    var http = new CannedHttpClient().respond(200, "").respond(204, "").respond(204, "");
    var identities = http.client().buildClient().userAssignedIdentities();

    assertThat(identities.delete("group", "identity")).isEqualTo(DeleteResult.DELETED);
    assertThat(identities.delete("group", "identity")).isEqualTo(DeleteResult.NOT_FOUND);
    assertThat(identities.deleteWithResponse("group", "identity", Context.NONE).getStatusCode())
        .isEqualTo(204);
  }

  @Test
  void responseContainsTheHeaders() {
    var http = new CannedHttpClient().respond(201, Map.of("Location", "/x"), "{\"name\":\"n\"}");

    Response<Identity> response =
        http.client()
            .buildClient()
            .userAssignedIdentities()
            .createOrUpdateWithResponse("group", "identity", NEW_IDENTITY, Context.NONE);

    assertThat(response.getStatusCode()).isEqualTo(201);
    assertThat(response.getHeaders().getValue(HttpHeaderName.LOCATION)).isEqualTo("/x");
    assertThat(response.getValue().name()).isEqualTo("n");
  }

  @Test
  void streamBodyIsSentAgainByARetry() {
    var http =
        new CannedHttpClient().respond(503, Map.of("Retry-After", "0"), "").respond(200, "{}");
    var body = new ByteArrayInputStream("{\"a\":1}".getBytes(StandardCharsets.UTF_8));

    http.client()
        .buildClient()
        .userAssignedIdentities()
        .createOrUpdate("group", "identity", BinaryData.fromStream(body));

    assertThat(http.requests())
        .extracting(request -> request.getBodyAsBinaryData().toString())
        .containsExactly("{\"a\":1}", "{\"a\":1}");
  }

  @Test
  void asynchronousClientSendsNothingBeforeSubscription() {
    var http = new CannedHttpClient();
    var identities = http.client().buildAsyncClient().userAssignedIdentities();

    var wrong = identities.get("..", "identity");

    StepVerifier.create(wrong).verifyError(IllegalArgumentException.class);
    assertThat(http.requests()).isEmpty();
  }

  private static Arguments row(String line, String body, Sync sync, Async async) {
    return Arguments.of(new Sent(line, body), sync, async);
  }

  private static ResourceId otherIdentity() {
    return ResourceId.userAssignedIdentity("other", "group", "identity");
  }

  private static IdentityUpdate noTags() {
    return IdentityUpdate.builder().noTags().build();
  }

  private static AssociatedResourcesQuery query() {
    return AssociatedResourcesQuery.builder()
        .filter("contains(name, 'a')")
        .orderby("name asc")
        .top(10)
        .skip(1)
        .skiptoken("x==")
        .build();
  }

  private static void ignore(Object item) {
    assertThat(item).isNotNull();
  }
}
