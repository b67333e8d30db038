package dev.msi4j.cli.azure;

import com.azure.core.exception.ResourceNotFoundException;
import dev.msi4j.Identity;
import dev.msi4j.ManagedServiceIdentityClient;
import dev.msi4j.ResourceId;
import dev.msi4j.cli.console.CommandException;
import dev.msi4j.cli.console.Suggestions;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Finds user-assigned identities by resource id or by name. */
public final class IdentityLookup {
  private static final String TYPE = "Microsoft.ManagedIdentity/userAssignedIdentities";

  private final ManagedServiceIdentityClient client;

  public IdentityLookup(ManagedServiceIdentityClient client) {
    this.client = client;
  }

  /** Returns whether a reference is a resource id and not a name. */
  public static boolean isResourceId(String reference) {
    return reference.startsWith("/");
  }

  /** Returns whether a reference is the resource id of a user-assigned identity. */
  public static boolean isIdentityId(String reference) {
    return isResourceId(reference) && ResourceId.parse(reference).isType(TYPE);
  }

  /**
   * Finds an identity.
   *
   * @param reference a resource id or a name
   * @param group the resource group of a name; null to search the subscription
   * @throws CommandException if the identity does not exist, or if several have the name
   */
  public Identity find(String reference, @Nullable String group) {
    if (isResourceId(reference)) {
      return client.userAssignedIdentities().get(ResourceId.parse(reference));
    }
    return group == null ? inSubscription(reference) : inGroup(reference, group);
  }

  private Identity inGroup(String name, String group) {
    try {
      return client.userAssignedIdentities().get(group, name);
    } catch (ResourceNotFoundException e) {
      var names =
          names(client.userAssignedIdentities().listByResourceGroup(group).stream().toList());
      throw new CommandException(
          "there is no identity '"
              + name
              + "' in the resource group "
              + group
              + Suggestions.of(name, names),
          e);
    }
  }

  private Identity inSubscription(String name) {
    var all = client.userAssignedIdentities().listBySubscription().stream().toList();
    var found = all.stream().filter(each -> name.equalsIgnoreCase(each.name())).toList();
    if (found.isEmpty()) {
      throw new CommandException(
          "there is no identity '"
              + name
              + "' in the subscription "
              + client.subscriptionId()
              + Suggestions.of(name, names(all)));
    }
    if (found.size() > 1) {
      throw new CommandException(
          "the identity '"
              + name
              + "' is in several resource groups, "
              + String.join(", ", found.stream().map(IdentityLookup::group).toList())
              + ": pass --resource-group");
    }
    return found.get(0);
  }

  private static List<String> names(List<Identity> identities) {
    return identities.stream().map(Identity::name).filter(Objects::nonNull).toList();
  }

  private static String group(Identity identity) {
    var id = identity.resourceId();
    return id == null ? "" : String.valueOf(id.resourceGroup());
  }
}
