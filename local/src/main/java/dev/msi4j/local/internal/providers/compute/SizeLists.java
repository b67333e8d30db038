package dev.msi4j.local.internal.providers.compute;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.arm.ArmErrors;
import dev.msi4j.local.internal.arm.ArmRequest;
import dev.msi4j.local.internal.arm.Locations;
import dev.msi4j.local.internal.arm.Operations;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.json.Json;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/** Serves the lists of sizes of a region and of SKUs, which have more details. */
final class SizeLists {
  private static final Pattern LOCATION_FILTER =
      Pattern.compile("\\s*location\\s+eq\\s+'([^']*)'\\s*", Pattern.CASE_INSENSITIVE);
  private static final List<String> ZONES = List.of("1", "2", "3");

  private final Sizes sizes;

  SizeLists(Sizes sizes) {
    this.sizes = sizes;
  }

  void declare(Operations.OperationsBuilder operations) {
    operations
        .get(
            "/subscriptions/{subscriptionId}/providers/Microsoft.Compute/locations/{location}/vmSizes")
        .action("Microsoft.Compute/locations/vmSizes/read")
        .handle(this::ofLocation);
    operations
        .get("/subscriptions/{subscriptionId}/providers/Microsoft.Compute/skus")
        .action("Microsoft.Compute/skus/read")
        .handle(this::skus);
  }

  /** Renders a list of sizes. */
  static Response list(List<Size> sizes) {
    var document = Json.object();
    var value = document.putArray("value");
    sizes.forEach(size -> value.add(size.json()));
    return Response.json(200, document);
  }

  private Response ofLocation(ArmRequest request) {
    Locations.normalize(request.argument("location"), "Microsoft.Compute/locations/vmSizes");
    return list(sizes.all());
  }

  private Response skus(ArmRequest request) {
    var locations =
        request
            .http()
            .query()
            .filled("$filter")
            .map(SizeLists::location)
            .<Collection<String>>map(List::of)
            .orElse(Locations.all().keySet());
    var document = Json.object();
    var value = document.putArray("value");
    sizes.all().forEach(size -> value.add(sku(size, locations)));
    return Response.json(200, document);
  }

  private static String location(String filter) {
    var matcher = LOCATION_FILTER.matcher(filter);
    if (!matcher.matches()) {
      throw ArmErrors.invalidFilter(filter);
    }
    return Locations.normalize(matcher.group(1), "Microsoft.Compute/skus");
  }

  private static ObjectNode sku(Size size, Collection<String> locations) {
    var underscore = size.name().indexOf('_');
    var sku =
        Json.object()
            .put("resourceType", "virtualMachines")
            .put("name", size.name())
            .put("tier", size.name().substring(0, underscore))
            .put("size", size.name().substring(underscore + 1))
            .put("family", size.family());
    var names = sku.putArray("locations");
    var details = sku.putArray("locationInfo");
    for (var location : locations) {
      names.add(location);
      var zones = details.addObject().put("location", location).putArray("zones");
      ZONES.forEach(zones::add);
    }
    capabilities(sku.putArray("capabilities"), size);
    sku.putArray("restrictions");
    return sku;
  }

  private static void capabilities(ArrayNode list, Size size) {
    capability(list, "vCPUs", Integer.toString(size.cores()));
    capability(list, "vCPUsAvailable", Integer.toString(size.cores()));
    capability(
        list,
        "MemoryGB",
        BigDecimal.valueOf(size.memoryGib()).stripTrailingZeros().toPlainString());
    capability(list, "MaxResourceVolumeMB", Integer.toString(size.diskMib()));
    capability(list, "MaxDataDiskCount", Integer.toString(size.dataDisks()));
    capability(list, "HyperVGenerations", size.architecture().equals("x64") ? "V1,V2" : "V2");
    capability(list, "CpuArchitectureType", size.architecture());
    capability(list, "PremiumIO", size.premium() ? "True" : "False");
    capability(list, "EncryptionAtHostSupported", "True");
    capability(list, "AcceleratedNetworkingEnabled", size.cores() > 1 ? "True" : "False");
  }

  private static void capability(ArrayNode list, String name, String value) {
    list.addObject().put("name", name).put("value", value);
  }
}
