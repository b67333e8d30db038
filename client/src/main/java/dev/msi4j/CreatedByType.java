package dev.msi4j;

import com.azure.core.util.ExpandableEnum;

/**
 * The kind of caller that made or changed a resource. Azure may add values; they compare without
 * regard to case.
 */
public final class CreatedByType implements ExpandableEnum<String> {
  /** {@code User}: A person. */
  public static final CreatedByType USER = of("User");

  /** {@code Application}: An application. */
  public static final CreatedByType APPLICATION = of("Application");

  /** {@code ManagedIdentity}: A managed identity. */
  public static final CreatedByType MANAGED_IDENTITY = of("ManagedIdentity");

  /** {@code Key}: A key. */
  public static final CreatedByType KEY = of("Key");

  private final ExpandableString value;

  private CreatedByType(ExpandableString value) {
    this.value = value;
  }

  /** Returns the value written this way; it need not be one this library knows. */
  public static CreatedByType of(String value) {
    return new CreatedByType(ExpandableString.of("createdByType", value));
  }

  @Override
  public String getValue() {
    return value.text();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CreatedByType that && value.equals(that.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  /** Returns the value as it is sent. */
  @Override
  public String toString() {
    return value.text();
  }
}
