package dev.msi4j.local.internal.store;

/**
 * A kind of stored documents. The class that writes the documents declares their kind.
 *
 * @param name a resource type in lower case, or a noun such as {@code principal}
 * @param content the JSON type of the bodies
 * @param secret whether the bodies are encrypted in a shared database
 */
public record DocumentKind(String name, Content content, boolean secret) {
  /** JSON types of bodies. */
  public enum Content {
    OBJECT,
    /** Text without a JSON object, such as the key of another document. */
    TEXT
  }

  /** Returns a kind whose bodies are JSON objects without secrets. */
  public static DocumentKind object(String name) {
    return new DocumentKind(name, Content.OBJECT, false);
  }

  /** Returns a kind whose bodies are JSON objects with secrets. */
  public static DocumentKind secret(String name) {
    return new DocumentKind(name, Content.OBJECT, true);
  }

  /** Returns a kind whose bodies are text without secrets. */
  public static DocumentKind text(String name) {
    return new DocumentKind(name, Content.TEXT, false);
  }
}
