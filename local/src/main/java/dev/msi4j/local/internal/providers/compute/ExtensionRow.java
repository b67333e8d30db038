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
 * An extension of a virtual machine as the store keeps it.
 *
 * @param properties what the client asked for, less what no answer shows
 * @param createdAt when it was made, or null if the state does not record it
 * @param changedAt when the last operation on it began or ended
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
  /** The kind under which the store keeps extensions. */
  static final String KIND = "microsoft.compute/virtualmachines/extensions";

  static final List<DocumentKind> DOCUMENT_KINDS = List.of(DocumentKind.object(KIND));

  private static final String CREATING = "Creating";
  private static final String DELETING = "Deleting";
  private static final String FAILED = "Failed";

  /** An extension that is being put on a machine. */
  static ExtensionRow creating(
      ResourceId id, String location, Map<String, String> tags, ObjectNode properties, String now) {
    return new ExtensionRow(
        id.toString(), id.name(), location, tags, properties, CREATING, now, now);
  }

  /** The extensions of a machine, in the order of their names. */
  static List<ExtensionRow> of(Documents documents, ResourceId machine) {
    return below(documents, machine.key() + "/");
  }

  /** The extensions of all machines whose keys start with a prefix. */
  static List<ExtensionRow> below(Documents documents, String prefix) {
    return documents.list(KIND, prefix, "", Integer.MAX_VALUE).stream()
        .map(entry -> Json.read(entry.body(), ExtensionRow.class))
        .toList();
  }

  ExtensionRow updating(Map<String, String> tags, ObjectNode properties, String now) {
    var state = isInstalled() ? "Updating" : CREATING;
    return new ExtensionRow(id, name, location, tags, properties, state, createdAt, now);
  }

  ExtensionRow deleting(String now) {
    return in(DELETING, now);
  }

  ExtensionRow succeeded(String now) {
    return in("Succeeded", now);
  }

  ExtensionRow failed(String now) {
    return in(FAILED, now);
  }

  /** The extension as lists across providers show it. */
  GenericResource described() {
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

  /** Whether it is on the machine, which it is before it is changed and until it is gone. */
  boolean isInstalled() {
    return !provisioningState.equals(CREATING) && !provisioningState.equals(FAILED);
  }

  private ExtensionRow in(String state, String now) {
    return new ExtensionRow(id, name, location, tags, properties, state, createdAt, now);
  }

  String publisher() {
    return properties.path("publisher").asText();
  }

  String extensionType() {
    return properties.path("type").asText();
  }

  /** What does the work on the machine: the publisher and the type. */
  String handler() {
    return publisher() + "." + extensionType();
  }
}
