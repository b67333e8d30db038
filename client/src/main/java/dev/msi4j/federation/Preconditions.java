package dev.msi4j.federation;

import dev.msi4j.ResourceId;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Validates arguments. Each error message names the parameter, the value and the rule. */
final class Preconditions {
  private Preconditions() {}

  static <T> T requireNonNull(String parameter, @Nullable T value) {
    if (value == null) {
      throw new IllegalArgumentException(parameter + " must not be null");
    }
    return value;
  }

  /** Throws if the collection or one of its items is null. */
  static <T> Collection<T> requireNonNullItems(String parameter, @Nullable Collection<T> values) {
    Collection<T> all = requireNonNull(parameter, values);
    int index = 0;
    for (T value : all) {
      requireNonNull(parameter + "[" + index++ + "]", value);
    }
    return all;
  }

  /** Throws if the map or one of its keys or values is null. */
  static <K, V> Map<K, V> requireNonNullEntries(String parameter, @Nullable Map<K, V> values) {
    Map<K, V> all = requireNonNull(parameter, values);
    all.forEach((key, value) ->
        requireNonNull(
            parameter + "[" + requireNonNull("a key in " + parameter, key) + "]", value));
    return all;
  }

  static Duration requirePositive(String parameter, Duration value) {
    requireNonNull(parameter, value);
    if (value.isNegative() || value.isZero()) {
      throw invalid(parameter, value, "must be positive");
    }
    return value;
  }

  static Duration requireNonNegative(String parameter, Duration value) {
    requireNonNull(parameter, value);
    if (value.isNegative()) {
      throw invalid(parameter, value, "must not be negative");
    }
    return value;
  }

  static long requirePositive(String parameter, long value) {
    if (value < 1) {
      throw invalid(parameter, value, "must be a positive number");
    }
    return value;
  }

  static int requireAtLeastOne(String parameter, int value) {
    if (value < 1) {
      throw invalid(parameter, value, "must be at least 1");
    }
    return value;
  }

  /** Returns the id if it is the id of a user-assigned identity in the subscription. */
  static ResourceId requireIdentity(ResourceId identity, String subscriptionId) {
    requireNonNull("identity", identity);
    if (!identity.isType("Microsoft.ManagedIdentity/userAssignedIdentities")
        || identity.resourceGroup() == null) {
      throw invalid("identity", identity, "must be the id of a user-assigned identity");
    }
    if (!subscriptionId.equalsIgnoreCase(identity.subscriptionId())) {
      throw invalid("identity", identity, "must be in the client's subscription " + subscriptionId);
    }
    return identity;
  }

  /**
   * Returns the text if it is not blank and contains no control character and no forbidden
   * character.
   */
  static String requireText(String parameter, @Nullable String value, String forbidden) {
    if (value == null || value.isBlank()) {
      throw invalid(parameter, value, "must not be blank");
    }
    if (!value.equals(value.strip())) {
      throw invalid(parameter, value, "must not begin or end with white space");
    }
    IntPredicate isForbidden = c -> forbidden.indexOf(c) >= 0 || Character.isISOControl(c);
    if (value.chars().anyMatch(isForbidden)) {
      throw invalid(
          parameter,
          value,
          forbidden.isEmpty()
              ? "must not contain control characters"
              : "must not contain control characters or any of " + spaced(forbidden));
    }
    return value;
  }

  static IllegalArgumentException invalid(String parameter, @Nullable Object value, String rule) {
    return new IllegalArgumentException(parameter + " '" + value + "' " + rule);
  }

  private static String spaced(String characters) {
    return String.join(" ", characters.split(""));
  }
}
