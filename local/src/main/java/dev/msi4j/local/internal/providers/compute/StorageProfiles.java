package dev.msi4j.local.internal.providers.compute;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.arm.ArmErrors;
import dev.msi4j.local.internal.arm.ResourceId;
import dev.msi4j.local.internal.http.JsonBody;
import dev.msi4j.local.internal.text.CaseFolding;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Validates {@code storageProfile} and sets the defaults of image and disks. */
final class StorageProfiles {
  private static final Map<String, String> CREATE_OPTIONS =
      Map.of("fromimage", "FromImage", "attach", "Attach", "empty", "Empty", "copy", "Copy");

  private final Images images;
  private final Supplier<UUID> ids;

  StorageProfiles(Images images, Supplier<UUID> ids) {
    this.images = images;
    this.ids = ids;
  }

  /** Finds the marketplace image that a profile refers to. */
  Optional<Image> image(JsonNode profile) {
    var reference = profile.path("imageReference");
    return images.find(
        reference.path("publisher").asText(),
        reference.path("offer").asText(),
        reference.path("sku").asText());
  }

  /** Returns the operating system of a virtual machine with these properties. */
  String os(JsonNode properties) {
    var profile = properties.path("storageProfile");
    var configured = profile.path("osDisk").path("osType").asText();
    return image(profile)
        .map(Image::os)
        .or(() ->
            Optional.of(configured).filter(os -> !os.isEmpty()).map(StorageProfiles::normalise))
        .orElseGet(() -> inferOs(properties));
  }

  /** Sets the defaults of properties that the request does not set. */
  void setDefaults(ResourceId machine, JsonBody profile, Size size, String os) {
    if (profile.has("imageReference")) {
      setVersion(profile.node(), profile.object("imageReference").node());
    }
    var disk = profile.objectOrNew("osDisk");
    disk.node().put("osType", os);
    setDiskDefaults(machine, disk, "FromImage", machine.name() + "_OsDisk_1_" + random(), size);
    setDefault(disk.node(), "caching", "ReadWrite");
    if (!disk.has("diskSizeGB")) {
      disk.node().put("diskSizeGB", os.equals(OsProfiles.WINDOWS) ? 127 : 30);
    }
    setDataDiskDefaults(machine, profile, size);
    if (!profile.has("dataDisks")) {
      profile.node().putArray("dataDisks");
    }
  }

  private void setVersion(ObjectNode profile, ObjectNode reference) {
    if (reference.has("id")) {
      return;
    }
    setDefault(reference, "version", "latest");
    var requested = reference.path("version").asText();
    // The latest version of an image outside of the catalog is unknown.
    image(profile)
        .map(image -> image.version(requested))
        .or(() -> Optional.of(requested).filter(version -> !version.equalsIgnoreCase("latest")))
        .ifPresent(version -> reference.put("exactVersion", version));
  }

  private static void setDataDiskDefaults(ResourceId machine, JsonBody profile, Size size) {
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
      setDiskDefaults(machine, disk, "Empty", machine.name() + "_DataDisk_" + lun, size);
      setDefault(disk.node(), "caching", "None");
    }
  }

  private static void setDiskDefaults(
      ResourceId machine, JsonBody disk, String defaultOption, String defaultName, Size size) {
    var option = disk.text("createOption").orElse(defaultOption);
    disk.node().put("createOption", CREATE_OPTIONS.getOrDefault(CaseFolding.of(option), option));
    setDefault(disk.node(), "name", defaultName);
    setDefault(disk.node(), "deleteOption", "Detach");
    if (!disk.has("vhd")) {
      var managed = disk.objectOrNew("managedDisk").node();
      setDefault(managed, "storageAccountType", size.premium() ? "Premium_LRS" : "Standard_LRS");
      setDefault(managed, "id", diskId(machine, disk.text("name").orElse(defaultName)));
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

  /** Infers the operating system of an unknown image. */
  private static String inferOs(JsonNode properties) {
    var reference = properties.path("storageProfile").path("imageReference");
    var windows =
        properties.path("osProfile").has("windowsConfiguration")
            || CaseFolding.of(reference.path("publisher").asText()).contains("windows")
            || CaseFolding.of(reference.path("offer").asText()).contains("windows");
    return windows ? OsProfiles.WINDOWS : OsProfiles.LINUX;
  }

  private static void setDefault(ObjectNode object, String name, String value) {
    if (!object.hasNonNull(name)) {
      object.put(name, value);
    }
  }

  private String random() {
    return ids.get().toString().replace("-", "");
  }
}
