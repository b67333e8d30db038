package dev.msi4j.local.internal.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.msi4j.local.internal.http.Request;
import dev.msi4j.local.internal.json.Json;
import java.io.IOException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The JSON object of an admin request, read member by member. A null member counts as missing. */
record AdminBody(JsonNode json) {
  static AdminBody of(Request request) {
    try {
      var json = request.body().isEmpty() ? Json.object() : request.body().json();
      if (json.isObject()) {
        return new AdminBody(json);
      }
    } catch (IOException e) {
      throw AdminException.invalid("the body is not JSON: it must be a JSON object");
    }
    throw AdminException.invalid("the body is not an object: it must be a JSON object");
  }

  /** Rejects unknown members. */
  void allowOnly(Set<String> names) {
    for (var member : json.properties()) {
      if (!names.contains(member.getKey())) {
        throw AdminException.invalid(
            "member",
            member.getKey(),
            "one of " + names.stream().sorted().collect(Collectors.joining(", ")));
      }
    }
  }

  Optional<String> text(String name) {
    return member(name)
        .map(value -> {
          if (!value.isTextual()) {
            throw AdminException.invalid(name, value.toString(), "a string");
          }
          return value.asText();
        });
  }

  Optional<Integer> number(String name) {
    return member(name)
        .map(value -> {
          if (!value.canConvertToExactIntegral() || !value.canConvertToInt()) {
            throw AdminException.invalid(name, value.toString(), "an integer");
          }
          return value.intValue();
        });
  }

  Optional<Duration> duration(String name) {
    return text(name)
        .map(value -> {
          try {
            return Duration.parse(value);
          } catch (DateTimeParseException e) {
            throw AdminException.invalid(name, value, "a duration such as PT30S");
          }
        });
  }

  private Optional<JsonNode> member(String name) {
    return Optional.ofNullable(json.get(name)).filter(value -> !value.isNull());
  }
}
