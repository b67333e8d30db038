package dev.msi4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiProfileTests {
  @ParameterizedTest
  @EnumSource
  void defaultProfileHasTheDefaultVersionForEveryGroup(OperationGroup group) {
    assertThat(ApiProfile.DEFAULT.version(group)).contains(ApiVersion.DEFAULT);
    assertThat(ApiProfile.named("latest").version(group)).contains(ApiVersion.DEFAULT);
  }

  @Test
  void sendsTheVersionOfEachGroupOrTheFallback() {
    var profile =
        ApiProfile.builder()
            .version(OperationGroup.USER_ASSIGNED_IDENTITIES, ApiVersion.V2018_11_30)
            .fallback(ApiVersion.V2023_01_31)
            .build();
    var http = new CannedHttpClient().respond(200, "{}").respond(200, "{}");
    var client = http.client().profile(profile).buildClient();

    client.userAssignedIdentities().get("group", "name");
    client.federatedIdentityCredentials().get("group", "name", "credential");

    assertThat(http.lines().get(0)).endsWith("?api-version=2018-11-30");
    assertThat(http.lines().get(1)).endsWith("?api-version=2023-01-31");
  }

  @Test
  void failsForAGroupWithoutVersion() {
    var profile =
        ApiProfile.of(
            Map.of(OperationGroup.FEDERATED_IDENTITY_CREDENTIALS, ApiVersion.V2023_01_31));
    var client = new CannedHttpClient().client().profile(profile).buildClient();

    assertThatIllegalStateException()
        .isThrownBy(() -> client.operations().list())
        .withMessage("The profile names no API version for operations and has no fallback");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2017-03-09-profile",
        "2018-03-01-hybrid",
        "2019-03-01-hybrid",
        "2020-09-01-hybrid"
      })
  void buildFailsForAProfileWithoutManagedIdentity(String name) {
    var builder = new CannedHttpClient().client().profile(ApiProfile.named(name));

    assertThatIllegalStateException()
        .isThrownBy(builder::buildClient)
        .withMessage("This profile doesn't define ManagedServiceIdentityClient: " + name);
  }

  @Test
  void namedReturnsTheDefaultForDefaultAndLatest() {
    assertThat(ApiProfile.named("default")).isSameAs(ApiProfile.DEFAULT);
    assertThat(ApiProfile.named("latest")).isSameAs(ApiProfile.DEFAULT);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ApiProfile.named("nonsense"))
        .withMessage("profile 'nonsense' does not exist: use default or latest");
  }

  @Test
  void buildFailsForAProfileTogetherWithAVersion() {
    var builder = new CannedHttpClient().client().apiVersion("2023-01-31");

    assertThatIllegalStateException()
        .isThrownBy(builder.profile(ApiProfile.of(ApiVersion.V2024_11_30))::buildAsyncClient)
        .withMessageStartingWith("Cannot use api version and profile at the same time");
    assertThat(builder.profile(ApiProfile.DEFAULT).buildClient()).isNotNull();
  }
}
