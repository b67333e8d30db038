package dev.msi4j.local.internal.providers.compute;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.arm.ArmRequest;
import dev.msi4j.local.internal.arm.Operations;
import dev.msi4j.local.internal.arm.Paging;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.text.CaseFolding;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** Serves the images of the marketplace by publisher, offer, SKU and version. */
final class ImageLists {
  private static final String PUBLISHERS =
      "/subscriptions/{subscriptionId}/providers/Microsoft.Compute/locations/{location}/publishers";
  private static final String OFFERS = PUBLISHERS + "/{publisher}/artifacttypes/vmimage/offers";
  private static final String SKUS = OFFERS + "/{offer}/skus";
  private static final String VERSIONS = SKUS + "/{sku}/versions";
  private static final String ACTIONS = "Microsoft.Compute/locations/publishers/";

  private final Images images;
  private final ExtensionImages extensions;

  ImageLists(Images images, ExtensionImages extensions) {
    this.images = images;
    this.extensions = extensions;
  }

  void declare(Operations.OperationsBuilder operations) {
    operations.get(PUBLISHERS).action(ACTIONS + "read").handle(this::publishers);
    operations.get(OFFERS).action(ACTIONS + "artifacttypes/offers/read").handle(this::offers);
    operations.get(SKUS).action(ACTIONS + "artifacttypes/offers/skus/read").handle(this::skus);
    operations
        .get(VERSIONS)
        .action(ACTIONS + "artifacttypes/offers/skus/versions/read")
        .handle(this::versions);
    operations
        .get(VERSIONS + "/{version}")
        .action(ACTIONS + "artifacttypes/offers/skus/versions/read")
        .handle(this::version);
  }

  private Response publishers(ArmRequest request) {
    var names = Stream.concat(images.all().map(Image::publisher), extensions.publishers());
    return ListDocuments.list(request, names.distinct().sorted().toList());
  }

  private Response offers(ArmRequest request) {
    var offers = images.of(request.argument("publisher")).map(Image::offer).distinct().toList();
    return ListDocuments.list(request, requireFound(offers, "Publisher"));
  }

  private Response skus(ArmRequest request) {
    var skus =
        images
            .of(request.argument("publisher"), request.argument("offer"))
            .map(Image::sku)
            .toList();
    return ListDocuments.list(request, requireFound(skus, "Offer"));
  }

  private Response versions(ArmRequest request) {
    var image = image(request);
    var query = request.http().query();
    var names = new ArrayList<>(image.versions());
    if (query.filled("$orderby").filter(ImageLists::isDescending).isPresent()) {
      Collections.reverse(names);
    }
    var expanded = query.filled("$expand").filter("properties"::equalsIgnoreCase).isPresent();
    var list = Json.array();
    for (var name :
        names.subList(0, Math.min(names.size(), Paging.top(request, Integer.MAX_VALUE)))) {
      var item = ListDocuments.item(request, name);
      list.add(expanded ? item.set("properties", properties(image)) : item);
    }
    return Response.json(200, list);
  }

  private Response version(ArmRequest request) {
    var image = image(request);
    var version = request.argument("version");
    if (!image.versions().contains(version)) {
      throw ComputeErrors.artifactNotFound("VMImage");
    }
    var document = ListDocuments.of(request, version);
    document.set("properties", properties(image));
    return Response.json(200, document);
  }

  private Image image(ArmRequest request) {
    return images
        .find(request.argument("publisher"), request.argument("offer"), request.argument("sku"))
        .orElseThrow(() -> ComputeErrors.artifactNotFound("VMImage"));
  }

  /** Returns whether the order is descending; name is the only supported key. */
  private static boolean isDescending(String order) {
    return CaseFolding.of(order.strip()).endsWith(" desc");
  }

  private static List<String> requireFound(List<String> names, String artifact) {
    if (names.isEmpty()) {
      throw ComputeErrors.artifactNotFound(artifact);
    }
    return names;
  }

  private static ObjectNode properties(Image image) {
    var properties =
        Json.object()
            .put("hyperVGeneration", image.generation())
            .put("architecture", image.architecture())
            .put("replicaType", "Managed");
    properties.putObject("osDiskImage").put("operatingSystem", image.os());
    properties.putArray("dataDiskImages");
    properties.putObject("automaticOSUpgradeProperties").put("automaticOSUpgradeSupported", true);
    properties.putObject("imageDeprecationStatus").put("imageState", "Active");
    properties.putObject("disallowed").put("vmDiskType", "None");
    var features = properties.putArray("features");
    features.addObject().put("name", "IsAcceleratedNetworkSupported").put("value", "True");
    if (image.generation().equals("V2") && image.architecture().equals("x64")) {
      features.addObject().put("name", "SecurityType").put("value", "TrustedLaunchSupported");
    }
    return properties;
  }
}
