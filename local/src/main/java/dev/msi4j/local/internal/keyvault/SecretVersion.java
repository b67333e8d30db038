package dev.msi4j.local.internal.keyvault;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A version of a secret. The string form does not contain the value.
 *
 * @param version 32 hexadecimal digits
 * @param created seconds since 1970
 * @param updated seconds since 1970
 */
public record SecretVersion(
    String version, String value, SecretProperties properties, long created, long updated) {

  /**
   * The properties of a version that a client can change; null for those that are not set.
   *
   * @param notBefore seconds since 1970
   * @param expires seconds since 1970
   */
  public record SecretProperties(
      @Nullable String contentType,
      @Nullable Map<String, String> tags,
      @Nullable Boolean enabled,
      @Nullable Long notBefore,
      @Nullable Long expires) {

    /** Returns whether the value can be read. */
    public boolean isEnabled() {
      return enabled == null || enabled;
    }

    /** Returns these properties with the ones that a change sets. */
    public SecretProperties with(SecretProperties change) {
      return new SecretProperties(
          change.contentType == null ? contentType : change.contentType,
          change.tags == null ? tags : change.tags,
          change.enabled == null ? enabled : change.enabled,
          change.notBefore == null ? notBefore : change.notBefore,
          change.expires == null ? expires : change.expires);
    }
  }

  SecretVersion with(SecretProperties changed, long at) {
    return new SecretVersion(version, value, changed, created, at);
  }

  @Override
  public String toString() {
    return "SecretVersion[version=" + version + ", properties=" + properties + "]";
  }
}
