package dev.msi4j.local.providers.compute;

import dev.msi4j.local.arm.ArmRequest;
import dev.msi4j.local.arm.Operations;
import dev.msi4j.local.front.Json;
import dev.msi4j.local.front.Response;
import java.util.List;
import java.util.Map;

/** The extensions that can be put on machines, as far as this server knows what they do. */
final class ExtensionImages {
  /** Who publishes the extension that gives out tokens. */
  static final String PUBLISHER = "Microsoft.ManagedIdentity";

  static final String FOR_LINUX = "ManagedIdentityExtensionForLinux";
  static final String FOR_WINDOWS = "ManagedIdentityExtensionForWindows";

  private static final Map<String, String> SYSTEMS =
      Map.of(FOR_LINUX, "Linux", FOR_WINDOWS, "Windows");
  private static final List<String> VERSIONS = List.of("1.0.0.0");

  private static final String TYPES =
      "/subscriptions/{subscriptionId}/providers/Microsoft.Compute/locations/{location}/publishers"
          + "/{publisher}/artifacttypes/vmextension/types";
  private static final String ACTIONS =
      "Microsoft.Compute/locations/publishers/artifacttypes/types/";

  private ExtensionImages() {}

  static void declare(Operations.Of operations) {
    var versions = TYPES + "/{type}/versions";
    operations.get(TYPES).action(ACTIONS + "read").handle(ExtensionImages::types);
    operations.get(versions).action(ACTIONS + "versions/read").handle(ExtensionImages::versions);
    operations
        .get(versions + "/{version}")
        .action(ACTIONS + "versions/read")
        .handle(ExtensionImages::version);
  }

  private static Response types(ArmRequest request) {
    checkPublisher(request);
    return Artifacts.list(request, List.of(FOR_LINUX, FOR_WINDOWS));
  }

  private static Response versions(ArmRequest request) {
    system(request);
    return Artifacts.list(request, VERSIONS);
  }

  private static Response version(ArmRequest request) {
    var system = system(request);
    var version = request.argument("version");
    if (!VERSIONS.contains(version)) {
      throw ComputeErrors.artifactNotFound("VMExtension");
    }
    var document = Artifacts.of(request, version);
    document.set(
        "properties",
        Json.object()
            .put("operatingSystem", system)
            .put("computeRole", "IaaS")
            .put("vmScaleSetEnabled", true)
            .put("supportsMultipleExtensions", false));
    return Response.json(200, document);
  }

  private static void checkPublisher(ArmRequest request) {
    if (!request.argument("publisher").equalsIgnoreCase(PUBLISHER)) {
      throw ComputeErrors.artifactNotFound("Publisher");
    }
  }

  /** The operating system that the extension in the path is for. */
  private static String system(ArmRequest request) {
    checkPublisher(request);
    return SYSTEMS.entrySet().stream()
        .filter(entry -> entry.getKey().equalsIgnoreCase(request.argument("type")))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow(() -> ComputeErrors.artifactNotFound("VMExtension"));
  }
}
