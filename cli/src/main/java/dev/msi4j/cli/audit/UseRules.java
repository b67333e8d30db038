package dev.msi4j.cli.audit;

import dev.msi4j.Identity;
import dev.msi4j.IsolationScope;
import dev.msi4j.ResourceId;
import dev.msi4j.cli.estate.Glob;
import dev.msi4j.cli.estate.Host;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The rules about the use of identities. */
final class UseRules {
  static final Rule NOT_ASSIGNED =
      new Rule(
          "U1",
          Severity.MEDIUM,
          "Identity without a resource and without a credential",
          "Nothing can use the identity.",
          "Delete the identity: msi identity delete.",
          "learn.microsoft.com, List associated resources of a managed identity",
          data ->
              data.identities()
                  .filter(each -> data.credentialsOf(each).findAny().isEmpty())
                  .filter(each -> data.hostsOf(each).isEmpty())
                  .map(each -> AuditData.place(each, "no resource and no credential")));

  static final Rule NO_SIGN_IN =
      new Rule(
          "U2",
          Severity.MEDIUM,
          "Identity without a sign-in",
          "An unused identity with roles is a risk without a benefit.",
          "Remove the roles, wait, and delete the identity.",
          "learn.microsoft.com, servicePrincipalSignInActivity",
          UseRules::withoutSignIn);

  static final Rule NO_ROLE =
      new Rule(
          "U3",
          Severity.LOW,
          "Identity without a role",
          "The identity has no access to Azure resources of the subscription.",
          "Delete the identity, unless it signs in to other services.",
          "This project",
          data ->
              data.identities()
                  .filter(each -> data.assignmentsOf(each).isEmpty())
                  .map(each -> AuditData.place(each, "no role")));

  /** The number of resource groups from which an identity is reported. */
  private static final int MANY_GROUPS = 5;

  private UseRules() {}

  static List<Rule> all() {
    return List.of(
        NOT_ASSIGNED,
        NO_SIGN_IN,
        NO_ROLE,
        new Rule(
            "U4",
            Severity.MEDIUM,
            "Resource with a deleted or replaced identity",
            "The resource gets no token, or one of a deleted principal without roles.",
            "Assign the existing identity to the resource again: msi vm identity assign.",
            "github.com/Azure/aad-pod-identity/issues/1392",
            UseRules::deletedIdentities),
        new Rule(
            "U5",
            Severity.LOW,
            "Identity of resources in " + MANY_GROUPS + " or more resource groups",
            "A breach of one resource has the roles of all.",
            "Use an identity for each application.",
            "learn.microsoft.com, Managed identity best practice recommendations",
            UseRules::manyGroups),
        new Rule(
            "U6",
            Severity.LOW,
            "Name of an identity against the naming convention",
            "People find resources by their names.",
            "Create an identity with another name.",
            "PSRule for Azure, Azure.Identity.UserAssignedName",
            UseRules::names),
        new Rule(
            "U7",
            Severity.INFO,
            "Identity that is not isolated to its region, unlike others",
            "Resources of other regions can use the identity.",
            "Declare isolationScope: Regional in an estate file: msi apply.",
            "learn.microsoft.com, Microsoft.ManagedIdentity isolationScope",
            UseRules::isolation));
  }

  private static Stream<Finding.Place> withoutSignIn(AuditData data) {
    var signIns = data.sources().lastSignIns().get();
    var limit = data.settings().now().minus(data.settings().idle());
    return data.identities()
        .filter(each -> !isNew(each, limit))
        .flatMap(each -> {
          var last = lastSignIn(signIns, each);
          return last.filter(time -> !time.isBefore(limit)).isPresent()
              ? Stream.empty()
              : Stream.of(
                  AuditData.place(
                      each,
                      last.map(time -> "last sign-in at " + time).orElse("no sign-in recorded")));
        });
  }

  static Optional<Instant> lastSignIn(Map<String, Instant> signIns, Identity identity) {
    return Optional.ofNullable(signIns.get(String.valueOf(identity.clientId())));
  }

  /** Returns whether Azure reports that an identity was created after a time. */
  private static boolean isNew(Identity identity, Instant limit) {
    var system = identity.systemData();
    var created = system == null ? null : system.createdAt();
    return created != null && created.toInstant().isAfter(limit);
  }

  private static Stream<Finding.Place> deletedIdentities(AuditData data) {
    return data.sources().hosts().get().stream()
        .flatMap(host -> {
          var problems = new ArrayList<String>();
          host.principals()
              .forEach((id, principal) -> problem(data, id, principal).ifPresent(problems::add));
          return problems.isEmpty()
              ? Stream.empty()
              : Stream.of(
                  Finding.Place.of(
                      host.id().toString(),
                      AuditData.label(host.id()),
                      String.join(", ", problems)));
        });
  }

  private static Optional<String> problem(AuditData data, ResourceId id, String principal) {
    boolean isHere =
        data.settings().scope().equalsIgnoreCase("/subscriptions/" + id.subscriptionId());
    var identity = data.identity(id);
    if (identity.isEmpty()) {
      return isHere
          ? Optional.of("the identity " + AuditData.label(id) + " does not exist")
          : Optional.empty();
    }
    return principal.isEmpty() || AuditData.principal(identity.get()).equals(principal)
        ? Optional.empty()
        : Optional.of("the identity " + AuditData.label(id) + " was deleted and created again");
  }

  private static Stream<Finding.Place> manyGroups(AuditData data) {
    return data.identities()
        .flatMap(identity -> {
          long groups =
              data.hostsOf(identity).stream()
                  .map(Host::id)
                  .map(id -> String.valueOf(id.resourceGroup()).toLowerCase(Locale.ROOT))
                  .distinct()
                  .count();
          return groups < MANY_GROUPS
              ? Stream.empty()
              : Stream.of(
                  AuditData.place(identity, "resources of " + groups + " resource groups use it"));
        });
  }

  private static Stream<Finding.Place> names(AuditData data) {
    var pattern = data.settings().namePattern();
    if (pattern == null) {
      throw new NotCheckedException("no naming convention: pass --name-pattern");
    }
    var names = Glob.pattern(pattern);
    return data.identities()
        .filter(each -> !names.matches(AuditData.id(each).name()))
        .map(each ->
            AuditData.place(
                each,
                "the name '" + AuditData.id(each).name() + "' does not match '" + pattern + "'"));
  }

  private static Stream<Finding.Place> isolation(AuditData data) {
    boolean isRegional =
        data.identities().anyMatch(each -> IsolationScope.REGIONAL.equals(each.isolationScope()));
    return isRegional
        ? data.identities()
            .filter(each -> !IsolationScope.REGIONAL.equals(each.isolationScope()))
            .map(each -> AuditData.place(each, "the isolation scope is not Regional"))
        : Stream.empty();
  }
}
