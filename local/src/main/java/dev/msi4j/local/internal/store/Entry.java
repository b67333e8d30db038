package dev.msi4j.local.internal.store;

/**
 * A stored document. The string form omits the body, which may be secret.
 *
 * @param kind the name of its {@link DocumentKind}
 * @param key the unique key within the kind; for a resource, the resource id in lower case
 * @param body a JSON object, or text
 */
public record Entry(String kind, String key, String body) {
  /** The highest code point, which no key has; all stores sort by code points. */
  static final String HIGHEST_CODE_POINT = Character.toString(Character.MAX_CODE_POINT);

  /** Replaces the character NUL, which no key has and PostgreSQL rejects in queries. */
  static String storable(String key) {
    return key.replace('\0', '\ufffd');
  }

  @Override
  public String toString() {
    return "Entry[" + kind + ", " + key + "]";
  }
}
