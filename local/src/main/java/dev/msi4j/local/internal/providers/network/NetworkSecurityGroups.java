package dev.msi4j.local.internal.providers.network;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.arm.ResourceId;
import dev.msi4j.local.internal.store.Documents;
import java.util.List;

/** Network security groups: rules for what may come in and go out. */
final class NetworkSecurityGroups implements NetworkType {
  static final String TYPE = "networkSecurityGroups";

  /** What rules are called below their group. */
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
    var requested = inlineChildResources.requested(documents, writeRequest);
    inlineChildResources.removeOthers(documents, writeRequest.id(), requested);
    // All together: two rules may swap their priorities.
    SecurityRules.checkTogether(requested.stream().map(SecurityRules::normalised).toList());
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
        resources.users(documents, row.id()).stream().map(key -> shown(documents, key)).toList();
    if (!users.isEmpty()) {
      throw NetworkErrors.securityGroupInUse(row.id(), users);
    }
  }

  @Override
  public ObjectNode properties(Documents documents, NetworkRow row) {
    var shown = row.properties().deepCopy();
    shown.put("resourceGuid", row.resourceGuid());
    shown.set(RULES, inlineChildResources.shown(documents, row));
    shown.set("defaultSecurityRules", DefaultSecurityRules.of(row));
    putUsers(documents, shown, row, "networkInterfaces", NetworkInterfaces.TYPE);
    putUsers(documents, shown, row, "subnets", Subnets.TYPE);
    return shown;
  }

  private void putUsers(
      Documents documents, ObjectNode shown, NetworkRow row, String member, String type) {
    var users = resources.users(documents, row.id(), type);
    if (!users.isEmpty()) {
      var array = shown.putArray(member);
      users.forEach(user -> array.addObject().put("id", user.id()));
    }
  }

  /** The id of a resource as its owner spelled it, where it is one of this provider. */
  private String shown(Documents documents, String key) {
    return ResourceId.parse(key)
        .flatMap(id -> resources.find(documents, id))
        .map(NetworkRow::id)
        .orElse(key);
  }
}
