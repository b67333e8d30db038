package dev.msi4j.cli.audit;

import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;
import dev.msi4j.ClaimsMatchingExpression;
import dev.msi4j.FederatedIdentityCredential;
import dev.msi4j.Identity;
import dev.msi4j.ResourceId;
import dev.msi4j.cli.azure.Resource;
import dev.msi4j.cli.console.JsonText;
import dev.msi4j.cli.estate.Host;
import dev.msi4j.cli.estate.Inventory;
import dev.msi4j.cli.estate.RoleNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An estate without faults, into which faults of each rule are planted: each on identities of its
 * own, so that the expected findings are known.
 */
final class PlantedEstate {
  static final String SUBSCRIPTION = "11111111-1111-1111-1111-111111111111";
  static final String SCOPE = "/subscriptions/" + SUBSCRIPTION;
  static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

  private static final String GITHUB = "https://token.actions.githubusercontent.com";
  private static final String CLUSTER = "https://westeurope.oic.prod-aks.azure.com/tenant/one/";
  private static final String AUDIENCE = "api://AzureADTokenExchange";
  private static final String OWNER = "8e3af657-a8ff-443c-a75c-2fe8c4bcb635";
  private static final String CONTRIBUTOR = "b24988ac-6180-42a0-ab88-20f7382dd24c";
  private static final String READER = "acdd72a7-3385-48ef-bd42-f606fba81ae7";
  private static final String STORAGE_WRITER = "a0000000-0000-0000-0000-000000000001";
  private static final String ASSIGNER = "a0000000-0000-0000-0000-000000000002";
  private static final String COMMANDER = "a0000000-0000-0000-0000-000000000003";
  private static final int GROUPS = 100;
  private static final int CREDENTIALS = 3;

  private final Map<ResourceId, Identity> identities = new LinkedHashMap<>();
  private final Map<ResourceId, List<FederatedIdentityCredential>> credentials = new HashMap<>();
  private final List<Inventory.Assignment> assignments = new ArrayList<>();
  private final List<Resource> roles = new ArrayList<>();
  private final List<Host> hosts = new ArrayList<>();
  private final Map<String, Instant> signIns = new HashMap<>();
  private final Set<String> principals = new HashSet<>();
  private final Map<String, String> issuerProblems = new HashMap<>();
  private final Map<GitHubRepository, String> repositoryProblems = new HashMap<>();
  private final Set<ResourceId> undeclared = new HashSet<>();
  private final Map<String, Set<String>> expected = new TreeMap<>();
  private int nextAssignment;
  private final Deque<Integer> untouched = new ArrayDeque<>();

  private PlantedEstate() {}

  /** Returns an estate with this number of identities; at least 500. */
  static PlantedEstate of(int identities) {
    var estate = new PlantedEstate();
    estate.addRoles();
    for (int number = 0; number < identities; number++) {
      estate.add(number);
      estate.untouched.add(number);
    }
    estate.plantFederation();
    estate.plantRepositories();
    estate.plantUndeclared();
    estate.plantRoles();
    estate.plantUse();
    return estate;
  }

  /** Returns the resource ids that each rule must find. */
  Map<String, Set<String>> expected() {
    return expected;
  }

  AuditData data() {
    var sources =
        new AuditData.Sources(
            Reading.of(hosts),
            Reading.of(signIns),
            Reading.of(principals),
            Reading.of(Set.of(CLUSTER, "https://westeurope.oic.prod-aks.azure.com/tenant/gone/")),
            Reading.of(issuerProblems),
            Reading.of(repositoryProblems),
            Reading.of(undeclared));
    var settings =
        new AuditData.Settings(SCOPE, AUDIENCE, List.of(), "id-*", Duration.ofDays(90), NOW);
    return new AuditData(
        new Inventory(
            Map.of(), identities, credentials, assignments, RoleNames.of(roles), Map.of()),
        sources,
        settings);
  }

  int credentialCount() {
    return credentials.values().stream().mapToInt(List::size).sum();
  }

  private void addRoles() {
    roles.add(role(OWNER, "Owner", false, "*"));
    roles.add(role(CONTRIBUTOR, "Contributor", false, "*"));
    roles.add(role(READER, "Reader", false, "*/read"));
    roles.add(role(STORAGE_WRITER, "Storage Writer", true, "Microsoft.Storage/*/write"));
    roles.add(
        role(
            ASSIGNER,
            "Assigner",
            true,
            "Microsoft.ManagedIdentity/userAssignedIdentities/*/assign/action"));
    roles.add(
        role(COMMANDER, "Commander", true, "Microsoft.Compute/virtualMachines/runCommand/action"));
  }

