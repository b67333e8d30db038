package dev.msi4j.local.internal.providers.compute;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.arm.ArmErrors;
import dev.msi4j.local.internal.arm.JsonBody;
import dev.msi4j.local.internal.arm.ResourceId;
import dev.msi4j.local.internal.text.CaseFolding;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** The rules of {@code storageProfile}: what the server fills in of image and disks. */
final class StorageProfiles {
  private static final Map<String, String> CREATE_OPTIONS =
      Map.of("fromimage", "FromImage", "attach", "Attach", "empty", "Empty", "copy", "Copy");

  private final Images images;
  private final Supplier<UUID> ids;

  StorageProfiles(Images images, Supplier<UUID> ids) {
    this.images = images;
    this.ids = ids;
  }

  /** The image that a profile refers to, if the marketplace has it. */
  Optional<Image> image(JsonNode profile) {
    var reference = profile.path("imageReference");
    return images.find(
        reference.path("publisher").asText(),
        reference.path("offer").asText(),
        reference.path("sku").asText());
  }

  /** The operating system of a machine with these properties. */
  String os(JsonNode properties) {
    var profile = properties.path("storageProfile");
    var set = profile.path("osDisk").path("osType").asText();
    return image(profile)
        .map(Image::os)
        .or(() -> Optional.of(set).filter(os -> !os.isEmpty()).map(StorageProfiles::normalise))
        .orElseGet(() -> guess(properties));
  }

  /** Fills in what a client need not say; what it does say stays. */
  void fill(ResourceId machine, JsonBody profile, Size size, String os) {
    if (profile.has("imageReference")) {
      fillVersion(profile.node(), profile.object("imageReference").node());
    }
    var disk = profile.objectOrNew("osDisk");
    disk.node().put("osType", os);
    fillDisk(machine, disk, "FromImage", machine.name() + "_OsDisk_1_" + random(), size);
    unless(disk.node(), "caching", "ReadWrite");
    if (!disk.has("diskSizeGB")) {
      disk.node().put("diskSizeGB", os.equals(OsProfiles.WINDOWS) ? 127 : 30);
    }
    fillDataDisks(machine, profile, size);
    if (!profile.has("dataDisks")) {
      profile.node().putArray("dataDisks");
    }
  }

  private void fillVersion(ObjectNode profile, ObjectNode reference) {
    if (reference.has("id")) {
      return;
    }
    unless(reference, "version", "latest");
    var requested = reference.path("version").asText();
    // The newest version of an image that the marketplace does not have is anybody's guess.
    image(profile)
        .map(image -> image.version(requested))
        .or(() -> Optional.of(requested).filter(version -> !version.equalsIgnoreCase("latest")))
        .ifPresent(version -> reference.put("exactVersion", version));
  }

  private static void fillDataDisks(ResourceId machine, JsonBody profile, Size size) {
    var disks = profile.objects("dataDisks").orElse(List.of());
    if (disks.size() > size.dataDisks()) {
      throw ComputeErrors.operationNotAllowed(
          "The maximum number of data disks allowed to be attached to a VM of this size is "
              + size.dataDisks()
              + ".");
    }
    var numbers = new HashSet<Integer>();
    for (var disk : disks) {
      var lun =
          disk.integer("lun").orElseThrow(() -> ComputeErrors.missingParameter("dataDisk.lun"));
      if (!numbers.add(lun)) {
        throw ArmErrors.invalidParameter(
            "dataDisk.lun", "The LUN " + lun + " is used by more than one data disk.");
      }
      fillDisk(machine, disk, "Empty", machine.name() + "_DataDisk_" + lun, size);
      unless(disk.node(), "caching", "None");
    }
  }

  private static void fillDisk(
      ResourceId machine, JsonBody disk, String usualOption, String usualName, Size size) {
    var option = disk.text("createOption").orElse(usualOption);
    disk.node().put("createOption", CREATE_OPTIONS.getOrDefault(CaseFolding.of(option), option));
    unless(disk.node(), "name", usualName);
    unless(disk.node(), "deleteOption", "Detach");
    if (!disk.has("vhd")) {
      var managed = disk.objectOrNew("managedDisk").node();
      unless(managed, "storageAccountType", size.premium() ? "Premium_LRS" : "Standard_LRS");
      unless(managed, "id", diskId(machine, disk.text("name").orElse(usualName)));
    }
  }

  private static String diskId(ResourceId machine, String name) {
    return ResourceId.of(
            machine.subscription(), machine.resourceGroup(), machine.namespace(), "disks", name)
        .toString();
  }

  private static String normalise(String os) {
    return os.equalsIgnoreCase(OsProfiles.WINDOWS) ? OsProfiles.WINDOWS : OsProfiles.LINUX;
  }

  /** What a machine runs whose image nobody knows. */
  private static String guess(JsonNode properties) {
    var reference = properties.path("storageProfile").path("imageReference");
    var windows =
        properties.path("osProfile").has("windowsConfiguration")
            || CaseFolding.of(reference.path("publisher").asText()).contains("windows")
            || CaseFolding.of(reference.path("offer").asText()).contains("windows");
    return windows ? OsProfiles.WINDOWS : OsProfiles.LINUX;
  }

  private static void unless(ObjectNode object, String name, String value) {
    if (!object.hasNonNull(name)) {
      object.put(name, value);
    }
  }

  private String random() {
    return ids.get().toString().replace("-", "");
  }
}
