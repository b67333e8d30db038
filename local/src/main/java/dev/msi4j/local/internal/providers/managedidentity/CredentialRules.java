package dev.msi4j.local.internal.providers.managedidentity;

import dev.msi4j.local.internal.arm.ArmErrors;
import dev.msi4j.local.internal.arm.Providers;
import dev.msi4j.local.internal.arm.ResourceId;
import dev.msi4j.local.internal.arm.SystemData;
import dev.msi4j.local.internal.entra.Caller;
import dev.msi4j.local.internal.entra.ClaimsExpression;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.store.DocumentKind;
import dev.msi4j.local.internal.store.Documents;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Validates, stores and deletes federated identity credentials. */
final class CredentialRules {
  /** The document kind of credentials. */
  static final String KIND =
      "microsoft.managedidentity/userassignedidentities/federatedidentitycredentials";

  static final List<DocumentKind> DOCUMENT_KINDS = List.of(DocumentKind.object(KIND));

  /** The limit per identity (Considerations and restrictions for federated credentials). */
  private static final int MAX_CREDENTIALS = 20;

  /** The first api-version whose error names the missing principal; earlier ones return 503. */
  private static final String PRINCIPAL_ERROR_SINCE = "2026-04-30";

  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_-]{2,119}");

  /** Azure documents no limit. The limit bounds the time that matching a token takes. */
  private static final int MAX_EXPRESSION_LENGTH = 4_096;

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
      String apiVersion) {}

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
    if (existing.isEmpty() && siblings.size() >= MAX_CREDENTIALS) {
      throw ArmErrors.badRequest(
          "The managed identity '"
              + id.parent().name()
              + "' has "
              + siblings.size()
              + " federated identity credentials; the maximum is "
              + MAX_CREDENTIALS
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
    if (!NAME.matcher(id.name()).matches()) {
      throw ArmErrors.invalidName(
          "federated identity credential",
          id.name(),
          "it must have 3 to 120 letters, digits, hyphens and underscores, and start with a letter or a"
              + " digit");
    }
    var hasSubjectOrExpression =
        isFilled(requestedCredential.subject)
            || requestedCredential.claimsMatchingExpression != null;
    if (!isFilled(requestedCredential.issuer)
        || !hasSubjectOrExpression
        || requestedCredential.audiences.isEmpty()) {
      throw ArmErrors.badRequest(
          "Federated Identity Credential must specify 'issuer', 'subject' and 'audience'.");
    }
    if (isFilled(requestedCredential.subject)
        && requestedCredential.claimsMatchingExpression != null) {
      throw ArmErrors.badRequest(
          "Federated Identity Credential must specify either 'subject' or 'claimsMatchingExpression', not"
              + " both.");
    }
    if (requestedCredential.audiences.size() > 1
        || !isFilled(requestedCredential.audiences.get(0))) {
      throw ArmErrors.badRequest(
          "Federated Identity Credential must specify exactly one audience, not "
              + requestedCredential.audiences
              + ".");
    }
    var issuer = Objects.requireNonNull(requestedCredential.issuer);
    checkIssuer(issuer);
    checkExpression(issuer, requestedCredential.claimsMatchingExpression);
  }

  private static void checkExpression(
      String issuer, CredentialRow.@Nullable Expression expression) {
    if (expression != null) {
      if (expression.value().length() > MAX_EXPRESSION_LENGTH) {
        throw ArmErrors.badRequest(
            "The claimsMatchingExpression has "
                + expression.value().length()
                + " characters; the maximum is "
                + MAX_EXPRESSION_LENGTH
                + ".");
      }
      try {
        ClaimsExpression.parse(expression.value()).checkRequiredClaims(issuer);
      } catch (IllegalArgumentException e) {
        throw ArmErrors.badRequest(Objects.requireNonNull(e.getMessage()));
      }
    }
  }

  private static void checkIssuer(String issuer) {
    URI uri;
    try {
      uri = URI.create(issuer);
    } catch (IllegalArgumentException e) {
      uri = URI.create("");
    }
    // URI.getHost() returns null for host names with an underscore, which DNS accepts.
    var authority = uri.getRawAuthority();
    if (!"https".equalsIgnoreCase(uri.getScheme())
        || authority == null
        || authority.startsWith(":")) {
      throw ArmErrors.badRequest(
          "The issuer '" + issuer + "' is invalid: expected an absolute https URL.");
    }
  }

  /** Checks that the pair of issuer and subject, compared with case, is unique in the identity. */
  private static void checkUnique(
      ResourceId id, RequestedCredential requestedCredential, List<CredentialRow> siblings) {
    var taken =
        siblings.stream()
            .filter(row -> !row.name().equalsIgnoreCase(id.name()))
            .filter(row -> row.issuer().equals(requestedCredential.issuer))
            .anyMatch(row ->
                Objects.equals(row.subject(), requestedCredential.subject)
                    && Objects.equals(
                        row.claimsMatchingExpression(),
                        requestedCredential.claimsMatchingExpression));
    if (taken) {
      throw ArmErrors.conflict(
          "Issuer and subject combination already exists for this Managed Identity.");
    }
  }

  private static boolean isFilled(@Nullable String text) {
    return text != null && !text.isBlank();
  }
}
