package dev.msi4j.local.internal.providers.compute;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.arm.ArmRequest;
import dev.msi4j.local.internal.arm.Locations;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.json.Json;
import java.util.List;

/** Renders the lists of a region's artifacts: arrays of names with ids and the region. */
final class ListDocuments {
  private ListDocuments() {}

  static Response list(ArmRequest request, List<String> names) {
    var list = Json.array();
    names.forEach(name -> list.add(item(request, name)));
    return Response.json(200, list);
  }

  /** Renders an item of the requested list. */
  static ObjectNode item(ArmRequest request, String name) {
    return artifact(request, String.join("/", request.http().segments()) + "/" + name, name);
  }

  /** Renders the requested artifact. */
  static ObjectNode of(ArmRequest request, String name) {
    return artifact(request, String.join("/", request.http().segments()), name);
  }

  private static ObjectNode artifact(ArmRequest request, String path, String name) {
    var location =
        Locations.normalize(request.argument("location"), "Microsoft.Compute/locations/publishers");
    return Json.object().put("location", location).put("name", name).put("id", "/" + path);
  }
}
