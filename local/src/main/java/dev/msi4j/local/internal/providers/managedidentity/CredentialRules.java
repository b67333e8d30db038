package dev.msi4j.local.internal.providers.managedidentity;

import dev.msi4j.local.internal.arm.ArmErrors;
import dev.msi4j.local.internal.arm.Providers;
import dev.msi4j.local.internal.arm.ResourceId;
import dev.msi4j.local.internal.arm.SystemData;
import dev.msi4j.local.internal.entra.Caller;
import dev.msi4j.local.internal.entra.FederatedTrust;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.store.DocumentKind;
import dev.msi4j.local.internal.store.Documents;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Validates, stores and deletes federated identity credentials. */
final class CredentialRules {
  /** The document kind of credentials. */
  static final String KIND =
      "microsoft.managedidentity/userassignedidentities/federatedidentitycredentials";

  static final List<DocumentKind> DOCUMENT_KINDS = List.of(DocumentKind.object(KIND));

  /** The first api-version whose error names the missing principal; earlier ones return 503. */
  private static final String PRINCIPAL_ERROR_SINCE = "2026-04-30";

  private final IdentityRules identities;
  private final Providers providers;
  private final Clock clock;

  CredentialRules(IdentityRules identities, Providers providers, Clock clock) {
    this.identities = identities;
    this.providers = providers;
    this.clock = clock;
  }

  /**
   * A credential as a client requests it.
   *
   * @param apiVersion the api-version of the request
   */
  record RequestedCredential(
      @Nullable String issuer,
      @Nullable String subject,
      List<String> audiences,
      CredentialRow.@Nullable Expression claimsMatchingExpression,
      String apiVersion) {

    FederatedTrust trust() {
      return new FederatedTrust(
          issuer, subject, audiences, CredentialRow.value(claimsMatchingExpression));
    }
  }

  /**
   * The result of a write.
   *
   * @param created whether the credential is new
   */
  record Written(CredentialRow row, boolean created) {}

  CredentialRow get(Documents documents, ResourceId id) {
    checkParent(documents, id, "read");
    return find(documents, id).orElseThrow(() -> ManagedIdentityErrors.notFound(id));
  }

  Written createOrUpdate(
      Documents documents, ResourceId id, RequestedCredential requestedCredential, Caller caller) {
    checkParent(documents, id, "write");
    check(id, requestedCredential);
    checkPrincipal(documents, id, requestedCredential);
    var siblings = siblings(documents, id);
    checkUnique(id, requestedCredential, siblings);
    var existing = find(documents, id);
    if (existing.isEmpty() && siblings.size() >= FederatedTrust.MAX_CREDENTIALS) {
      throw ArmErrors.badRequest(
          "The managed identity '"
              + id.parent().name()
              + "' has "
              + siblings.size()
              + " federated identity credentials; the maximum is "
              + FederatedTrust.MAX_CREDENTIALS
              + ".");
    }
    var systemData =
        existing
            .map(row -> row.systemData().modified(caller, clock.instant()))
            .orElseGet(() -> SystemData.created(caller, clock.instant()));
    var row =
        new CredentialRow(
            id.toString().replace("/resourceGroups/", "/resourcegroups/"),
            existing.map(CredentialRow::name).orElse(id.name()),
            Objects.requireNonNull(requestedCredential.issuer),
            requestedCredential.subject,
            requestedCredential.audiences,
            requestedCredential.claimsMatchingExpression,
            systemData);
    documents.put(KIND, id.key(), Json.write(row));
    return new Written(row, existing.isEmpty());
  }

  /** Deletes a credential; returns false if it did not exist. */
  boolean delete(Documents documents, ResourceId id) {
    checkParent(documents, id, "delete");
    providers.removeUnder(documents, id.key());
    return documents.delete(KIND, id.key());
  }

  /** Throws an error if the parent identity does not exist. */
  void checkParent(Documents documents, ResourceId id, String verb) {
    if (identities.find(documents, id.parent()).isEmpty()) {
      throw ArmErrors.parentResourceNotFound(id, verb);
    }
  }

  /** Checks that the principal is replicated: Azure looks it up in Microsoft Graph first. */
  private void checkPrincipal(
      Documents documents, ResourceId id, RequestedCredential requestedCredential) {
    if (!identities.isReplicated(documents, identities.get(documents, id.parent()))) {
      throw requestedCredential.apiVersion.compareTo(PRINCIPAL_ERROR_SINCE) < 0
          ? ManagedIdentityErrors.serviceUnavailable()
          : ManagedIdentityErrors.principalNotInGraph(id.parent());
    }
  }

  private static Optional<CredentialRow> find(Documents documents, ResourceId id) {
    return documents.get(KIND, id.key()).map(body -> Json.read(body, CredentialRow.class));
  }

  private static List<CredentialRow> siblings(Documents documents, ResourceId id) {
    return documents.list(KIND, id.parent().key() + "/", "", Integer.MAX_VALUE).stream()
        .map(entry -> Json.read(entry.body(), CredentialRow.class))
        .toList();
  }

  private static void check(ResourceId id, RequestedCredential requestedCredential) {
    if (!FederatedTrust.isValidName(id.name())) {
      throw ArmErrors.invalidName(
          "federated identity credential", id.name(), FederatedTrust.NAME_RULE);
    }
    requestedCredential
        .trust()
        .violation()
        .ifPresent(violation -> {
          throw ArmErrors.badRequest(violation.message());
        });
  }

  /** Checks that the pair of issuer and subject, compared with case, is unique in the identity. */
  private static void checkUnique(
      ResourceId id, RequestedCredential requestedCredential, List<CredentialRow> siblings) {
    var trust = requestedCredential.trust();
    var taken =
        siblings.stream()
            .filter(row -> !row.name().equalsIgnoreCase(id.name()))
            .anyMatch(row -> row.trust().isSamePair(trust));
    if (taken) {
      throw ArmErrors.conflict(
          "Issuer and subject combination already exists for this Managed Identity.");
    }
  }
}