  private static Resource role(String id, String name, boolean isCustom, String action) {
    return Resource.of(
        Map.of(
            "id",
            SCOPE + "/providers/Microsoft.Authorization/roleDefinitions/" + id,
            "properties",
            Map.of(
                "roleName",
                name,
                "type",
                isCustom ? "CustomRole" : "BuiltInRole",
                "permissions",
                List.of(Map.of("actions", List.of(action))))));
  }

  private void add(int number) {
    add(number, "id-" + number, group(number), "Regional");
  }

  private void add(int number, String name, String group, String isolation) {
    var id = ResourceId.userAssignedIdentity(SUBSCRIPTION, group, name);
    identities.put(id, identity(number, id, isolation));
    var list = new ArrayList<FederatedIdentityCredential>();
    for (int each = 0; each < CREDENTIALS; each++) {
      list.add(credential(id, each, GITHUB, subject(number, each), AUDIENCE));
    }
    credentials.put(id, list);
    assign(principal(number), READER, groupScope(group));
    signIns.put(client(number), NOW.minus(Duration.ofDays(number % 80)));
    principals.add(principal(number));
  }

  private static String group(int number) {
    return "group-" + number % GROUPS;
  }

  private static String groupScope(String group) {
    return SCOPE + "/resourceGroups/" + group;
  }

  private static String subject(int number, int credential) {
    return "repo:contoso@1/app-"
        + number
        + "@"
        + (100_000 + number)
        + ":environment:stage-"
        + credential;
  }

  private static String principal(int number) {
    return new UUID(1, number).toString();
  }

  private static String client(int number) {
    return new UUID(2, number).toString();
  }

  private static Identity identity(int number, ResourceId id, String isolation) {
    var properties =
        Map.of(
            "principalId", principal(number),
            "clientId", client(number),
            "tenantId", new UUID(3, 0).toString(),
            "isolationScope", isolation);
    return read(
        Map.of(
            "id",
            id.toString(),
            "name",
            id.name(),
            "location",
            "westeurope",
            "properties",
            properties),
        Identity::fromJson);
  }

  private static FederatedIdentityCredential credential(
      ResourceId identity, int number, String issuer, String subject, String audience) {
    return named(
        identity,
        number,
        FederatedIdentityCredential.builder()
            .issuer(issuer)
            .subject(subject)
            .audiences(audience)
            .build());
  }

  private static FederatedIdentityCredential expression(
      ResourceId identity, int number, String expression) {
    return named(
        identity,
        number,
        FederatedIdentityCredential.builder()
            .issuer(GITHUB)
            .claimsMatchingExpression(ClaimsMatchingExpression.of(expression))
            .audiences(AUDIENCE)
            .build());
  }

  /** Returns a credential as Azure returns it: with an id and a name. */
  private static FederatedIdentityCredential named(
      ResourceId identity, int number, FederatedIdentityCredential credential) {
    var members =
        new LinkedHashMap<>(
            JsonText.readObject(JsonText.write(credential).getBytes(StandardCharsets.UTF_8)));
    members.put("name", "credential-" + number);
    members.put(
        "id", identity.child("federatedIdentityCredentials", "credential-" + number).toString());
    return read(members, FederatedIdentityCredential::fromJson);
  }

  /** Reads a model of JSON. */
  private interface Model<T> {
    T read(JsonReader json) throws IOException;
  }

