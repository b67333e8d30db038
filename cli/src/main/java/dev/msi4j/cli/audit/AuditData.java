package dev.msi4j.cli.audit;

import dev.msi4j.FederatedIdentityCredential;
import dev.msi4j.Identity;
import dev.msi4j.ResourceId;
import dev.msi4j.cli.estate.Host;
import dev.msi4j.cli.estate.Inventory;
import dev.msi4j.cli.estate.Inventory.Assignment;
import dev.msi4j.cli.estate.PrincipalNames;
import dev.msi4j.cli.estate.RoleDefinition;
import dev.msi4j.federation.ClaimCondition;
import dev.msi4j.federation.ClaimsExpression;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the rules of an audit examine, with indexes. Immutable. */
final class AuditData {
  private final Inventory inventory;
  private final Sources sources;
  private final Settings settings;
  private final Map<String, List<Assignment>> assignments = new HashMap<>();
  private final Map<ResourceId, List<Host>> hosts = new HashMap<>();
  private final PrincipalNames names;

  /**
   * Data that the caller may not be allowed to read.
   *
   * @param lastSignIns the last sign-in of each application id
   * @param principals the object ids of existing principals, in lower case
   * @param clusterIssuers the issuers of the AKS clusters of the subscription
   * @param issuerProblems the problem of each issuer whose configuration is not as required
   * @param repositoryProblems the problem of each repository on GitHub that is archived, renamed or
   *     deleted
   * @param undeclared the credentials that no file declares
   */
  record Sources(
      Reading<List<Host>> hosts,
      Reading<Map<String, Instant>> lastSignIns,
      Reading<Set<String>> principals,
      Reading<Set<String>> clusterIssuers,
      Reading<Map<String, String>> issuerProblems,
      Reading<Map<GitHubRepository, String>> repositoryProblems,
      Reading<Set<ResourceId>> undeclared) {}

  /**
   * Settings of the rules.
   *
   * @param scope the path of the subscription
   * @param audience the audience of federated credentials in the cloud
   * @param allowedIssuers patterns of issuers that are trusted besides the known ones
   * @param namePattern the pattern of the names of identities; null for any name
   * @param idle the time without a sign-in after which an identity counts as unused
   */
  record Settings(
      String scope,
      String audience,
      List<IssuerPattern> allowedIssuers,
      @Nullable String namePattern,
      Duration idle,
      Instant now) {}

  /** A credential and its identity. */
  record Credential(Identity identity, FederatedIdentityCredential value) {
    String issuer() {
      return Objects.requireNonNullElse(value.issuer(), "");
    }

    /** Returns the trusted subject; empty if an expression is set instead. */
    String subject() {
      return Objects.requireNonNullElse(value.subject(), "");
    }

    String id() {
      return Objects.requireNonNullElse(value.id(), "");
    }

    String name() {
      return label(identity) + "/" + value.name();
    }

    /** Returns the conditions of an expression; none for a subject or an unknown language. */
    List<ClaimCondition> conditions() {
      var expression = value.claimsMatchingExpression();
      if (expression == null) {
        return List.of();
      }
      try {
        return ClaimsExpression.parse(expression).conditions();
      } catch (IllegalArgumentException e) {
        // Azure accepted the expression, so it is valid but newer than this command.
        return List.of();
      }
    }

    /** Returns a finding about the credential. */
    Finding.Place place(String message) {
      return Finding.Place.of(id(), name(), message);
    }
  }

  AuditData(Inventory inventory, Sources sources, Settings settings) {
    this.inventory = inventory;
    this.sources = sources;
    this.settings = settings;
    for (var each : inventory.assignments()) {
      assignments.computeIfAbsent(each.principalId(), key -> new ArrayList<>()).add(each);
    }
    var known = sources.hosts().value() == null ? List.<Host>of() : sources.hosts().get();
    for (var host : known) {
      host.identities()
          .forEach(id -> hosts.computeIfAbsent(id, key -> new ArrayList<>()).add(host));
    }
    names = PrincipalNames.of(inventory, known);
  }

  /** Returns the same data with other sources. */
  AuditData with(Sources others) {
    return new AuditData(inventory, others, settings);
  }

  Settings settings() {
    return settings;
  }

  Sources sources() {
    return sources;
  }

  Stream<Identity> identities() {
    return inventory.identities().values().stream();
  }

  Optional<Identity> identity(ResourceId id) {
    return Optional.ofNullable(inventory.identities().get(id));
  }

  Stream<Credential> credentials() {
    return credentials(inventory);
  }

  Stream<Credential> credentialsOf(Identity identity) {
    return credentialsOf(inventory, identity);
  }

  /** Returns the credentials of all identities. */
  static Stream<Credential> credentials(Inventory inventory) {
    return inventory.identities().values().stream().flatMap(each -> credentialsOf(inventory, each));
  }

  private static Stream<Credential> credentialsOf(Inventory inventory, Identity identity) {
    return inventory.credentials().getOrDefault(id(identity), List.of()).stream()
        .map(each -> new Credential(identity, each));
  }

  List<Assignment> assignments() {
    return inventory.assignments();
  }

  List<Assignment> assignmentsOf(@Nullable String principalId) {
    return principalId == null ? List.of() : assignments.getOrDefault(principalId, List.of());
  }

  List<Assignment> assignmentsOf(Identity identity) {
    return assignmentsOf(principal(identity));
  }

  Optional<RoleDefinition> role(Assignment assignment) {
    return inventory.roleNames().find(assignment.roleId());
  }

  Stream<RoleDefinition> roles() {
    return inventory.roleNames().definitions().stream();
  }

  String roleName(Assignment assignment) {
    return inventory.roleNames().nameOf(assignment.roleId());
  }

  /** Returns the name of a principal, or its object id. */
  String principalName(String principalId) {
    return names.of(principalId);
  }

  /** Returns the resources that an identity is assigned to. */
  List<Host> hostsOf(Identity identity) {
    var unused = sources.hosts().get();
    return hosts.getOrDefault(id(identity), List.of());
  }

  /** Returns the object id of an identity in lower case. */
  static String principal(Identity identity) {
    return String.valueOf(identity.principalId()).toLowerCase(Locale.ROOT);
  }

  static ResourceId id(Identity identity) {
    return Objects.requireNonNull(identity.resourceId());
  }

  /** Returns the resource group and the name of an identity. */
  static String label(Identity identity) {
    return label(id(identity));
  }

  static String label(ResourceId id) {
    return id.resourceGroup() == null ? id.name() : id.resourceGroup() + "/" + id.name();
  }

  /** Returns a finding about an identity. */
  static Finding.Place place(Identity identity, String message) {
    return Finding.Place.of(id(identity).toString(), label(identity), message);
  }

  /** Returns a finding about an assignment. */
  Finding.Place place(Assignment assignment, String message) {
    return Finding.Place.of(
        assignment.id(),
        principalName(assignment.principalId()) + ": " + roleName(assignment),
        message);
  }
}
