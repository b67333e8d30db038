package dev.msi4j.local.internal.arm;

import dev.msi4j.local.internal.rbac.Access;

/** The permission that a caller must have before an operation is served. */
enum RequiredPermission {
  /** The operation's action at the scope of the request. */
  ACTION {
    @Override
    boolean isMet(Access access, String action, String scope) {
      return access.allows(action, scope);
    }
  },

  /** The action at the scope of the request or at a narrower one. */
  ACTION_WITHIN {
    @Override
    boolean isMet(Access access, String action, String scope) {
      return access.allowsWithin(action, scope);
    }
  },

  /** Any role at the scope of the request or at a narrower one. */
  ANY_ROLE {
    @Override
    boolean isMet(Access access, String action, String scope) {
      return access.reaches(scope);
    }
  },

  /** A permission that depends on the stored state. The handler of the operation checks it. */
  CHECKED_BY_HANDLER {
    @Override
    boolean isMet(Access access, String action, String scope) {
      return true;
    }
  },

  /** A valid token only. */
  NOTHING {
    @Override
    boolean isMet(Access access, String action, String scope) {
      return true;
    }
  };

  abstract boolean isMet(Access access, String action, String scope);
}
