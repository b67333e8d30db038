package dev.msi4j.local.internal.store;

/**
 * A kind of stored documents. The class that writes the documents declares their kind.
 *
 * @param name a resource type in lower case, or a noun such as {@code principal}
 * @param content the JSON type of the bodies
 * @param secret whether the bodies are encrypted in a shared database
 * @param permanent whether the documents stay when a running server resets or replaces its state
 */
public record DocumentKind(String name, Content content, boolean secret, boolean permanent) {
  /** JSON types of bodies. */
  public enum Content {
    OBJECT,
    /** Text without a JSON object, such as the key of another document. */
    TEXT
  }

  /** Returns a kind whose bodies are JSON objects without secrets. */
  public static DocumentKind object(String name) {
    return new DocumentKind(name, Content.OBJECT, false, false);
  }

  /** Returns a kind whose bodies are JSON objects with secrets. */
  public static DocumentKind secret(String name) {
    return new DocumentKind(name, Content.OBJECT, true, false);
  }

  /** Returns a kind whose bodies are text without secrets. */
  public static DocumentKind text(String name) {
    return new DocumentKind(name, Content.TEXT, false, false);
  }

  /** Returns this kind as one whose documents belong to the server and stay on a reset. */
  public DocumentKind asPermanent() {
    return new DocumentKind(name, content, secret, true);
  }
}
