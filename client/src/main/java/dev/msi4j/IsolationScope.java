package dev.msi4j;

import com.azure.core.util.ExpandableEnum;
import java.util.List;

/**
 * Restricts the regions of the resources that an identity can be assigned to. Azure may add values.
 * The comparison is case-insensitive.
 *
 * <p>Source: swagger of Microsoft.ManagedIdentity 2024-11-30, {@code IsolationScope}.
 */
public final class IsolationScope implements ExpandableEnum<String> {
  /** {@code None}: no restriction. */
  public static final IsolationScope NONE = known("None");

  /** {@code Regional}: only resources in the region of the identity. */
  public static final IsolationScope REGIONAL = known("Regional");

  private static final List<IsolationScope> KNOWN = List.of(NONE, REGIONAL);

  private final ExpandableString value;

  private IsolationScope(ExpandableString value) {
    this.value = value;
  }

  private static IsolationScope known(String value) {
    return new IsolationScope(new ExpandableString(value));
  }

  /**
   * Returns the value with the given text.
   *
   * @param value the text; any text that is not blank is accepted, known or not
   * @return the value
   * @throws IllegalArgumentException if the text is null or blank
   */
  public static IsolationScope of(String value) {
    for (IsolationScope known : KNOWN) {
      if (known.value.text().equals(value)) {
        return known;
      }
    }
    return new IsolationScope(ExpandableString.of("isolationScope", value));
  }

  @Override
  public String getValue() {
    return value.text();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof IsolationScope that && value.equals(that.value);
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
