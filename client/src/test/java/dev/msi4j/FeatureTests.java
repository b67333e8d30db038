package dev.msi4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeatureTests {
  /** Columns: 2018, 2021, 2022, 2023-01, 2023-07, 2024, 2025-01, 2025-05, 2026-04, 2026-05. */
  @ParameterizedTest
  @CsvSource({
    "userAssignedIdentities.createOrUpdate, yyyyyyyyyy",
    "userAssignedIdentities.get, yyyyyyyyyy",
    "userAssignedIdentities.update, yyyyyyyyyy",
    "userAssignedIdentities.delete, yyyyyyyyyy",
    "userAssignedIdentities.listBySubscription, yyyyyyyyyy",
    "userAssignedIdentities.listByResourceGroup, yyyyyyyyyy",
    "userAssignedIdentities.listAssociatedResources, -yy-------",
    "userAssignedIdentities.revokeTokens, ----y-----",
    "userAssignedIdentities.isolationScope, -----yyyyy",
    "userAssignedIdentities.assignmentRestrictions, -------y-y",
    "systemAssignedIdentities.getByScope, yyyyyyyyyy",
    "federatedIdentityCredentials.createOrUpdate, --yyyyyyyy",
    "federatedIdentityCredentials.get, --yyyyyyyy",
    "federatedIdentityCredentials.delete, --yyyyyyyy",
    "federatedIdentityCredentials.list, --yyyyyyyy",
    "federatedIdentityCredentials.claimsMatchingExpression, ------yy--",
    "flexibleFederatedIdentityCredentials.createOrUpdate, ------y---",
    "flexibleFederatedIdentityCredentials.get, ------y---",
    "operations.list, yyyyyyyyyy",
  })
  void isInTheVersionsOfTheSwaggers(String name, String row) {
    var inVersions = new StringBuilder();
    ApiVersion.known().forEach(v -> inVersions.append(feature(name).isIn(v) ? 'y' : '-'));

    assertThat(inVersions).hasToString(row);
  }

  @Test
  void everyFeatureIsTested() {
    assertThat(Feature.values()).hasSize(19);
  }

  @Test
  void unknownVersionHasTheFeaturesOfTheNewest() {
    var unknown = ApiVersion.of("2031-01-01");

    assertThat(Arrays.stream(Feature.values()).filter(f -> f.isIn(unknown)))
        .containsExactlyElementsOf(
            Arrays.stream(Feature.values()).filter(f -> f.isIn(ApiVersion.V2026_05_31)).toList());
  }

  @Test
  void sendsPreviewOnlyOperationsWithTheNewestPreview() {
    var list = Feature.IDENTITY_LIST_ASSOCIATED_RESOURCES;

    assertThat(list.versionFor(ApiVersion.DEFAULT)).isEqualTo(ApiVersion.V2022_01_31_PREVIEW);
    assertThat(list.versionFor(null)).isEqualTo(ApiVersion.V2022_01_31_PREVIEW);
    assertThat(list.versionFor(ApiVersion.V2021_09_30_PREVIEW))
        .isEqualTo(ApiVersion.V2021_09_30_PREVIEW);
    assertThat(Feature.IDENTITY_REVOKE_TOKENS.versionFor(ApiVersion.DEFAULT))
        .isEqualTo(ApiVersion.V2023_07_31_PREVIEW);
    assertThat(Feature.FLEXIBLE_GET.versionFor(ApiVersion.V2018_11_30))
        .isEqualTo(ApiVersion.V2025_01_31_PREVIEW);
  }

  @Test
  void messageNamesTheVersionsWithTheFeature() {
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> Feature.CLAIMS_MATCHING_EXPRESSION.requireIn(ApiVersion.V2024_11_30))
        .withMessage(
            "federatedIdentityCredentials.claimsMatchingExpression does not exist in API version"
                + " 2024-11-30; the versions that have it: 2025-01-31-preview,"
                + " 2025-05-31-preview");
  }

  @Test
  void failsWithoutARequestIfTheVersionLacksTheOperation() {
    var http = new CannedHttpClient();
    List<String> rejected = new ArrayList<>();
    for (ApiVersion version : ApiVersion.known()) {
      var credentials =
          http.client().apiVersion(version).buildClient().federatedIdentityCredentials();
      if (!Feature.CREDENTIAL_LIST.isIn(version)) {
        assertThatExceptionOfType(UnsupportedOperationException.class)
            .isThrownBy(() -> credentials.list("group", "identity"))
            .withMessageStartingWith(
                "federatedIdentityCredentials.list does not exist in API version " + version);
        rejected.add(version.getValue());
      }
    }

    assertThat(rejected).containsExactly("2018-11-30", "2021-09-30-preview");
    assertThat(http.requests()).isEmpty();
  }

  @Test
  void failsWithoutARequestIfTheVersionLacksTheProperty() {
    var http = new CannedHttpClient();
    var identities = http.client().apiVersion("2023-01-31").buildClient().userAssignedIdentities();
    var regional =
        Identity.builder().location("here").isolationScope(IsolationScope.REGIONAL).build();

    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> identities.createOrUpdate("group", "name", regional))
        .withMessageStartingWith(
            "userAssignedIdentities.isolationScope does not exist in API version 2023-01-31");
    assertThat(http.requests()).isEmpty();
  }

  private static Feature feature(String name) {
    return Arrays.stream(Feature.values())
        .filter(feature -> feature.toString().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
