package dev.msi4j.local.internal.deployments.expressions;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Limits the evaluation of one template: the number of steps, the depth of calls and the size of
 * all values. A template comes from a client that the server does not trust. Not thread-safe.
 */
public final class Budget {
  private static final long MAX_STEPS = 500_000;
  private static final long MAX_SIZE = 40_000_000;
  private static final int MAX_VALUE_SIZE = 4_000_000;
  private static final int MAX_DEPTH = 250;

  private long steps;
  private long size;
  private int depth;

  /** Counts one step of the evaluation. */
  void step() {
    steps++;
    if (steps > MAX_STEPS) {
      throw TemplateErrors.limit("evaluation steps", MAX_STEPS);
    }
  }

  /** Enters a nested evaluation; {@link #leave} must follow. */
  void enter() {
    step();
    depth++;
    if (depth > MAX_DEPTH) {
      throw TemplateErrors.limit("nested expressions", MAX_DEPTH);
    }
  }

  void leave() {
    depth--;
  }

  /** Counts a text before it is created. */
  void reserve(long characters) {
    if (characters > MAX_VALUE_SIZE) {
      throw TemplateErrors.limit("characters in one value", MAX_VALUE_SIZE);
    }
    size += characters;
    if (size > MAX_SIZE) {
      throw TemplateErrors.limit("characters in all values", MAX_SIZE);
    }
  }

  /** Counts the size of a value and returns the value. */
  JsonNode charge(JsonNode value) {
    reserve(sizeOf(value, 0, 0));
    return value;
  }

  /** Stops counting when the value is too large, since values can share their parts. */
  private static long sizeOf(JsonNode value, long counted, int depth) {
    if (counted > MAX_VALUE_SIZE) {
      return counted;
    }
    if (depth > MAX_DEPTH) {
      throw TemplateErrors.limit("nested values", MAX_DEPTH);
    }
    var sum = counted + 1;
    if (value.isTextual()) {
      return sum + value.textValue().length();
    }
    if (value.isArray()) {
      for (var item : value) {
        sum = sizeOf(item, sum, depth + 1);
      }
    } else if (value.isObject()) {
      for (var member : value.properties()) {
        sum = sizeOf(member.getValue(), sum + member.getKey().length(), depth + 1);
      }
    }
    return sum;
  }
}
