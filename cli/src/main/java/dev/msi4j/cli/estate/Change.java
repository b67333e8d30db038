package dev.msi4j.cli.estate;

import dev.msi4j.Identity;
import dev.msi4j.ResourceId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A difference between the estate and what exists.
 *
 * @param note the reason of a change that cannot be made; null otherwise
 */
record Change(Action action, Item item, List<Property> properties, @Nullable String note) {
  Change {
    properties = List.copyOf(properties);
  }

  static Change of(Action action, Item item, List<Property> properties) {
    return new Change(action, item, properties, null);
  }

  static Change blocked(Item item, List<Property> properties, String note) {
    return new Change(Action.BLOCKED, item, properties, note);
  }

  /** What an application of the plan does. */
  enum Action {
    CREATE,
    UPDATE,
    /** Deletes a resource and creates it again. */
    REPLACE,
    DELETE,
    /** Makes no change, because Azure does not allow it. */
    BLOCKED,
    /** Makes no change: the item exists and is not declared. */
    UNDECLARED;

    /** Returns whether an application changes something. */
    boolean isChange() {
      return this != BLOCKED && this != UNDECLARED;
    }

    /** Returns the word in reports. */
    String word() {
      return this == UNDECLARED ? "undeclared" : name().toLowerCase(Locale.ROOT);
    }
  }

  /** A property with different values; null if it is not set. */
  record Property(String name, @Nullable String before, @Nullable String after) {
    /** Returns the properties that differ. */
    static List<Property> differences(Stream<Property> all) {
      return all.filter(each -> !Objects.equals(each.before, each.after)).toList();
    }

    /** Returns one property for each tag. */
    static Stream<Property> tags(Map<String, String> before, Map<String, String> after) {
      var names = new TreeSet<>(before.keySet());
      names.addAll(after.keySet());
      return names.stream()
          .map(name -> new Property("tags." + name, before.get(name), after.get(name)));
    }
  }

  /** A resource or a relation of an estate. */
  sealed interface Item {
    /** Returns the kind in reports. */
    String kind();

    /** Returns the name in reports. */
    String name();

    private static String label(ResourceId id) {
      return Objects.requireNonNull(id.resourceGroup()) + "/" + id.name();
    }
  }

  /**
   * A resource group.
   *
   * @param tags the tags to write
   */
  record Group(ResourceId id, String location, Map<String, String> tags) implements Item {
    @Override
    public String kind() {
      return "resourceGroup";
    }

    @Override
    public String name() {
      return id.name();
    }
  }

  /**
   * A user-assigned identity.
   *
   * @param body the identity to write; null if the identity is not written
   */
  record UserAssigned(ResourceId id, @Nullable Identity body) implements Item {
    @Override
    public String kind() {
      return "identity";
    }

    @Override
    public String name() {
      return Item.label(id);
    }
  }

  /** A federated credential. */
  record Credential(ResourceId identity, String credential) implements Item {
    @Override
    public String kind() {
      return "credential";
    }

    @Override
    public String name() {
      return Item.label(identity) + "/" + credential;
    }
  }

  /**
   * A role of an identity or of another principal.
   *
   * @param identity the identity; null for another principal
   * @param principalId the principal; null if the identity does not exist
   * @param assignment the id of the role assignment; null if it does not exist
   */
  record Role(
      @Nullable ResourceId identity,
      @Nullable String principalId,
      String principalType,
      String roleId,
      String roleName,
      String scope,
      @Nullable String assignment)
      implements Item {
    @Override
    public String kind() {
      return "role";
    }

    @Override
    public String name() {
      return (identity == null ? principalId : Item.label(identity))
          + ": "
          + roleName
          + " at "
          + scope;
    }
  }

  /** A user-assigned identity of a virtual machine. */
  record Assignment(ResourceId virtualMachine, ResourceId identity) implements Item {
    @Override
    public String kind() {
      return "assignment";
    }

    @Override
    public String name() {
      return Item.label(identity) + ": virtual machine " + Item.label(virtualMachine);
    }
  }
}
