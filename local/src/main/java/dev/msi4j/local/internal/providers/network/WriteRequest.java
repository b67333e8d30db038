package dev.msi4j.local.internal.providers.network;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.arm.ArmRequest;
import dev.msi4j.local.internal.arm.ResourceId;
import dev.msi4j.local.internal.http.JsonBody;
import java.util.Optional;

/**
 * A request to create or replace a resource.
 *
 * @param location the region of the resource or of its parent
 * @param body the requested resource
 * @param existing the stored resource, if it exists
 * @param request the HTTP request that contains the resource or its parent
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

  /** Returns a copy of the requested properties without null members. */
  ObjectNode copyOfProperties() {
    return Defaults.withoutNulls(properties());
  }
}
