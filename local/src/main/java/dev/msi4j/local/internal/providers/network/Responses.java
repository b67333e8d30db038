package dev.msi4j.local.internal.providers.network;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.store.Documents;

/** Renders the resources of this provider as response bodies. */
final class Responses {
  private Responses() {}

  static ObjectNode resource(Documents documents, NetworkType type, NetworkRow row) {
    var document =
        Json.object()
            .put("name", row.name())
            .put("id", row.id())
            .put("etag", row.etag())
            .put("type", NetworkStore.NAMESPACE + "/" + type.name());
    if (row.location() != null) {
      document.put("location", row.location());
      row.tags().forEach(document.putObject("tags")::put);
    }
    document.setAll(row.members());
    var properties = type.properties(documents, row);
    properties.put("provisioningState", row.provisioningState());
    document.set("properties", properties);
    return document;
  }
}
