package dev.msi4j.local.internal.rbac;

import dev.msi4j.local.internal.text.CaseFolding;
import org.jspecify.annotations.Nullable;

/**
 * A management lock. It applies at its scope and at all narrower ones.
 *
 * @param notes the reason for the lock, or null
 */
public record Lock(String name, String scope, Level level, @Nullable String notes) {
  /** The type in the ids of locks. */
  public static final String TYPE = "Microsoft.Authorization/locks";

  /** What a lock prevents. */
  public enum Level {
    NOT_SPECIFIED("NotSpecified"),
    CAN_NOT_DELETE("CanNotDelete"),
    READ_ONLY("ReadOnly");

    private final String text;

    Level(String text) {
      this.text = text;
    }

    /** Returns the name in requests and responses. */
    public String text() {
      return text;
    }
  }

  /** Returns the resource id. */
  public String id() {
    return (scope.equals("/") ? "" : scope) + "/providers/" + TYPE + "/" + name;
  }

  /** Returns whether the lock applies at a scope: it is set there or at a wider one. */
  public boolean covers(String other) {
    return Scope.of(scope).covers(Scope.of(other));
  }

  /** Returns whether the scope of the lock is a given scope or a narrower one. */
  public boolean isWithin(String other) {
    return Scope.of(other).covers(Scope.of(scope));
  }

  String key() {
    return CaseFolding.of(id());
  }
}
