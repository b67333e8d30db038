package dev.msi4j.cli.audit;

import dev.msi4j.Identity;
import dev.msi4j.cli.estate.Host;
import dev.msi4j.cli.estate.Inventory.Assignment;
import dev.msi4j.cli.estate.RoleDefinition;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rules about role assignments and role definitions. */
final class RoleRules {
  private static final String ASSIGN =
      "Microsoft.ManagedIdentity/userAssignedIdentities/assign/action";
  private static final String WRITE_CREDENTIAL =
      "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials/write";
  private static final String RUN_COMMAND = "Microsoft.Compute/virtualMachines/runCommand/action";
  private static final String WRITE_EXTENSION =
      "Microsoft.Compute/virtualMachines/extensions/write";
  private static final String VIRTUAL_MACHINE = "Microsoft.Compute/virtualMachines";
  private static final String PRIVILEGE_PATHS = "AzureHound, edges of managed identities";

  /** The most owners in PSRule for Azure, Azure.RBAC.LimitOwner. */
  private static final int MAX_OWNERS = 3;

  /** Patterns that allow changes in all resource providers. */
  private static final Set<String> WILDCARDS = Set.of("*", "*/write", "*/action", "*/delete");

  private RoleRules() {}

  static List<Rule> all() {
    return List.of(
        new Rule(
            "R1",
            Severity.HIGH,
            "Managed identity with an administrator's role at a subscription or above",
            "A breach of one workload is a breach of the subscription.",
            "Assign a role with fewer actions at a resource group or a resource.",
            "Prowler, app_function_identity_without_admin_privileges",
            data ->
                managed(data)
                    .flatMap(each -> wide(data, each.principalId()))
                    .map(each -> data.place(each, data.roleName(each) + " at " + each.scope()))),
        new Rule(
            "R2",
            Severity.HIGH,
            "Administrator that a public issuer can become",
            "A mistake in a workflow file or a credential gives away the subscription.",
            "Assign a role with fewer actions at a resource group or a resource.",
            "github.com/prowler-cloud/prowler/issues/12747",
            RoleRules::publicAdministrators),
        new Rule(
            "R3",
            Severity.HIGH,
            "Identity that can become a more privileged one",
            "The identity can assign the other one to a resource of its own, or add a credential.",
            "Exclude privileged identities from the scope of the role.",
            PRIVILEGE_PATHS,
            RoleRules::escalations),
        new Rule(
            "R4",
            Severity.MEDIUM,
            "Custom role with a wildcard for all resource providers",
            "The role allows actions that do not exist yet.",
            "List the actions, or the wildcards of one resource type.",
            "Trivy, limit role actions",
            RoleRules::wildcardRoles),
        new Rule(
            "R5",
            Severity.MEDIUM,
            "Role assignment of a deleted principal",
            "Left-over assignments hide the others and count for the limit.",
            "Delete the assignment: az role assignment delete --ids ID.",
            "github.com/Azure/azure-powershell/issues/29311",
            RoleRules::orphans),
        new Rule(
            "R6",
            Severity.MEDIUM,
            "More than " + MAX_OWNERS + " owners of the subscription",
            "Each owner can give away the subscription.",
            "Use groups, and roles with fewer actions.",
            "PSRule for Azure, Azure.RBAC.LimitOwner",
            RoleRules::owners),
        new Rule(
            "R7",
            Severity.LOW,
            "Role assignment that is inherited already",
            "The deletion of one of both has no effect, which surprises.",
            "Delete the assignment at the narrower scope, or the one at the wider scope.",
            "This project",
            RoleRules::duplicates),
        new Rule(
            "R8",
            Severity.MEDIUM,
            "Condition that excludes roles by id only",
            "A custom role with the same actions is not excluded.",
            "List the roles that can be assigned, not those that cannot.",
            "NetSPI, bypass of constrained delegation",
            data ->
                data.assignments().stream()
                    .filter(RoleRules::excludesByIdOnly)
                    .map(each -> data.place(each, "the condition excludes roles by id only"))),
        new Rule(
            "R9",
            Severity.HIGH,
            "Principal that can run commands on a virtual machine with a more privileged identity",
            "A command on the virtual machine has the roles of its identities.",
            "Exclude the virtual machine from the scope of the role.",
            PRIVILEGE_PATHS,
            RoleRules::commands));
  }

