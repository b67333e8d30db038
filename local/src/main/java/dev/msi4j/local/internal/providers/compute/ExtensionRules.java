package dev.msi4j.local.internal.providers.compute;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.arm.ArmErrors;
import dev.msi4j.local.internal.arm.Providers;
import dev.msi4j.local.internal.arm.ResourceId;
import dev.msi4j.local.internal.http.JsonBody;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.store.Documents;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Validates, stores and deletes extensions, which need a running virtual machine. */
final class ExtensionRules {
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,79}");
  private static final Pattern VERSION = Pattern.compile("\\d+(\\.\\d+){0,3}");
  private static final List<String> REQUIRED = List.of("publisher", "type", "typeHandlerVersion");

  private final VirtualMachineRules machines;
  private final StorageProfiles storage;
  private final Providers providers;
  private final Clock clock;

  ExtensionRules(
      VirtualMachineRules machines, StorageProfiles storage, Providers providers, Clock clock) {
    this.machines = machines;
    this.storage = storage;
    this.providers = providers;
    this.clock = clock;
  }

  /** An extension as a client requests it; null for properties that are not set. */
  record RequestedExtension(
      @Nullable String location, @Nullable Map<String, String> tags, ObjectNode properties) {}

  ExtensionRow get(Documents documents, ResourceId id) {
    machine(documents, id, "GET");
    return find(documents, id.key()).orElseThrow(() -> ArmErrors.resourceNotFound(id));
  }

  List<ExtensionRow> list(Documents documents, ResourceId machine) {
    machines.get(documents, machine);
    return ExtensionRow.of(documents, machine);
  }

  /** Starts to create or replace an extension; returns true if it is new. */
  boolean createOrUpdate(
      Documents documents, ResourceId id, RequestedExtension requestedExtension) {
    var machine = running(documents, id, "PUT");
    var location =
        Optional.ofNullable(requestedExtension.location).orElseThrow(ArmErrors::locationRequired);
    if (!location.equals(machine.location())) {
      throw ArmErrors.invalidResourceLocation(id, machine.location(), location);
    }
    var existing = find(documents, id.key());
    var tags = requestedExtension.tags == null ? Map.<String, String>of() : requestedExtension.tags;
    existing.ifPresent(row -> checkHandlerUnchanged(row, requestedExtension.properties));
    write(
        documents,
        machine,
        existing
            .map(row -> row.updating(tags, requestedExtension.properties, now()))
            .orElseGet(() -> create(id, location, tags, requestedExtension.properties)));
    return existing.isEmpty();
  }

  /** Starts to update the properties that the request sets. */
  void update(Documents documents, ResourceId id, RequestedExtension requestedExtension) {
    var machine = running(documents, id, "PATCH");
    var row = find(documents, id.key()).orElseThrow(() -> ArmErrors.resourceNotFound(id));
    var merged = row.properties().deepCopy();
    merged.setAll(requestedExtension.properties);
    checkHandlerUnchanged(row, merged);
    var tags = requestedExtension.tags == null ? row.tags() : requestedExtension.tags;
    write(documents, machine, row.updating(tags, merged, now()));
  }

  /** Starts to delete an extension; empty if it does not exist. */
  Optional<ExtensionRow> startDeleting(Documents documents, ResourceId id) {
    machine(documents, id, "DELETE");
    var row = find(documents, id.key());
    row.ifPresent(found -> {
      running(documents, id, "DELETE");
      save(documents, found.deleting(now()));
    });
    return row;
  }

  /** Completes a write: the extension is installed if the virtual machine still runs. */
  void completeWrite(Documents documents, String key) {
    var row = find(documents, key).filter(found -> !found.isDeleting());
    var machine = machines.find(documents, machineKey(key));
    if (row.isEmpty() || machine.isEmpty()) {
      return;
    }
    var runs = machine.get().isRunning();
    save(documents, runs ? row.get().succeeded(now()) : row.get().failed(now()));
    machines.republish(documents, machineKey(key));
    if (!runs) {
      throw ComputeErrors.extensionsOfStoppedMachine();
    }
  }

  /** Deletes an extension from its virtual machine. */
  void delete(Documents documents, String key) {
    providers.removeUnder(documents, key);
    documents.delete(ExtensionRow.KIND, key);
    machines.republish(documents, machineKey(key));
  }

  private ExtensionRow create(
      ResourceId id, String location, Map<String, String> tags, ObjectNode properties) {
    if (!NAME.matcher(id.name()).matches()) {
      throw ArmErrors.invalidName(
          "virtual machine extension",
          id.name(),
          "it must have 1 to 80 letters, digits, underscores, hyphens and periods, and start with a letter"
              + " or a digit");
    }
    return ExtensionRow.creating(id, location, tags, properties, now());
  }

  private void write(Documents documents, VirtualMachineRow machine, ExtensionRow row) {
    checkProperties(row.properties());
    TokenExtension.check(row, machine.identity());
    checkHandler(documents, machine, row);
    save(documents, row);
  }

  private void checkHandler(Documents documents, VirtualMachineRow machine, ExtensionRow row) {
    var id = ResourceId.parse(machine.id()).orElseThrow();
    ExtensionRow.of(documents, id).stream()
        .filter(other -> !other.name().equalsIgnoreCase(row.name()))
        .filter(other -> other.handler().equalsIgnoreCase(row.handler()))
        .findFirst()
        .ifPresent(other -> {
          var os = storage.os(machine.properties());
          throw ComputeErrors.handlerInUse(os, other.name(), other.handler());
        });
  }

  private static void checkProperties(ObjectNode properties) {
    var body = JsonBody.at("properties", properties, ArmErrors.BODY);
    for (var name : REQUIRED) {
      if (body.text(name).filter(text -> !text.isBlank()).isEmpty()) {
        throw ComputeErrors.missingParameter(name);
      }
    }
    var version = body.text("typeHandlerVersion").orElse("");
    if (!VERSION.matcher(version).matches()) {
      throw ArmErrors.invalidParameter(
          "typeHandlerVersion",
          "The value '"
              + version
              + "' of typeHandlerVersion is invalid: it must be a version such as 1.0.");
    }
    body.object("settings");
  }

  private static void checkHandlerUnchanged(ExtensionRow row, ObjectNode properties) {
    var handler = properties.path("publisher").asText() + "." + properties.path("type").asText();
    if (!row.handler().equalsIgnoreCase(handler)) {
      throw ComputeErrors.propertyChangeNotAllowed(
          row.publisher().equalsIgnoreCase(properties.path("publisher").asText())
              ? "type"
              : "publisher");
    }
  }

  private VirtualMachineRow running(Documents documents, ResourceId id, String verb) {
    var machine = machine(documents, id, verb);
    if (machine.isDeleting()) {
      throw ComputeErrors.machineBeingDeleted(machine.name(), "Update");
    }
    if (!machine.isRunning()) {
      throw ComputeErrors.extensionsOfStoppedMachine();
    }
    return machine;
  }

  private VirtualMachineRow machine(Documents documents, ResourceId id, String verb) {
    return machines
        .find(documents, id.parent().key())
        .orElseThrow(() -> ArmErrors.parentResourceNotFound(id, verb));
  }

  private static Optional<ExtensionRow> find(Documents documents, String key) {
    return documents.get(ExtensionRow.KIND, key).map(body -> Json.read(body, ExtensionRow.class));
  }

  private static void save(Documents documents, ExtensionRow row) {
    var key = ResourceId.parse(row.id()).orElseThrow().key();
    documents.put(ExtensionRow.KIND, key, Json.write(row));
  }

  private static String machineKey(String key) {
    return ResourceId.parse(key).orElseThrow().parent().key();
  }

  private String now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
