package dev.msi4j.local.internal.providers.compute;

import dev.msi4j.local.internal.arm.ArmRequest;
import dev.msi4j.local.internal.arm.Operations;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.json.Json;
import java.util.List;
import java.util.stream.Stream;

/**
 * Serves the catalog of extensions of common publishers with their versions. Clients look up the
 * latest version here. A virtual machine can also have extensions that the catalog does not
 * contain.
 */
final class ExtensionImages {
  /** The publisher of the extension that serves tokens. */
  static final String PUBLISHER = "Microsoft.ManagedIdentity";

  static final String FOR_LINUX = "ManagedIdentityExtensionForLinux";
  static final String FOR_WINDOWS = "ManagedIdentityExtensionForWindows";

  private static final String TYPES =
      "/subscriptions/{subscriptionId}/providers/Microsoft.Compute/locations/{location}/publishers"
          + "/{publisher}/artifacttypes/vmextension/types";
  private static final String ACTIONS =
      "Microsoft.Compute/locations/publishers/artifacttypes/types/";

  private final List<ExtensionImage> all =
      CsvResource.read("extensions.csv").map(ExtensionImages::image).toList();

  /** A type of extension. */
  private record ExtensionImage(String publisher, String type, String os, List<String> versions) {}

  void declare(Operations.OperationsBuilder operations) {
    var versions = TYPES + "/{type}/versions";
    operations.get(TYPES).action(ACTIONS + "read").handle(this::types);
    operations.get(versions).action(ACTIONS + "versions/read").handle(this::versions);
    operations.get(versions + "/{version}").action(ACTIONS + "versions/read").handle(this::version);
  }

  /** Returns the publishers of the extensions. */
  Stream<String> publishers() {
    return all.stream().map(ExtensionImage::publisher);
  }

  private Response types(ArmRequest request) {
    return ListDocuments.list(
        request, ofPublisher(request).stream().map(ExtensionImage::type).toList());
  }

  private Response versions(ArmRequest request) {
    return ListDocuments.list(request, find(request).versions);
  }

  private Response version(ArmRequest request) {
    var image = find(request);
    var version = request.argument("version");
    if (!image.versions.contains(version)) {
      throw ComputeErrors.artifactNotFound("VMExtension");
    }
    var document = ListDocuments.of(request, version);
    document.set(
        "properties",
        Json.object()
            .put("operatingSystem", image.os)
            .put("computeRole", "IaaS")
            .put("vmScaleSetEnabled", true)
            .put("supportsMultipleExtensions", false));
    return Response.json(200, document);
  }

  /** Returns the extension that the request path names. */
  private ExtensionImage find(ArmRequest request) {
    return ofPublisher(request).stream()
        .filter(image -> image.type.equalsIgnoreCase(request.argument("type")))
        .findFirst()
        .orElseThrow(() -> ComputeErrors.artifactNotFound("VMExtension"));
  }

  /** Returns the extensions of the publisher that the request path names. */
  private List<ExtensionImage> ofPublisher(ArmRequest request) {
    var publisher = request.argument("publisher");
    var images = all.stream().filter(image -> image.publisher.equalsIgnoreCase(publisher)).toList();
    if (images.isEmpty()) {
      throw ComputeErrors.artifactNotFound("Publisher");
    }
    return images;
  }

  private static ExtensionImage image(List<String> cells) {
    return new ExtensionImage(
        cells.get(0), cells.get(1), cells.get(2), List.of(cells.get(3).split(" ", -1)));
  }
}
