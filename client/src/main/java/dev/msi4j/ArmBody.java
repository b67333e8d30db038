package dev.msi4j;

import com.azure.core.util.BinaryData;
import java.util.Set;

/** What an operation sends: the bytes, and the fields in them that not every version has. */
record ArmBody(BinaryData content, Set<Feature> fields) {
  static ArmBody of(Json.Writing value, Set<Feature> fields) {
    return new ArmBody(BinaryData.fromBytes(Json.bytes(value)), fields);
  }

  /** The caller's own JSON: sent byte for byte, and whatever is in it is the caller's affair. */
  static ArmBody raw(BinaryData json) {
    return new ArmBody(json, Set.of());
  }
}
