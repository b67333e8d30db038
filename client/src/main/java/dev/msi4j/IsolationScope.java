package dev.msi4j;

import com.azure.core.util.ExpandableEnum;
import java.util.Locale;

/**
 * Whether an identity can be assigned to resources of other regions. Azure may add values; they
 * compare without regard to case.
 */
public final class IsolationScope implements ExpandableEnum<String> {
  /** {@code None}: No restriction. */
  public static final IsolationScope NONE = new IsolationScope("None");

  /** {@code Regional}: Only resources in the identity's own region. */
  public static final IsolationScope REGIONAL = new IsolationScope("Regional");

  private final String value;

  private IsolationScope(String value) {
    this.value = value;
  }

  /** Returns the value written this way; it need not be one this library knows. */
  public static IsolationScope of(String value) {
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException("isolationScope '" + value + "' must not be blank");
    }
    return new IsolationScope(value);
  }

  @Override
  public String getValue() {
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof IsolationScope that && folded().equals(that.folded());
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
