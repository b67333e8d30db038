package dev.msi4j.local.internal.store;

/**
 * A stored document. The string form omits the body, which may be secret.
 *
 * @param kind the name of its {@link DocumentKind}
 * @param key the unique key within the kind; for a resource, the resource id in lower case
 * @param body a JSON object, or text
 */
public record Entry(String kind, String key, String body) {
  @Override
  public String toString() {
    return "Entry[" + kind + ", " + key + "]";
  }
}
