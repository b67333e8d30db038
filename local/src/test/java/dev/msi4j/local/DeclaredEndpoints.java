package dev.msi4j.local;

import dev.msi4j.local.internal.arm.Operations;
import java.util.List;

/** All that a local Azure declares to answer, for tests that look whether all of it is guarded. */
public final class DeclaredEndpoints {
  private DeclaredEndpoints() {}

  /** The operations of Resource Manager. */
  public static Operations operations(LocalAzure azure) {
    return azure.components().operations();
  }

  /** What answers beside Resource Manager: {@code GET /common/discovery/instance}. */
  public static List<String> routes(LocalAzure azure) {
    return azure.components().routes().declared();
  }
}
