package dev.msi4j;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;
import com.azure.json.JsonSerializable;
import com.azure.json.ReadValueCallback;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ModelJsonTests {
  private static final String IDENTITY =
      """
      {"id":"/subscriptions/s/resourcegroups/g/providers/Microsoft.ManagedIdentity/userAssignedIdentities/n",\
      "name":"n","type":"Microsoft.ManagedIdentity/userAssignedIdentities",\
      "systemData":{"createdBy":"me","createdByType":"User","createdAt":"2024-11-30T10:20:30.123Z",\
      "lastModifiedBy":"you","lastModifiedByType":"Robot","lastModifiedAt":"2024-12-01T00:00Z"},\
      "location":"westeurope","tags":{"a":"1","b":""},\
      "properties":{"tenantId":"11111111-1111-1111-1111-111111111111",\
      "principalId":"22222222-2222-2222-2222-222222222222",\
      "clientId":"33333333-3333-3333-3333-333333333333","isolationScope":"Regional",\
      "assignmentRestrictions":{"providers":["Microsoft.Compute"],"new":1},\
      "newer":{"x":[1,2.50,"\\u00e9",null,true]}},"zones":["1"]}\
      """;

  @Test
  void readsAnIdentity() throws IOException {
    var identity = read(IDENTITY, Identity::fromJson);

    assertThat(identity.resourceId()).isEqualTo(ResourceId.userAssignedIdentity("s", "g", "n"));
    assertThat(identity.name()).isEqualTo("n");
    assertThat(identity.type()).isEqualTo("Microsoft.ManagedIdentity/userAssignedIdentities");
    assertThat(identity.location()).isEqualTo("westeurope");
    assertThat(identity.tags()).isEqualTo(Map.of("a", "1", "b", ""));
    assertThat(identity.clientId())
        .isEqualTo(UUID.fromString("33333333-3333-3333-3333-333333333333"));
    assertThat(identity.principalId())
        .isEqualTo(UUID.fromString("22222222-2222-2222-2222-222222222222"));
    assertThat(identity.tenantId())
        .isEqualTo(UUID.fromString("11111111-1111-1111-1111-111111111111"));
    assertThat(identity.isolationScope()).isEqualTo(IsolationScope.REGIONAL);
    assertThat(identity.assignmentRestrictions())
        .isEqualTo(
            read(
                "{\"providers\":[\"Microsoft.Compute\"],\"new\":1}",
                AssignmentRestrictions::fromJson));
  }

  @Test
  void readsSystemData() throws IOException {
    var systemData = requireNonNull(read(IDENTITY, Identity::fromJson).systemData());

    assertThat(systemData.createdBy()).isEqualTo("me");
    assertThat(systemData.createdByType()).isEqualTo(CreatedByType.USER);
    assertThat(systemData.createdAt()).isEqualTo(OffsetDateTime.parse("2024-11-30T10:20:30.123Z"));
    assertThat(systemData.lastModifiedBy()).isEqualTo("you");
    assertThat(systemData.lastModifiedByType()).isEqualTo(CreatedByType.of("robot"));
    assertThat(systemData.lastModifiedAt()).isEqualTo(OffsetDateTime.parse("2024-12-01T00:00:00Z"));
  }

  @Test
  void roundTripsAnIdentity() throws IOException {
    var identity = read(IDENTITY, Identity::fromJson);

    assertThat(read(identity.toJsonString(), Identity::fromJson))
        .isEqualTo(identity)
        .hasSameHashCodeAs(identity)
        .hasToString(identity.toString());
    assertThat(identity.toBuilder().build()).isEqualTo(identity);
  }

  @Test
  void requestContainsWritableAndUnknownProperties() throws IOException {
    var changed = read(IDENTITY, Identity::fromJson).toBuilder().tag("c", "3").build();

    assertThat(request(changed))
        .isEqualTo(
            "{\"location\":\"westeurope\",\"tags\":{\"a\":\"1\",\"b\":\"\",\"c\":\"3\"},"
                + "\"properties\":{\"isolationScope\":\"Regional\","
                + "\"assignmentRestrictions\":{\"providers\":[\"Microsoft.Compute\"],\"new\":1},"
                + "\"newer\":{\"x\":[1,2.50,\"é\",null,true]}},\"zones\":[\"1\"]}");
  }

  @Test
  void requestContainsOnlyPropertiesThatAreSet() {
    assertThat(request(Identity.builder().location("here").build()))
        .isEqualTo("{\"location\":\"here\"}");
    assertThat(request(Identity.builder().location("here").tags(Map.of()).build()))
        .isEqualTo("{\"location\":\"here\",\"tags\":{}}");
  }

  @Test
  void readsMissingAndNullMembersAsAbsent() throws IOException {
    for (String json :
        new String[] {
          "{}",
          "{\"properties\":{}}",
          "{\"id\":null,\"name\":null,\"tags\":null,\"systemData\":null,\"properties\":null}",
          "{\"tags\":{\"a\":null},\"properties\":{\"clientId\":null,\"isolationScope\":null,"
              + "\"assignmentRestrictions\":null,\"tenantId\":\"\"}}"
        }) {
      var identity = read(json, Identity::fromJson);

      assertThat(identity.id()).isNull();
      assertThat(identity.resourceId()).isNull();
      assertThat(identity.clientId()).isNull();
      assertThat(identity.isolationScope()).isNull();
      assertThat(identity.tags()).isEmpty();
    }
  }

  @Test
  void messageNamesTheInvalidMember() {
    assertThatIOException()
        .isThrownBy(() -> read("{\"properties\":{\"clientId\":\"x\"}}", Identity::fromJson))
        .withMessage("properties: clientId: 'x' is not a GUID");
    assertThatIOException()
        .isThrownBy(() -> read("{\"name\":{\"a\":1}}", Identity::fromJson))
        .withMessage("name: expected a string, found START_OBJECT");
    assertThatIOException()
        .isThrownBy(() -> read("{\"systemData\":{\"createdAt\":\"now\"}}", Identity::fromJson))
        .withMessage("systemData: createdAt: 'now' is not a date and time");
    assertThatIOException()
        .isThrownBy(() -> read("[]", Identity::fromJson))
        .withMessage("expected an object, found START_ARRAY");
  }

  @Test
  void updateClearsTagsOnlyOnRequest() throws IOException {
    assertThat(IdentityUpdate.builder().noTags().build().toJsonString()).isEqualTo("{\"tags\":{}}");
    assertThat(IdentityUpdate.builder().build().toJsonString()).isEqualTo("{}");
    assertThat(
            IdentityUpdate.builder()
                .isolationScope(IsolationScope.NONE)
                .tag("a", "1")
                .build()
                .toJsonString())
        .isEqualTo("{\"tags\":{\"a\":\"1\"},\"properties\":{\"isolationScope\":\"None\"}}");
  }

  @Test
  void updateStartsWithTheTagsOfTheIdentity() throws IOException {
    var identity = read(IDENTITY, Identity::fromJson);
    var update = identity.toUpdate().withoutTag("b").tag("c", "3").build();

    assertThat(update.toJsonString()).isEqualTo("{\"tags\":{\"a\":\"1\",\"c\":\"3\"}}");
    assertThat(update.id()).isEqualTo(identity.id());
    assertThat(update.clientId()).isEqualTo(identity.clientId());
    assertThat(read(update.toJsonString(), IdentityUpdate::fromJson).tags())
        .isEqualTo(update.tags());
  }

  @Test
  void readsASystemAssignedIdentity() throws IOException {
    var json =
        "{\"id\":\"/x\",\"location\":\"here\",\"name\":\"n\",\"type\":\"t\",\"properties\":"
            + "{\"clientId\":\"33333333-3333-3333-3333-333333333333\","
            + "\"clientSecretUrl\":\"https://secret\",\"more\":1},\"kind\":\"k\"}";
    var identity = read(json, SystemAssignedIdentity::fromJson);

    assertThat(identity.clientSecretUrl()).isEqualTo("https://secret");
    assertThat(identity.location()).isEqualTo("here");
    assertThat(identity.tags()).isEmpty();
    assertThat(read(identity.toJsonString(), SystemAssignedIdentity::fromJson)).isEqualTo(identity);
    assertThat(identity.toJsonString()).contains("\"more\":1", "\"kind\":\"k\"");
  }

  @Test
  void readsAndSendsAFederatedIdentityCredential() throws IOException {
    var json =
        "{\"id\":\"/x\",\"name\":\"n\",\"type\":\"t\",\"properties\":{\"issuer\":\"https://i\","
            + "\"subject\":\"s\",\"audiences\":[\"a\"],\"more\":{\"y\":2}},\"etag\":\"e\"}";
    var credential = read(json, FederatedIdentityCredential::fromJson);

    assertThat(credential.issuer()).isEqualTo("https://i");
    assertThat(credential.audiences()).containsExactly("a");
    assertThat(credential.toJsonString()).isEqualTo(json);
    assertThat(text(Json.bytes(credential.toBuilder().subject("t").build()::writeRequest)))
        .isEqualTo(
            "{\"properties\":{\"issuer\":\"https://i\",\"subject\":\"t\",\"audiences\":[\"a\"],"
                + "\"more\":{\"y\":2}},\"etag\":\"e\"}");
  }

  @Test
  void expressionReplacesTheSubject() throws IOException {
    var credential =
        FederatedIdentityCredential.builder()
            .issuer("https://i")
            .subject("s")
            .claimsMatchingExpression(ClaimsMatchingExpression.of("claims['sub'] matches 'x*'"))
            .audiences("a")
            .build();

    assertThat(credential.subject()).isNull();
    assertThat(credential.toJsonString())
        .isEqualTo(
            "{\"properties\":{\"issuer\":\"https://i\",\"audiences\":[\"a\"],"
                + "\"claimsMatchingExpression\":{\"value\":\"claims['sub'] matches 'x*'\","
                + "\"languageVersion\":1}}}");
    assertThat(credential.toBuilder().subject("t").build().claimsMatchingExpression()).isNull();
    assertThat(read(credential.toJsonString(), FlexibleFederatedIdentityCredential::fromJson))
        .extracting(FlexibleFederatedIdentityCredential::claimsMatchingExpression)
        .isEqualTo(credential.claimsMatchingExpression());
  }

  @Test
  void readsOperationsAndAssociatedResources() throws IOException {
    roundTrips(
        "{\"name\":\"o\",\"display\":{\"provider\":\"p\",\"operation\":\"op\",\"resource\":\"r\","
            + "\"description\":\"d\"}}",
        Operation::fromJson);
    roundTrips(
        "{\"id\":\"/x\",\"name\":\"n\",\"type\":\"t\",\"resourceGroup\":\"g\","
            + "\"subscriptionId\":\"s\",\"subscriptionDisplayName\":\"S\"}",
        AssociatedResource::fromJson);
    assertThat(read("{\"name\":\"o\",\"display\":null}", Operation::fromJson).display()).isNull();
  }

  @Test
  void expandableEnumsIgnoreCase() {
    assertThat(IsolationScope.of("regional"))
        .isEqualTo(IsolationScope.REGIONAL)
        .hasSameHashCodeAs(IsolationScope.REGIONAL)
        .isNotEqualTo(IsolationScope.NONE);
    assertThat(IsolationScope.of("Zonal").getValue()).isEqualTo("Zonal");
  }

  private static <T extends JsonSerializable<T>> void roundTrips(
      String json, ReadValueCallback<JsonReader, T> reader) throws IOException {
    T value = read(json, reader);

    assertThat(value.toJsonString()).isEqualTo(json);
    assertThat(read(value.toJsonString(), reader)).isEqualTo(value).hasSameHashCodeAs(value);
  }

  private static String request(Identity identity) {
    return text(Json.bytes(identity::writeRequest));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static <T> T read(String json, ReadValueCallback<JsonReader, T> reader)
      throws IOException {
    try (JsonReader source = JsonProviders.createReader(json)) {
      return reader.read(source);
    }
  }
}
