package dev.msi4j.samples;

/** The managed identities of a virtual machine. */
public enum VmIdentities {
  /** A system-assigned identity, deleted with the virtual machine. */
  SYSTEM,
  /** A user-assigned identity, created separately. */
  USER,
  /** Both. */
  BOTH;

  boolean system() {
    return this != USER;
  }

  boolean user() {
    return this != SYSTEM;
  }
}
