package dev.msi4j;

import com.azure.core.util.ExpandableEnum;

/**
 * Whether an identity can be assigned to resources of other regions. Azure may add values; they
 * compare without regard to case.
 */
public final class IsolationScope implements ExpandableEnum<String> {
  /** {@code None}: No restriction. */
  public static final IsolationScope NONE = of("None");

  /** {@code Regional}: Only resources in the identity's own region. */
  public static final IsolationScope REGIONAL = of("Regional");

  private final ExpandableString value;

  private IsolationScope(ExpandableString value) {
    this.value = value;
  }

  /** Returns the value written this way; it need not be one this library knows. */
  public static IsolationScope of(String value) {
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

  /** Returns the value as it is sent. */
  @Override
  public String toString() {
    return value.text();
  }
}