  /** A managed identity: its name and object id. */
  private record Managed(String name, String principalId) {}

  private static Stream<Managed> managed(AuditData data) {
    var hosts = data.sources().hosts().get();
    return Stream.concat(
            data.identities()
                .map(each -> new Managed(AuditData.label(each), AuditData.principal(each))),
            hosts.stream()
                .flatMap(host ->
                    Stream.ofNullable(host.principalId())
                        .map(id -> new Managed(AuditData.label(host.id()), id))))
        .distinct();
  }

  private static Stream<Assignment> wide(AuditData data, String principalId) {
    return data.assignmentsOf(principalId).stream()
        .filter(Privileges::isAdministrator)
        .filter(each -> each.covers(data.settings().scope()));
  }

  private static Stream<Finding.Place> publicAdministrators(AuditData data) {
    return data.identities()
        .flatMap(identity ->
            data
                .credentialsOf(identity)
                .filter(each -> Issuers.isPublic(each.issuer()))
                .findFirst()
                .flatMap(credential ->
                    wide(data, AuditData.principal(identity))
                        .findFirst()
                        .map(role ->
                            AuditData.place(
                                identity,
                                credential.name()
                                    + " trusts "
                                    + credential.issuer()
                                    + ", and the identity is "
                                    + data.roleName(role)
                                    + " at "
                                    + role.scope())))
                .stream());
  }

  /** An identity with the assignments that make it privileged. */
  private record Privileged(Identity identity, List<Assignment> roles) {}

  private static Stream<Finding.Place> escalations(AuditData data) {
    var privileged =
        data.identities()
            .map(each -> new Privileged(each, administrations(data, AuditData.principal(each))))
            .filter(each -> !each.roles.isEmpty())
            .toList();
    var allowing = rolesThatAllow(data, ASSIGN, WRITE_CREDENTIAL);
    return data.identities()
        .flatMap(identity -> {
          var roles = data.assignmentsOf(identity);
          var holding = roles.stream().filter(each -> allowing.contains(each.roleId())).toList();
          var targets =
              holding.isEmpty()
                  ? List.<String>of()
                  : privileged.stream()
                      .filter(each -> !each.identity.equals(identity))
                      .filter(each -> covers(holding, AuditData.id(each.identity).toString()))
                      .filter(each -> addsTo(roles, each.roles))
                      .map(each -> AuditData.label(each.identity))
                      .toList();
          return targets.isEmpty()
              ? Stream.empty()
              : Stream.of(AuditData.place(identity, "can become " + some(targets)));
        });
  }

  private static List<Assignment> administrations(AuditData data, String principalId) {
    return data.assignmentsOf(principalId).stream().filter(Privileges::isAdministrator).toList();
  }

  private static Set<String> rolesThatAllow(AuditData data, String... actions) {
    return data.roles()
        .filter(role -> Stream.of(actions).anyMatch(role::allows))
        .map(RoleDefinition::id)
        .collect(Collectors.toSet());
  }

  private static boolean covers(List<Assignment> assignments, String scope) {
    return assignments.stream().anyMatch(each -> each.covers(scope));
  }

  /** Returns whether one of the other's administrator roles is at a scope without an own one. */
  private static boolean addsTo(List<Assignment> own, List<Assignment> others) {
    return others.stream().anyMatch(each -> !Privileges.administers(own, each.scope()));
  }

  private static String some(List<String> names) {
    return names.size() <= 3
        ? String.join(", ", names)
        : String.join(", ", names.subList(0, 3)) + " and " + (names.size() - 3) + " others";
  }

