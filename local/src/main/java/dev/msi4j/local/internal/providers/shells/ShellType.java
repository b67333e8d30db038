package dev.msi4j.local.internal.providers.shells;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.arm.ResourceIdentities;
import dev.msi4j.local.internal.store.Documents;
import dev.msi4j.local.internal.text.CaseFolding;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A resource type that is served as a shell.
 *
 * @param type the type with its namespace, such as {@code Microsoft.Web/sites}
 * @param name the pattern of names
 * @param nameRule the rule for names, for error messages
 * @param hasIdentity whether resources of the type have managed identities
 * @param behavior the rules of the type alone
 */
record ShellType(
    String type, Pattern name, String nameRule, boolean hasIdentity, Behavior behavior) {
  /** The rules of one type. */
  interface Behavior {
    /** Returns the paths of the properties that no response returns, such as passwords. */
    default List<String> writeOnly() {
      return List.of();
    }

    /**
     * Validates the properties of a write and adds what depends on other resources.
     *
     * @throws dev.msi4j.local.internal.arm.ArmException if a property is invalid
     */
    default void check(
        Documents documents, ResourceIdentities.Target target, ObjectNode properties) {}

    /** Adds the read-only properties of a response. */
    default void complete(Documents documents, ObjectNode properties, ShellRow row) {}

    /** Prepares what a written resource needs outside of its transaction. */
    default void written(ShellRow row, String origin) {}

    /** Deletes what belongs to a deleted resource. */
    default void removed(Documents documents, ShellRow row) {}
  }

  /** Returns the document kind. */
  String kind() {
    return CaseFolding.of(type);
  }

  String namespace() {
    return type.substring(0, type.indexOf('/'));
  }

  String typeInNamespace() {
    return type.substring(type.indexOf('/') + 1);
  }
}
