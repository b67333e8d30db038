package dev.msi4j.local.internal.providers.network;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.arm.ResourceId;
import dev.msi4j.local.internal.store.Documents;
import java.util.List;

/** The network security groups, which contain rules for inbound and outbound traffic. */
final class NetworkSecurityGroups implements NetworkType {
  static final String TYPE = "networkSecurityGroups";

  /** The type of rules within a group. */
  static final String RULES = "securityRules";

  private final NetworkStore resources;
  private final SecurityRules rules;
  private final InlineChildResources inlineChildResources;

  NetworkSecurityGroups(NetworkStore resources, SecurityRules rules) {
    this.resources = resources;
    this.rules = rules;
    inlineChildResources = new InlineChildResources(resources, rules, RULES);
  }

  @Override
  public String name() {
    return TYPE;
  }

  @Override
  public NetworkRow write(Documents documents, WriteRequest writeRequest) {
    var requested = inlineChildResources.read(documents, writeRequest);
    inlineChildResources.removeOthers(documents, writeRequest.id(), requested);
    // All rules are checked at once, so that two rules can swap their priorities.
    SecurityRules.checkPriorities(requested.stream().map(SecurityRules::normalize).toList());
    requested.forEach(rule -> resources.save(documents, rules.row(rule)));
    var properties = writeRequest.copyOfProperties();
    properties.remove(
        List.of(
            RULES,
            "defaultSecurityRules",
            "networkInterfaces",
            "subnets",
            "provisioningState",
            "resourceGuid"));
    return resources.row(writeRequest, properties);
  }

  @Override
  public void checkUnused(Documents documents, NetworkRow row) {
    var users =
        resources.users(documents, row.id()).stream()
            .map(key -> displayId(documents, key))
            .toList();
    if (!users.isEmpty()) {
      throw NetworkErrors.securityGroupInUse(row.id(), users);
    }
  }

  @Override
  public ObjectNode properties(Documents documents, NetworkRow row) {
    var rendered = row.properties().deepCopy();
    rendered.put("resourceGuid", row.resourceGuid());
    rendered.set(RULES, inlineChildResources.render(documents, row));
    rendered.set("defaultSecurityRules", DefaultSecurityRules.of(row));
    putUsers(documents, rendered, row, "networkInterfaces", NetworkInterfaces.TYPE);
    putUsers(documents, rendered, row, "subnets", Subnets.TYPE);
    return rendered;
  }

  private void putUsers(
      Documents documents, ObjectNode rendered, NetworkRow row, String member, String type) {
    var users = resources.users(documents, row.id(), type);
    if (!users.isEmpty()) {
      var array = rendered.putArray(member);
      users.forEach(user -> array.addObject().put("id", user.id()));
    }
  }

  /** Returns the id with the letter case of the stored resource, if this provider has it. */
  private String displayId(Documents documents, String key) {
    return ResourceId.parse(key)
        .flatMap(id -> resources.find(documents, id))
        .map(NetworkRow::id)
        .orElse(key);
  }
}
