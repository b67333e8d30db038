package dev.msi4j;

import com.azure.core.util.ExpandableEnum;
import java.util.Locale;

/**
 * The kind of caller that made or changed a resource. Azure may add values; they compare without
 * regard to case.
 */
public final class CreatedByType implements ExpandableEnum<String> {
  /** {@code User}: A person. */
  public static final CreatedByType USER = new CreatedByType("User");

  /** {@code Application}: An application. */
  public static final CreatedByType APPLICATION = new CreatedByType("Application");

  /** {@code ManagedIdentity}: A managed identity. */
  public static final CreatedByType MANAGED_IDENTITY = new CreatedByType("ManagedIdentity");

  /** {@code Key}: A key. */
  public static final CreatedByType KEY = new CreatedByType("Key");

  private final String value;

  private CreatedByType(String value) {
    this.value = value;
  }

  /** Returns the value written this way; it need not be one this library knows. */
  public static CreatedByType of(String value) {
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException("createdByType '" + value + "' must not be blank");
    }
    return new CreatedByType(value);
  }

  @Override
  public String getValue() {
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CreatedByType that && folded().equals(that.folded());
  }

  @Override
  public int hashCode() {
    return folded().hashCode();
  }

  private String folded() {
    return value.toLowerCase(Locale.ROOT);
  }

  /** Returns the value as it is sent. */
  @Override
  public String toString() {
    return value;
  }
}
