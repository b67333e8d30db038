package dev.msi4j.local.internal.store;

/**
 * A stored JSON document. Its string form leaves the body out, since that may be a key.
 *
 * @param kind what it is: a resource type in lower case, or a word such as {@code principal}
 * @param key its name among its kind; for a resource the ARM id in lower case
 */
public record Entry(String kind, String key, String body) {
  @Override
  public String toString() {
    return "Entry[" + kind + ", " + key + "]";
  }
}
