package dev.msi4j.samples;

/** Which managed identities a virtual machine gets. */
public enum VmIdentities {
  /** One of its own, which lives and dies with it. */
  SYSTEM,
  /** One that is made apart from it and assigned to it. */
  USER,
  /** One of each. */
  BOTH;

  boolean system() {
    return this != USER;
  }

  boolean user() {
    return this != SYSTEM;
  }
}
