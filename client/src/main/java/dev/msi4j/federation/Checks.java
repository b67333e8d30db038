package dev.msi4j.federation;

import dev.msi4j.ResourceId;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Checks arguments before anything is done; each error names parameter, value and rule. */
final class Checks {
  private Checks() {}

  static <T> T present(String parameter, @Nullable T value) {
    if (value == null) {
      throw new IllegalArgumentException(parameter + " must not be null");
    }
    return value;
  }

  /** Throws unless the collection and each of its items is there. */
  static <T> Collection<T> items(String parameter, @Nullable Collection<T> values) {
    Collection<T> all = present(parameter, values);
    int index = 0;
    for (T value : all) {
      present(parameter + "[" + index++ + "]", value);
    }
    return all;
  }

  /** Throws unless the map and each of its keys and values is there. */
  static <K, V> Map<K, V> entries(String parameter, @Nullable Map<K, V> values) {
    Map<K, V> all = present(parameter, values);
    all.forEach((key, value) ->
        present(parameter + "[" + present("a key in " + parameter, key) + "]", value));
    return all;
  }

  static Duration positive(String parameter, Duration value) {
    present(parameter, value);
    if (value.isNegative() || value.isZero()) {
      throw broken(parameter, value, "must be longer than nothing");
    }
    return value;
  }

  static Duration notNegative(String parameter, Duration value) {
    present(parameter, value);
    if (value.isNegative()) {
      throw broken(parameter, value, "must not be negative");
    }
    return value;
  }

  static long positive(String parameter, long value) {
    if (value < 1) {
      throw broken(parameter, value, "must be a positive number");
    }
    return value;
  }

  static int atLeastOne(String parameter, int value) {
    if (value < 1) {
      throw broken(parameter, value, "must be at least 1");
    }
    return value;
  }

  /** Returns the id if it is that of an identity the client can reach. */
  static ResourceId identity(ResourceId identity, String subscriptionId) {
    present("identity", identity);
    if (!identity.isType("Microsoft.ManagedIdentity/userAssignedIdentities")
        || identity.resourceGroup() == null) {
      throw broken("identity", identity, "must be the id of a user-assigned identity");
    }
    if (!subscriptionId.equalsIgnoreCase(identity.subscriptionId())) {
      throw broken("identity", identity, "must be in the client's subscription " + subscriptionId);
    }
    return identity;
  }

  /** Returns a part of a subject, which must not be blank nor contain what would end it early. */
  static String part(String parameter, @Nullable String value, String forbidden) {
    if (value == null || value.isBlank()) {
      throw broken(parameter, value, "must not be blank");
    }
    if (!value.equals(value.strip())) {
      throw broken(parameter, value, "must not begin or end with white space");
    }
    IntPredicate ends = c -> forbidden.indexOf(c) >= 0 || Character.isISOControl(c);
    if (value.chars().anyMatch(ends)) {
      throw broken(
          parameter,
          value,
          forbidden.isEmpty()
              ? "must not contain control characters"
              : "must not contain control characters or any of " + spaced(forbidden));
    }
    return value;
  }

  static IllegalArgumentException broken(String parameter, @Nullable Object value, String rule) {
    return new IllegalArgumentException(parameter + " '" + value + "' " + rule);
  }

  private static String spaced(String characters) {
    return String.join(" ", characters.split(""));
  }
}
