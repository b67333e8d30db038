package dev.msi4j.cli.estate;

import dev.msi4j.FederatedIdentityCredential;
import dev.msi4j.Identity;
import dev.msi4j.IsolationScope;
import dev.msi4j.ResourceId;
import dev.msi4j.cli.console.JsonText;
import dev.msi4j.cli.console.YamlText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes what exists as a file that declares exactly this. */
final class EstateWriter {
  private final Inventory inventory;
  private final String subscription;
  private final String defaultAudience;

  EstateWriter(Inventory inventory, String subscriptionId, String defaultAudience) {
    this.inventory = inventory;
    this.subscription = "/subscriptions/" + subscriptionId;
    this.defaultAudience = defaultAudience;
  }

  /**
   * Returns the file in YAML.
   *
   * @param groups the names of the resource groups to write; empty for all
   */
  String yaml(List<String> groups) {
    return YamlText.write(document(groups));
  }

  /** Returns the file in JSON. */
  String json(List<String> groups) {
    return JsonText.indent(JsonText.write(document(groups)));
  }

  private Map<String, Object> document(List<String> groups) {
    var document = new LinkedHashMap<String, Object>();
    var selected =
        inventory.groups().values().stream()
            .filter(each ->
                groups.isEmpty() || groups.stream().anyMatch(each.id().name()::equalsIgnoreCase))
            .sorted(Comparator.comparing(each -> each.id().canonical()))
            .toList();
    var ids = selected.stream().map(each -> each.id().name().toLowerCase(Locale.ROOT));
    var names = ids.collect(Collectors.toSet());
    document.put("resourceGroups", selected.stream().map(this::group).toList());
    document.put(
        "identities",
        identities()
            .filter(each -> names.contains(group(each).toLowerCase(Locale.ROOT)))
            .map(this::identity)
            .toList());
    if (groups.isEmpty()) {
      document.put("roleAssignments", grants());
    }
    return document;
  }

  private Stream<Identity> identities() {
    return inventory.identities().values().stream()
        .sorted(Comparator.comparing(each -> id(each).canonical()));
  }

  private Map<String, Object> group(Inventory.Group group) {
    var members = new LinkedHashMap<String, Object>();
    members.put("name", text(group.id().name()));
    members.put("location", text(group.location()));
    members.put("tags", tags(group.tags()));
    return members;
  }

  private Map<String, Object> identity(Identity identity) {
    var id = id(identity);
    var members = new LinkedHashMap<String, Object>();
    members.put("resourceGroup", text(group(identity)));
    members.put("name", text(id.name()));
    members.put("location", text(Objects.requireNonNullElse(identity.location(), "")));
    members.put("tags", tags(identity.tags()));
    if (IsolationScope.REGIONAL.equals(identity.isolationScope())) {
      members.put("isolationScope", "Regional");
    }
    members.put(
        "credentials",
        inventory.credentials().getOrDefault(id, List.of()).stream()
            .map(this::credential)
            .toList());
    var principal = identity.principalId();
    members.put(
        "roles",
        inventory.assignmentsOf(principal == null ? null : principal.toString()).stream()
            .map(this::role)
            .toList());
    members.put(
        "virtualMachines",
        inventory.virtualMachinesOf(id).stream().map(each -> virtualMachine(id, each)).toList());
    return members;
  }

  private Map<String, Object> credential(FederatedIdentityCredential credential) {
    var members = new LinkedHashMap<String, Object>();
    members.put("name", text(Objects.requireNonNullElse(credential.name(), "")));
    members.put("issuer", text(Objects.requireNonNullElse(credential.issuer(), "")));
    var expression = credential.claimsMatchingExpression();
    if (expression != null) {
      members.put("claimsMatchingExpression", text(expression.value()));
    } else {
      members.put("subject", text(Objects.requireNonNullElse(credential.subject(), "")));
    }
    if (!credential.audiences().equals(List.of(defaultAudience))) {
      members.put("audiences", credential.audiences().stream().map(EstateWriter::text).toList());
    }
    return members;
  }

  private Map<String, Object> role(Inventory.Assignment assignment) {
    var members = new LinkedHashMap<String, Object>();
    members.put("role", text(inventory.roleNames().nameOf(assignment.roleId())));
    members.put("scope", text(scope(assignment.scope())));
    return members;
  }

  private String scope(String scope) {
    if (scope.equalsIgnoreCase(subscription)) {
      return "subscription";
    }
    String prefix = subscription + "/resourceGroups/";
    return scope.regionMatches(true, 0, prefix, 0, prefix.length())
        ? "resourceGroups/" + scope.substring(prefix.length())
        : scope;
  }

  private static String virtualMachine(ResourceId identity, ResourceId machine) {
    boolean isNear =
        Objects.requireNonNull(machine.resourceGroup()).equalsIgnoreCase(identity.resourceGroup());
    return text(isNear ? machine.name() : machine.toString());
  }

  /** Returns the role assignments in the subscription of principals that are no identities. */
  private List<Map<String, Object>> grants() {
    Set<String> managed =
        inventory.identities().values().stream()
            .map(each -> String.valueOf(each.principalId()))
            .collect(Collectors.toSet());
    var grants = new ArrayList<Map<String, Object>>();
    for (var each : inventory.assignments()) {
      boolean isWithin =
          each.scope().regionMatches(true, 0, subscription, 0, subscription.length());
      if (isWithin && !managed.contains(each.principalId())) {
        var members = new LinkedHashMap<String, Object>();
        members.put("principalId", each.principalId());
        members.put("principalType", each.principalType());
        members.putAll(role(each));
        grants.add(members);
      }
    }
    return grants;
  }

  private static Map<String, Object> tags(Map<String, String> tags) {
    var texts = new LinkedHashMap<String, Object>();
    tags.forEach((name, value) -> texts.put(name, text(value)));
    return texts;
  }

  /** Escapes the references to variables in a text. */
  private static String text(String text) {
    return text.replace("${", "$${");
  }

  private static ResourceId id(Identity identity) {
    return Objects.requireNonNull(identity.resourceId());
  }

  private static String group(Identity identity) {
    return Objects.requireNonNull(id(identity).resourceGroup());
  }
}
