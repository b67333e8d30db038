package dev.msi4j.local.internal.providers.compute;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.arm.GenericResource;
import dev.msi4j.local.internal.arm.ResourceId;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.store.DocumentKind;
import dev.msi4j.local.internal.store.Documents;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An extension of a virtual machine as it is stored.
 *
 * @param properties the requested properties without those that no response returns
 * @param createdAt the time of creation, or null in state of earlier releases
 * @param changedAt the time at which the last operation started or completed
 */
record ExtensionRow(
    String id,
    String name,
    String location,
    Map<String, String> tags,
    ObjectNode properties,
    String provisioningState,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String createdAt,
    String changedAt) {
  /** The document kind of extensions. */
  static final String KIND = "microsoft.compute/virtualmachines/extensions";

  static final List<DocumentKind> DOCUMENT_KINDS = List.of(DocumentKind.object(KIND));

  private static final String CREATING = "Creating";
  private static final String DELETING = "Deleting";
  private static final String FAILED = "Failed";

  /** Creates the row of an extension whose installation has started. */
  static ExtensionRow creating(
      ResourceId id, String location, Map<String, String> tags, ObjectNode properties, String now) {
    return new ExtensionRow(
        id.toString(), id.name(), location, tags, properties, CREATING, now, now);
  }

  /** Returns the extensions of a virtual machine in the order of their names. */
  static List<ExtensionRow> of(Documents documents, ResourceId machine) {
    return ofPrefix(documents, machine.key() + "/");
  }

  /** Returns the extensions of all virtual machines whose keys start with a prefix. */
  static List<ExtensionRow> ofPrefix(Documents documents, String prefix) {
    return documents.list(KIND, prefix, "", Integer.MAX_VALUE).stream()
        .map(entry -> Json.read(entry.body(), ExtensionRow.class))
        .toList();
  }

  ExtensionRow updating(Map<String, String> tags, ObjectNode properties, String now) {
    var state = isInstalled() ? "Updating" : CREATING;
    return new ExtensionRow(id, name, location, tags, properties, state, createdAt, now);
  }

  ExtensionRow deleting(String now) {
    return withState(DELETING, now);
  }

  ExtensionRow succeeded(String now) {
    return withState("Succeeded", now);
  }

  ExtensionRow failed(String now) {
    return withState(FAILED, now);
  }

  /** Converts the extension for lists across providers. */
  GenericResource toGenericResource() {
    return new GenericResource(
        ResourceId.parse(id).orElseThrow(),
        location,
        tags,
        Json.object(),
        provisioningState,
        createdAt,
        changedAt);
  }

  boolean isDeleting() {
    return provisioningState.equals(DELETING);
  }

  /**
   * Returns whether the extension is installed, which includes updates and deletions in progress.
   */
  boolean isInstalled() {
    return !provisioningState.equals(CREATING) && !provisioningState.equals(FAILED);
  }

  private ExtensionRow withState(String state, String now) {
    return new ExtensionRow(id, name, location, tags, properties, state, createdAt, now);
  }

  String publisher() {
    return properties.path("publisher").asText();
  }

  String extensionType() {
    return properties.path("type").asText();
  }

  /** Returns the handler: publisher and type, separated by a period. */
  String handler() {
    return publisher() + "." + extensionType();
  }
}
