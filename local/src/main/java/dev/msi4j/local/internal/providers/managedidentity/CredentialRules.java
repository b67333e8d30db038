package dev.msi4j.local.internal.providers.managedidentity;

import dev.msi4j.local.internal.arm.ArmErrors;
import dev.msi4j.local.internal.arm.Providers;
import dev.msi4j.local.internal.arm.ResourceId;
import dev.msi4j.local.internal.arm.SystemData;
import dev.msi4j.local.internal.entra.Caller;
import dev.msi4j.local.internal.entra.ClaimsExpression;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.store.Documents;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules of federated identity credentials. */
final class CredentialRules {
  /** The kind under which the store keeps credentials. */
  static final String KIND =
      "microsoft.managedidentity/userassignedidentities/federatedidentitycredentials";

  /** What Azure allows on one identity. */
  private static final int MOST = 20;

  /** Versions before it do not say what is missing. */
  private static final String PRINCIPAL_NAMED_SINCE = "2026-04-30";

  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_-]{2,119}");

  /** Azure names no limit; without one a token request could ask for hours of matching. */
  private static final int LONGEST_EXPRESSION = 4_096;

  private final IdentityRules identities;
  private final Providers providers;
  private final Clock clock;

  CredentialRules(IdentityRules identities, Providers providers, Clock clock) {
    this.identities = identities;
    this.providers = providers;
    this.clock = clock;
  }

  /**
   * What a client asks a credential to be.
   *
   * @param apiVersion the version it asks by
   */
  record RequestedCredential(
      @Nullable String issuer,
      @Nullable String subject,
      List<String> audiences,
      CredentialRow.@Nullable Expression claimsMatchingExpression,
      String apiVersion) {}

  /** A row, and whether the write made it. */
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
    if (existing.isEmpty() && siblings.size() >= MOST) {
      throw ArmErrors.badRequest(
          "The managed identity '"
              + id.parent().name()
              + "' has "
              + siblings.size()
              + " federated identity credentials, and an identity can have "
              + MOST
              + " at the most.");
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

  /** Removes a credential; false where there was none. */
  boolean delete(Documents documents, ResourceId id) {
    checkParent(documents, id, "delete");
    providers.removeUnder(documents, id.key());
    return documents.delete(KIND, id.key());
  }

  /** Refuses what hangs below an identity that is not there. */
  void checkParent(Documents documents, ResourceId id, String verb) {
    if (identities.find(documents, id.parent()).isEmpty()) {
      throw ArmErrors.parentResourceNotFound(id, verb);
    }
  }

  /** Azure finds the principal in Graph before it trusts anybody in its name. */
  private void checkPrincipal(
      Documents documents, ResourceId id, RequestedCredential requestedCredential) {
    if (!identities.isKnown(documents, identities.get(documents, id.parent()))) {
      throw requestedCredential.apiVersion.compareTo(PRINCIPAL_NAMED_SINCE) < 0
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
    var matches =
        isFilled(requestedCredential.subject)
            || requestedCredential.claimsMatchingExpression != null;
    if (!isFilled(requestedCredential.issuer)
        || !matches
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
    checkIssuer(Objects.requireNonNull(requestedCredential.issuer));
    checkExpression(requestedCredential.claimsMatchingExpression);
  }

  private static void checkExpression(CredentialRow.@Nullable Expression expression) {
    if (expression != null) {
      if (expression.value().length() > LONGEST_EXPRESSION) {
        throw ArmErrors.badRequest(
            "The claimsMatchingExpression has "
                + expression.value().length()
                + " characters, and "
                + LONGEST_EXPRESSION
                + " are the most.");
      }
      try {
        ClaimsExpression.parse(expression.value());
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
    // URI.getHost() is null for hosts that only DNS accepts, such as those with an underscore.
    var authority = uri.getRawAuthority();
    if (!"https".equalsIgnoreCase(uri.getScheme())
        || authority == null
        || authority.startsWith(":")) {
      throw ArmErrors.badRequest(
          "The issuer '"
              + issuer
              + "' is invalid: it must be an absolute URL with the scheme https.");
    }
  }

  /** Issuer and subject, compared with case, must point to one credential of an identity. */
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
      throw ManagedIdentityErrors.conflict(
          "Issuer and subject combination already exists for this Managed Identity.");
    }
  }

  private static boolean isFilled(@Nullable String text) {
    return text != null && !text.isBlank();
  }
}
