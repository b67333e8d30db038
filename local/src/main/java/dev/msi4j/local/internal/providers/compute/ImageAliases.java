package dev.msi4j.local.internal.providers.compute;

import dev.msi4j.local.internal.http.Request;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.json.Json;

/**
 * Serves the document that maps image aliases to images. The cloud metadata contains its URL, and
 * no authentication is required.
 */
public final class ImageAliases {
  private final Images images = new Images();

  /** Handles {@code GET /aliases.json}; the Azure CLI reads the outputs of this template. */
  public Response handle(Request request) {
    var document =
        Json.object()
            .put(
                "$schema",
                "http://schema.management.azure.com/schemas/2015-01-01/deploymentTemplate.json")
            .put("contentVersion", "1.0.0.0");
    document.putObject("parameters");
    document.putObject("variables");
    document.putArray("resources");
    var aliases =
        document.putObject("outputs").putObject("aliases").put("type", "object").putObject("value");
    images
        .all()
        .forEach(image -> {
          var ofSystem = aliases.withObjectProperty(image.os());
          for (var alias : image.aliases()) {
            ofSystem
                .putObject(alias)
                .put("publisher", image.publisher())
                .put("offer", image.offer())
                .put("sku", image.sku())
                .put("version", "latest")
                .put("architecture", image.architecture());
          }
        });
    return Response.json(200, document);
  }
}
