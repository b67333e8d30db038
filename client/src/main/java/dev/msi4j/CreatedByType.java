package dev.msi4j;

import com.azure.core.util.ExpandableEnum;
import java.util.List;

/**
 * The type of principal that created or modified a resource. Azure may add values. The comparison
 * is case-insensitive.
 *
 * <p>Source: azure-rest-api-specs, common-types, {@code systemData}.
 */
public final class CreatedByType implements ExpandableEnum<String> {
  /** {@code User}: a user. */
  public static final CreatedByType USER = known("User");

  /** {@code Application}: an application. */
  public static final CreatedByType APPLICATION = known("Application");

  /** {@code ManagedIdentity}: a managed identity. */
  public static final CreatedByType MANAGED_IDENTITY = known("ManagedIdentity");

  /** {@code Key}: a key. */
  public static final CreatedByType KEY = known("Key");

  private static final List<CreatedByType> KNOWN =
      List.of(USER, APPLICATION, MANAGED_IDENTITY, KEY);

  private final ExpandableString value;

  private CreatedByType(ExpandableString value) {
    this.value = value;
  }

  private static CreatedByType known(String value) {
    return new CreatedByType(new ExpandableString(value));
  }

  /**
   * Returns the value with the given text.
   *
   * @param value the text; any text that is not blank is accepted, known or not
   * @return the value
   * @throws IllegalArgumentException if the text is null or blank
   */
  public static CreatedByType of(String value) {
    for (CreatedByType known : KNOWN) {
      if (known.value.text().equals(value)) {
        return known;
      }
    }
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

  /** Returns the text as it is sent. */
  @Override
  public String toString() {
    return value.text();
  }
}
