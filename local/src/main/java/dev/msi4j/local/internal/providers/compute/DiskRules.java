package dev.msi4j.local.internal.providers.compute;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.arm.ArmErrors;
import dev.msi4j.local.internal.arm.Providers;
import dev.msi4j.local.internal.arm.ResourceId;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.json.MergePatch;
import dev.msi4j.local.internal.runtime.ServerRuntime;
import dev.msi4j.local.internal.store.DocumentKind;
import dev.msi4j.local.internal.store.Documents;
import dev.msi4j.local.internal.text.CaseFolding;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Validates, stores and deletes managed disks, and attaches them to virtual machines. */
final class DiskRules {
  /** The document kind of disks. */
  static final String KIND = "microsoft.compute/disks";

  static final List<DocumentKind> DOCUMENT_KINDS = List.of(DocumentKind.object(KIND));

  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9]([\\w.-]{0,78}\\w)?");
  private static final String ATTACH = "Attach";
  private static final String SIZE = "diskSizeGB";
  private static final String CREATION = "creationData";
  private static final int DEFAULT_SIZE = 30;

  private final Providers providers;
  private final Clock clock;
  private final Supplier<UUID> ids;

  DiskRules(ServerRuntime runtime, Providers providers) {
    this.providers = providers;
    clock = runtime.clock();
    ids = runtime.ids();
  }

  /** A disk as a client requests it; null for members that are not set. */
  record RequestedDisk(
      @Nullable String location,
      @Nullable Map<String, String> tags,
      ObjectNode others,
      ObjectNode properties) {}

  Optional<DiskRow> find(Documents documents, String key) {
    return documents.get(KIND, key).map(body -> Json.read(body, DiskRow.class));
  }

  DiskRow get(Documents documents, ResourceId id) {
    return find(documents, id.key()).orElseThrow(() -> ArmErrors.resourceNotFound(id));
  }

  /** Starts to create a disk, or to replace the members of an existing one. */
  void createOrUpdate(Documents documents, ResourceId id, RequestedDisk requested) {
    var location = Optional.ofNullable(requested.location).orElseThrow(ArmErrors::locationRequired);
    var existing = find(documents, id.key());
    if (existing.isEmpty()) {
      save(documents, create(id, location, requested));
      return;
    }
    var row = existing.get();
    if (!row.location().equals(location)) {
      throw ArmErrors.invalidResourceLocation(id, row.location(), location);
    }
    var tags = requested.tags == null ? Map.<String, String>of() : requested.tags;
    save(documents, changed(row, tags, requested));
  }

  /** Starts to update the members that the request sets. */
  void update(Documents documents, ResourceId id, RequestedDisk requested) {
    var row = get(documents, id);
    save(documents, changed(row, requested.tags == null ? row.tags() : requested.tags, requested));
  }

  /** Starts to delete a disk; empty if it does not exist. */
  Optional<DiskRow> startDeleting(Documents documents, ResourceId id) {
    return find(documents, id.key())
        .map(row -> {
          if (row.managedBy() != null) {
            throw ComputeErrors.diskAttached(row.name(), row.managedBy());
          }
          return save(documents, row.deleting(now()));
        });
  }

  void completeWrite(Documents documents, String key) {
    find(documents, key).ifPresent(row -> save(documents, row.succeeded(now())));
  }

  void delete(Documents documents, String key) {
    providers.removeUnder(documents, key);
    documents.delete(KIND, key);
  }

  /**
   * Creates and attaches the disks of a virtual machine, and detaches those that it no longer has.
   *
   * @param previous the properties of the virtual machine before the write, or null
   */
  void attach(Documents documents, VirtualMachineRow machine, @Nullable JsonNode previous) {
    var current = disks(machine.properties());
    if (previous != null) {
      var kept = current.stream().map(DiskRules::key).toList();
      disks(previous).stream()
          .filter(disk -> !kept.contains(key(disk)))
          .forEach(disk -> detach(documents, machine, disk, false));
    }
    for (var disk : current) {
      var found = find(documents, key(disk));
      if (found.isEmpty() && disk.path("createOption").asText().equals(ATTACH)) {
        throw ArmErrors.invalidResourceReference(id(disk), machine.id());
      }
      var row = found.orElseGet(() -> created(machine, disk));
      var user = row.managedBy();
      if (user != null && !CaseFolding.of(user).equals(CaseFolding.of(machine.id()))) {
        throw ComputeErrors.diskInUse(row.name(), user);
      }
      if (user == null) {
        save(documents, row.attachedTo(machine.id()));
      }
    }
  }

  /** Detaches the disks of a virtual machine that is deleted, or deletes them with it. */
  void release(Documents documents, VirtualMachineRow machine) {
    disks(machine.properties())
        .forEach(disk ->
            detach(
                documents,
                machine,
                disk,
                disk.path("deleteOption").asText().equalsIgnoreCase("Delete")));
  }

  private void detach(
      Documents documents, VirtualMachineRow machine, JsonNode disk, boolean deletes) {
    find(documents, key(disk))
        .filter(row ->
            row.managedBy() != null
                && CaseFolding.of(row.managedBy()).equals(CaseFolding.of(machine.id())))
        .ifPresent(row -> {
          if (deletes) {
            delete(documents, key(disk));
          } else {
            save(documents, row.attachedTo(null));
          }
        });
  }

  /** Returns the managed disks in the properties of a virtual machine. */
  private static List<JsonNode> disks(JsonNode properties) {
    var disks = new ArrayList<JsonNode>();
    var profile = properties.path("storageProfile");
    disks.add(profile.path("osDisk"));
    profile.path("dataDisks").forEach(disks::add);
    disks.removeIf(disk -> ResourceId.parse(id(disk)).isEmpty());
    return disks;
  }

  private static String id(JsonNode disk) {
    return disk.path("managedDisk").path("id").asText();
  }

  private static String key(JsonNode disk) {
    return CaseFolding.of(id(disk));
  }

  /** Returns a disk that a virtual machine creates. */
  private DiskRow created(VirtualMachineRow machine, JsonNode disk) {
    var id = ResourceId.parse(id(disk)).orElseThrow();
    var others = Json.object();
    others
        .putObject("sku")
        .put("name", disk.path("managedDisk").path("storageAccountType").asText());
    if (machine.others().has("zones")) {
      others.set("zones", machine.others().get("zones"));
    }
    var properties = Json.object();
    if (disk.hasNonNull("osType")) {
      properties.put("osType", disk.path("osType").asText());
    }
    properties.putObject(CREATION).put("createOption", disk.path("createOption").asText());
    properties.put(SIZE, disk.path(SIZE).asInt(DEFAULT_SIZE));
    return row(id, machine.location(), Map.of(), others, complete(properties)).succeeded(now());
  }

  private DiskRow create(ResourceId id, String location, RequestedDisk requested) {
    if (!NAME.matcher(id.name()).matches()) {
      throw ArmErrors.invalidName(
          "disk",
          id.name(),
          "it must have 1 to 80 letters, digits, underscores, hyphens and periods, start with a"
              + " letter or a digit, and not end in a period or a hyphen");
    }
    var option = requested.properties.path(CREATION).path("createOption").asText();
    if (option.isEmpty()) {
      throw ComputeErrors.missingParameter("disk.creationData.createOption");
    }
    var size = requested.properties.path(SIZE).asInt();
    if (option.equalsIgnoreCase("Empty") && size < 1) {
      throw ComputeErrors.missingParameter("disk.diskSizeGB");
    }
    var others = MergePatch.apply(Json.object(), requested.others);
    if (!others.has("sku")) {
      others.putObject("sku").put("name", "Standard_LRS");
    }
    var properties = complete(MergePatch.apply(Json.object(), requested.properties));
    var tags = requested.tags == null ? Map.<String, String>of() : requested.tags;
    return row(id, location, tags, others, properties);
  }

  private DiskRow row(
      ResourceId id,
      String location,
      Map<String, String> tags,
      ObjectNode others,
      ObjectNode properties) {
    var now = now();
    return new DiskRow(
        id.toString(),
        id.name(),
        location,
        tags,
        others,
        properties,
        null,
        ids.get().toString(),
        "Creating",
        now,
        now);
  }

  private DiskRow changed(DiskRow row, Map<String, String> tags, RequestedDisk requested) {
    var properties = MergePatch.apply(row.properties(), requested.properties);
    if (properties.path(SIZE).asInt() < row.properties().path(SIZE).asInt()) {
      throw ComputeErrors.diskCannotShrink(
          row.name(), row.properties().path(SIZE).asInt(), properties.path(SIZE).asInt());
    }
    var others = MergePatch.apply(row.others(), requested.others);
    return row.with(tags, others, complete(properties), now());
  }

  /** Removes the read-only properties and adds the defaults. */
  private static ObjectNode complete(ObjectNode properties) {
    properties.remove(
        List.of("provisioningState", "diskState", "uniqueId", "timeCreated", "diskSizeBytes"));
    if (!properties.hasNonNull(SIZE)) {
      properties.put(SIZE, DEFAULT_SIZE);
    }
    if (!properties.hasNonNull("encryption")) {
      properties.putObject("encryption").put("type", "EncryptionAtRestWithPlatformKey");
    }
    for (var member :
        Map.of("networkAccessPolicy", "AllowAll", "publicNetworkAccess", "Enabled").entrySet()) {
      if (!properties.hasNonNull(member.getKey())) {
        properties.put(member.getKey(), member.getValue());
      }
    }
    return properties;
  }

  private static DiskRow save(Documents documents, DiskRow row) {
    documents.put(KIND, CaseFolding.of(row.id()), Json.write(row));
    return row;
  }

  private String now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