  private static Stream<Finding.Place> wildcardRoles(AuditData data) {
    return data.roles()
        .filter(role -> role.isCustom())
        .flatMap(role ->
            role
                .actions()
                .filter(WILDCARDS::contains)
                .findFirst()
                .map(action ->
                    Finding.Place.of(role.id(), role.name(), "the role allows '" + action + "'"))
                .stream());
  }

  private static Stream<Finding.Place> orphans(AuditData data) {
    var existing = data.sources().principals().get();
    return data.assignments().stream()
        .filter(each -> !existing.contains(each.principalId()))
        .map(each ->
            data.place(
                each,
                "the principal of " + data.roleName(each) + " at " + each.scope() + " is deleted"));
  }

  private static Stream<Finding.Place> owners(AuditData data) {
    var scope = data.settings().scope();
    long owners =
        data.assignments().stream()
            .filter(each -> Privileges.isOwner(each) && each.covers(scope))
            .map(Assignment::principalId)
            .distinct()
            .count();
    return owners > MAX_OWNERS
        ? Stream.of(Finding.Place.of(scope, scope, owners + " principals are Owner"))
        : Stream.empty();
  }

  private static Stream<Finding.Place> duplicates(AuditData data) {
    var groups =
        data.assignments().stream()
            .collect(Collectors.groupingBy(each -> each.principalId() + " " + each.roleId()));
    return groups.values().stream()
        .filter(group -> group.size() > 1)
        .flatMap(group ->
            group.stream()
                .flatMap(each ->
                    group.stream()
                        .filter(isWider(each))
                        .findFirst()
                        .map(wider ->
                            data.place(
                                each,
                                data.roleName(each)
                                    + " at "
                                    + each.scope()
                                    + " is inherited from "
                                    + wider.scope()))
                        .stream()));
  }

  private static Predicate<Assignment> isWider(Assignment assignment) {
    return other ->
        other.condition() == null
            && other.covers(assignment.scope())
            && !other.scope().equalsIgnoreCase(assignment.scope());
  }

  private static boolean excludesByIdOnly(Assignment assignment) {
    if (assignment.condition() == null) {
      return false;
    }
    var condition = assignment.condition().toLowerCase(Locale.ROOT);
    return condition.contains("roledefinitionid") && condition.contains("guidnotequals");
  }

  private static Stream<Finding.Place> commands(AuditData data) {
    var allowing = rolesThatAllow(data, RUN_COMMAND, WRITE_EXTENSION);
    var holders =
        data.assignments().stream().filter(each -> allowing.contains(each.roleId())).toList();
    return data.sources().hosts().get().stream()
        .filter(host -> host.type().equalsIgnoreCase(VIRTUAL_MACHINE))
        .flatMap(host -> commands(data, host, holders));
  }

  private static Stream<Finding.Place> commands(
      AuditData data, Host host, List<Assignment> holders) {
    var principals =
        Stream.concat(
                Stream.ofNullable(host.principalId()),
                host.identities().stream()
                    .flatMap(id -> data.identity(id).map(AuditData::principal).stream()))
            .collect(Collectors.toSet());
    var roles = principals.stream().flatMap(each -> administrations(data, each).stream()).toList();
    if (roles.isEmpty()) {
      return Stream.empty();
    }
    var names =
        holders.stream()
            .filter(each -> each.covers(host.id().toString()))
            .map(Assignment::principalId)
            .distinct()
            .filter(each -> !principals.contains(each))
            .filter(each -> addsTo(data.assignmentsOf(each), roles))
            .map(data::principalName)
            .toList();
    return names.isEmpty()
        ? Stream.empty()
        : Stream.of(
            Finding.Place.of(
                host.id().toString(),
                AuditData.label(host.id()),
                some(names) + " can run commands with the roles of its identity"));
  }
}
