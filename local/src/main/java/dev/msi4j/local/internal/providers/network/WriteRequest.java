package dev.msi4j.local.internal.providers.network;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.arm.ArmRequest;
import dev.msi4j.local.internal.arm.JsonBody;
import dev.msi4j.local.internal.arm.ResourceId;
import java.util.Optional;

/**
 * A resource about to be made or replaced.
 *
 * @param location its region, or that of what it is inside
 * @param body the resource as the client wants it
 * @param existing the resource as it is
 * @param request by which somebody wants it
 */
record WriteRequest(
    ResourceId id,
    String location,
    JsonBody body,
    Optional<NetworkRow> existing,
    ArmRequest request) {

  JsonBody properties() {
    return body.object("properties");
  }

  /** A copy of the properties as sent, to make those of the row from. */
  ObjectNode copyOfProperties() {
    return Defaults.withoutNulls(properties());
  }
}
