package dev.msi4j;

import static dev.msi4j.ApiVersion.V2021_09_30_PREVIEW;
import static dev.msi4j.ApiVersion.V2022_01_31_PREVIEW;
import static dev.msi4j.ApiVersion.V2023_07_31_PREVIEW;
import static dev.msi4j.ApiVersion.V2024_11_30;
import static dev.msi4j.ApiVersion.V2025_01_31_PREVIEW;
import static dev.msi4j.ApiVersion.V2025_05_31_PREVIEW;
import static dev.msi4j.ApiVersion.V2026_05_31;
import static dev.msi4j.OperationGroup.FEDERATED_IDENTITY_CREDENTIALS;
import static dev.msi4j.OperationGroup.FLEXIBLE_FEDERATED_IDENTITY_CREDENTIALS;
import static dev.msi4j.OperationGroup.OPERATIONS;
import static dev.msi4j.OperationGroup.SYSTEM_ASSIGNED_IDENTITIES;
import static dev.msi4j.OperationGroup.USER_ASSIGNED_IDENTITIES;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The version table: which API versions have an operation or a property. It is the only place with
 * this knowledge.
 *
 * <p>Source: the swaggers of Microsoft.ManagedIdentity in azure-rest-api-specs, one folder a
 * version.
 */
enum Feature {
  IDENTITY_CREATE_OR_UPDATE(USER_ASSIGNED_IDENTITIES, "createOrUpdate", ApiVersion.known()),
  IDENTITY_GET(USER_ASSIGNED_IDENTITIES, "get", ApiVersion.known()),
  IDENTITY_UPDATE(USER_ASSIGNED_IDENTITIES, "update", ApiVersion.known()),
  IDENTITY_DELETE(USER_ASSIGNED_IDENTITIES, "delete", ApiVersion.known()),
  IDENTITY_LIST_BY_SUBSCRIPTION(USER_ASSIGNED_IDENTITIES, "listBySubscription", ApiVersion.known()),
  IDENTITY_LIST_BY_RESOURCE_GROUP(
      USER_ASSIGNED_IDENTITIES, "listByResourceGroup", ApiVersion.known()),
  IDENTITY_LIST_ASSOCIATED_RESOURCES(
      USER_ASSIGNED_IDENTITIES,
      "listAssociatedResources",
      List.of(V2021_09_30_PREVIEW, V2022_01_31_PREVIEW)),
  IDENTITY_REVOKE_TOKENS(USER_ASSIGNED_IDENTITIES, "revokeTokens", List.of(V2023_07_31_PREVIEW)),
  ISOLATION_SCOPE(USER_ASSIGNED_IDENTITIES, "isolationScope", since(V2024_11_30)),
  ASSIGNMENT_RESTRICTIONS(
      USER_ASSIGNED_IDENTITIES,
      "assignmentRestrictions",
      List.of(V2025_05_31_PREVIEW, V2026_05_31)),
  SYSTEM_ASSIGNED_GET_BY_SCOPE(SYSTEM_ASSIGNED_IDENTITIES, "getByScope", ApiVersion.known()),
  CREDENTIAL_CREATE_OR_UPDATE(
      FEDERATED_IDENTITY_CREDENTIALS, "createOrUpdate", since(V2022_01_31_PREVIEW)),
  CREDENTIAL_GET(FEDERATED_IDENTITY_CREDENTIALS, "get", since(V2022_01_31_PREVIEW)),
  CREDENTIAL_DELETE(FEDERATED_IDENTITY_CREDENTIALS, "delete", since(V2022_01_31_PREVIEW)),
  CREDENTIAL_LIST(FEDERATED_IDENTITY_CREDENTIALS, "list", since(V2022_01_31_PREVIEW)),
  CLAIMS_MATCHING_EXPRESSION(
      FEDERATED_IDENTITY_CREDENTIALS,
      "claimsMatchingExpression",
      List.of(V2025_01_31_PREVIEW, V2025_05_31_PREVIEW)),
  FLEXIBLE_CREATE_OR_UPDATE(
      FLEXIBLE_FEDERATED_IDENTITY_CREDENTIALS, "createOrUpdate", List.of(V2025_01_31_PREVIEW)),
  FLEXIBLE_GET(FLEXIBLE_FEDERATED_IDENTITY_CREDENTIALS, "get", List.of(V2025_01_31_PREVIEW)),
  OPERATIONS_LIST(OPERATIONS, "list", ApiVersion.known());

  private final OperationGroup group;
  private final String label;

  // List.of and toList return unmodifiable lists.
  @SuppressWarnings("ImmutableEnumChecker")
  private final List<ApiVersion> versions;

  Feature(OperationGroup group, String name, List<ApiVersion> versions) {
    this.group = group;
    this.label = group + "." + name;
    this.versions = versions;
  }

  private static List<ApiVersion> since(ApiVersion first) {
    List<ApiVersion> known = ApiVersion.known();
    return known.subList(known.indexOf(first), known.size());
  }

  OperationGroup group() {
    return group;
  }

  /** Returns the versions that have the feature, oldest first. */
  List<ApiVersion> versions() {
    return versions;
  }

  boolean isIn(ApiVersion version) {
    return versions.contains(version.isKnown() ? version : V2026_05_31);
  }

  /**
   * Returns the version to send an operation with. An operation that only previews have is sent
   * with the newest of them, so that clients of a release can call it, too.
   *
   * @param preferred the version of the client for the group; null if its profile has none
   * @throws UnsupportedOperationException if the preferred version lacks the operation
   * @throws IllegalStateException if the profile has no version for the operation
   */
  ApiVersion versionFor(@Nullable ApiVersion preferred) {
    if (preferred != null && isIn(preferred)) {
      return preferred;
    }
    if (hasOnlyPreviews()) {
      return versions.get(versions.size() - 1);
    }
    if (preferred == null) {
      throw new IllegalStateException(
          "The profile names no API version for " + group + " and has no fallback");
    }
    throw unsupportedIn(preferred);
  }

  private boolean hasOnlyPreviews() {
    for (ApiVersion version : versions) {
      if (!version.isPreview()) {
        return false;
      }
    }
    return true;
  }

  void requireIn(ApiVersion version) {
    if (!isIn(version)) {
      throw unsupportedIn(version);
    }
  }

  private UnsupportedOperationException unsupportedIn(ApiVersion version) {
    return new UnsupportedOperationException(
        label
            + " does not exist in API version "
            + version
            + "; the versions that have it: "
            + versions.stream().map(ApiVersion::getValue).collect(Collectors.joining(", ")));
  }

  @Override
  public String toString() {
    return label;
  }
}
