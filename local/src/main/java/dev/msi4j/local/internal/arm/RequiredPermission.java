package dev.msi4j.local.internal.arm;

import dev.msi4j.local.internal.rbac.Access;

/** What a caller must be allowed before an operation is served. */
enum RequiredPermission {
  /** The operation's action at the scope of the request. */
  ACTION {
    @Override
    boolean isMet(Access access, String action, String scope) {
      return access.allows(action, scope);
    }
  },

  /** The action there or on something below: a listing then shows what the caller may see. */
  ACTION_WITHIN {
    @Override
    boolean isMet(Access access, String action, String scope) {
      return access.allowsWithin(action, scope);
    }
  },

  /** Any role there or below: who may do something in a subscription may know of it. */
  ANY_ROLE {
    @Override
    boolean isMet(Access access, String action, String scope) {
      return access.reaches(scope);
    }
  },

  /** A token, and nothing else. */
  NOTHING {
    @Override
    boolean isMet(Access access, String action, String scope) {
      return true;
    }
  };

  abstract boolean isMet(Access access, String action, String scope);
}
