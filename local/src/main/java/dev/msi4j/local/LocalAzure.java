package dev.msi4j.local;

/** A local Azure. */
public final class LocalAzure {
  private LocalAzure() {}
}