  private static <T> T read(Map<String, ?> members, Model<T> model) {
    try (var json = JsonProviders.createReader(JsonText.write(members))) {
      return model.read(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Inventory.Assignment assign(String principal, String role, String scope) {
    return assign(principal, role, scope, null);
  }

  private Inventory.Assignment assign(
      String principal, String role, String scope, @Nullable String condition) {
    var assignment =
        new Inventory.Assignment(
            scope
                + "/providers/Microsoft.Authorization/roleAssignments/"
                + new UUID(4, nextAssignment++),
            principal,
            "ServicePrincipal",
            role,
            scope,
            condition);
    assignments.add(assignment);
    return assignment;
  }

  /** Takes an identity that has no fault yet. */
  private int take() {
    return untouched.removeLast();
  }

  private static ResourceId id(int number) {
    return ResourceId.userAssignedIdentity(SUBSCRIPTION, group(number), "id-" + number);
  }

  private List<FederatedIdentityCredential> credentialsOf(int number) {
    return Objects.requireNonNull(credentials.get(id(number)));
  }

  private void expect(String rule, String resource) {
    expected.computeIfAbsent(rule, key -> new TreeSet<>()).add(resource);
  }

  private void replace(String rule, int number, int credential, FederatedIdentityCredential value) {
    credentialsOf(number).set(credential, value);
    expect(rule, String.valueOf(value.id()));
  }

  private void plantSubject(String rule, int times, String issuer, String subject) {
    for (int i = 0; i < times; i++) {
      int number = take();
      var text = subject.replace("NUMBER", String.valueOf(number));
      replace(
          rule,
          number,
          i % CREDENTIALS,
          credential(id(number), i % CREDENTIALS, issuer, text, AUDIENCE));
    }
  }

  private void plantExpression(String rule, int times, String expression) {
    for (int i = 0; i < times; i++) {
      int number = take();
      var text = expression.replace("NUMBER", String.valueOf(number));
      replace(rule, number, i % CREDENTIALS, expression(id(number), i % CREDENTIALS, text));
    }
  }

  private void plantFederation() {
    plantSubject("F1", 40, GITHUB, "repo:contoso/app-NUMBER:ref:refs/heads/main");
    plantSubject(
        "F1", 5, "https://gitlab.com", "project_path:contoso/app-NUMBER:ref_type:branch:ref:main");
    for (int i = 0; i < 30; i++) {
      int number = take();
      assign(principal(number), STORAGE_WRITER, groupScope(group(number)));
      replace(
          "F2",
          number,
          0,
          credential(
              id(number), 0, GITHUB, "repo:contoso@1/app-" + number + "@9:pull_request", AUDIENCE));
    }
    plantExpression(
        "F3",
        20,
        "claims['sub'] matches 'repo:contoso@1/*:ref:refs/heads/NUMBER' and"
            + " claims['repository_owner_id'] eq '1'");
    plantSubject("F4", 10, GITHUB, "environment:prod-NUMBER:repo:contoso@1/app@2");
    plantExpression("F5", 11, "claims['sub'] eq 'repo:contoso@1/app-NUMBER@9:ref:refs/heads/main'");
    plantSubject("F6", 15, "https://oidc.unknown.test", "job-NUMBER");
    plantSubject("F6", 3, "https://unknown.test/x.oic.prod-aks.azure.com/", "job-NUMBER");
    plantSubject("F7", 12, GITHUB + "//", "repo:contoso@1/app-NUMBER@9:ref:refs/heads/main");
    var gone = "https://westeurope.oic.prod-aks.azure.com/tenant/gone/";
    issuerProblems.put(gone, "the configuration has status 404");
    plantSubject("F8", 8, gone, "system:serviceaccount:shop:app-NUMBER");
    for (int i = 0; i < 9; i++) {
      int number = take();
      replace(
          "F9", number, 1, credential(id(number), 1, GITHUB, subject(number, 1), "api://other"));
    }
    for (int i = 0; i < 5; i++) {
      var subject = "repo:contoso@1/shared-" + i + "@9:ref:refs/heads/main";
      for (int number : List.of(take(), take())) {
        replace("F10", number, 2, credential(id(number), 2, GITHUB, subject, AUDIENCE));
      }
    }
    for (int count : List.of(16, 17, 20)) {
      int number = take();
      for (int each = CREDENTIALS; each < count; each++) {
        credentialsOf(number)
            .add(credential(id(number), each, GITHUB, subject(number, each), AUDIENCE));
      }
      expect("F11", id(number).toString());
    }
    plantSubject(
        "F12",
        7,
        "https://westeurope.oic.prod-aks.azure.com/tenant/deleted/",
        "system:serviceaccount:shop:app-NUMBER");
    for (int i = 0; i < 4; i++) {
      int number = take();
      var subject = subject(number, 1).toUpperCase(Locale.ROOT).replace("REPO:", "repo:");
      replace("F13", number, 2, credential(id(number), 2, GITHUB, subject, AUDIENCE));
      expect("F13", String.valueOf(credentialsOf(number).get(1).id()));
    }
    for (int i = 0; i < 6; i++) {
      int number = take();
      replace(
          "F14",
          number,
          0,
          credential(
              id(number), 0, CLUSTER, "system:serviceaccount:team-" + i + ":default", AUDIENCE));
    }
    for (int i = 0; i < 5; i++) {
      int number = take();
      host("vm-" + number, group(number), null, Map.of(id(number), principal(number)));
      expect("F15", id(number).toString());
    }
  }

  private void plantRepositories() {
    for (int i = 0; i < 6; i++) {
      int number = take();
      repositoryProblems.put(
          new GitHubRepository("contoso/app-" + number, String.valueOf(100_000 + number)),
          "archived");
      credentialsOf(number).forEach(each -> expect("F16", String.valueOf(each.id())));
    }
  }

  private void plantUndeclared() {
    for (int i = 0; i < 7; i++) {
      var credential = credentialsOf(take()).get(0);
      undeclared.add(Objects.requireNonNull(credential.resourceId()));
      expect("F17", String.valueOf(credential.id()));
    }
  }

  private Host host(
      String name, String group, @Nullable String principal, Map<ResourceId, String> assigned) {
    var host =
        new Host(
            ResourceId.parse(
                groupScope(group) + "/providers/Microsoft.Compute/virtualMachines/" + name),
            "Microsoft.Compute/virtualMachines",
            principal,
            assigned);
    hosts.add(host);
    if (principal != null) {
      principals.add(principal);
    }
    return host;
  }

  private void plantRoles() {
    for (int i = 0; i < 10; i++) {
      int number = take();
      credentials.put(
          id(number),
          List.of(
              credential(
                  id(number), 0, CLUSTER, "system:serviceaccount:shop:app-" + number, AUDIENCE)));
      expect("R1", assign(principal(number), CONTRIBUTOR, SCOPE).id());
    }
    for (int i = 0; i < 5; i++) {
      int number = take();
      expect("R1", assign(principal(number), OWNER, SCOPE).id());
      expect("R2", id(number).toString());
    }
    expect("R6", SCOPE);
    int target = take();
    assign(principal(target), OWNER, groupScope("vault"));
    for (int i = 0; i < 4; i++) {
      int number = take();
      assign(principal(number), ASSIGNER, id(target).toString());
      expect("R3", id(number).toString());
    }
    for (int i = 0; i < 3; i++) {
      var id = "b0000000-0000-0000-0000-00000000000" + i;
      roles.add(role(id, "Everything " + i, true, "*"));
      expect("R4", id);
    }
    for (int i = 0; i < 20; i++) {
      expect("R5", assign(new UUID(5, i).toString(), READER, groupScope(group(i))).id());
    }
    for (int i = 0; i < 6; i++) {
      int number = take();
      var narrow =
          assignments.stream()
              .filter(each -> each.principalId().equals(principal(number)))
              .findFirst()
              .orElseThrow();
      assign(principal(number), READER, SCOPE);
      expect("R7", narrow.id());
    }
    for (int i = 0; i < 2; i++) {
      var user = new UUID(6, i).toString();
      principals.add(user);
      var condition =
          "((ActionMatches{'Microsoft.Authorization/roleAssignments/write'})) OR"
              + " (@Request[Microsoft.Authorization/roleAssignments:RoleDefinitionId]"
              + " ForAnyOfAllValues:GuidNotEquals {"
              + OWNER
              + "})";
      expect("R8", assign(user, STORAGE_WRITER, groupScope("delegated"), condition).id());
    }
    var machine = host("admin", "machines", new UUID(7, 0).toString(), Map.of());
    expect("R1", assign(new UUID(7, 0).toString(), CONTRIBUTOR, SCOPE).id());
    var operator = new UUID(7, 1).toString();
    principals.add(operator);
    assign(operator, COMMANDER, groupScope("machines"));
    expect("R9", machine.id().toString());
  }

  private void plantUse() {
    for (int i = 0; i < 12; i++) {
      int number = take();
      credentials.remove(id(number));
      expect("U1", id(number).toString());
    }
    for (int i = 0; i < 25; i++) {
      int number = take();
      if (i % 2 == 0) {
        signIns.remove(client(number));
      } else {
        signIns.put(client(number), NOW.minus(Duration.ofDays(91)));
      }
      expect("U2", id(number).toString());
    }
    for (int i = 0; i < 18; i++) {
      int number = take();
      assignments.removeIf(each -> each.principalId().equals(principal(number)));
      expect("U3", id(number).toString());
    }
    for (int i = 0; i < 2; i++) {
      var missing = ResourceId.userAssignedIdentity(SUBSCRIPTION, "machines", "deleted-" + i);
      expect("U4", host("lost-" + i, "machines", null, Map.of(missing, "")).id().toString());
    }
    int replaced = take();
    credentials.remove(id(replaced));
    expect(
        "U4",
        host("stale", "machines", null, Map.of(id(replaced), new UUID(8, 0).toString()))
            .id()
            .toString());
    int shared = take();
    credentials.remove(id(shared));
    for (int i = 0; i < 5; i++) {
      host("shared", "shared-" + i, null, Map.of(id(shared), principal(shared)));
    }
    expect("U5", id(shared).toString());
    for (int i = 0; i < 3; i++) {
      var name = "orders-" + i;
      add(1_000_000 + i, name, "names", "Regional");
      expect("U6", ResourceId.userAssignedIdentity(SUBSCRIPTION, "names", name).toString());
    }
    for (int i = 0; i < 4; i++) {
      var name = "id-global-" + i;
      add(2_000_000 + i, name, "global", "None");
      expect("U7", ResourceId.userAssignedIdentity(SUBSCRIPTION, "global", name).toString());
    }
  }
}
