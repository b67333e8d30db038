package dev.msi4j;

import com.azure.core.util.BinaryData;
import java.util.Set;

/** A request body and the properties in it that not every API version has. */
record ArmBody(BinaryData content, Set<Feature> fields) {
  static ArmBody of(Json.ValueWriter value, Set<Feature> fields) {
    return new ArmBody(BinaryData.fromBytes(Json.bytes(value)), fields);
  }

  /** Returns a body with the JSON of the caller, which is sent unchanged and not checked. */
  static ArmBody raw(BinaryData json) {
    return new ArmBody(json, Set.of());
  }
}
