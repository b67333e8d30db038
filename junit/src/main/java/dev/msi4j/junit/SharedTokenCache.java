package dev.msi4j.junit;

import com.microsoft.aad.msal4j.ManagedIdentityApplication;
import java.util.Map;

/**
 * The token cache that all managed identity clients of msal4j share in a process. Its keys contain
 * neither the host nor the system-assigned identity, so a test would get the token of another one.
 */
final class SharedTokenCache {
  private static final String APPLICATION = "com.microsoft.aad.msal4j.ManagedIdentityApplication";

  private SharedTokenCache() {}

  /**
   * Removes all tokens, if msal4j is on the class path.
   *
   * @throws IllegalStateException if this version of msal4j is not supported
   */
  static void clear() {
    if (!exists()) {
      return;
    }
    var cache = ManagedIdentityApplication.getSharedTokenCache();
    try {
      // msal4j has no method for this.
      var tokens = cache.getClass().getDeclaredField("accessTokens");
      tokens.setAccessible(true);
      ((Map<?, ?>) tokens.get(cache)).clear();
    } catch (ReflectiveOperationException | ClassCastException e) {
      throw new IllegalStateException(
          "@RunsAs cannot clear the token cache of this version of msal4j; use a version that this"
              + " version of msi4j-junit supports",
          e);
    }
  }

  private static boolean exists() {
    try {
      Class.forName(APPLICATION, false, SharedTokenCache.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
