package dev.msi4j.cli.local.fault;

import dev.msi4j.cli.console.OptionName;
import dev.msi4j.cli.local.LocalAdmin;
import com.azure.core.http.HttpMethod;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The faults that a running local Azure has on request. */
final class LocalFaults {
  private static final String PATH = "/admin/faults";

  private final LocalAdmin admin;

  LocalFaults(LocalAdmin admin) {
    this.admin = admin;
  }

  /**
   * A fault that has happened, or is planned.
   *
   * @param when the time at which it happened, or {@code planned}
   * @param operation what was asked for, or the pattern of what it waits for
   * @param times how many are left of it; empty where it has happened
   */
  record Fault(String when, String operation, String effect, String times) {
    private static final String OUTCOME = "outcome";
    private static final List<String> EFFECT =
        List.of("delay", OUTCOME, "status", "code", "message", "retryAfter", "contentType", "body");

    private static Fault planned(Map<?, ?> planned) {
      var members = LocalAdmin.texts(planned);
      return new Fault(
          "planned",
          members.getOrDefault("operation", ""),
          effect(members),
          members.getOrDefault("times", ""));
    }

    private static Fault happened(Map<?, ?> applied) {
      var members = LocalAdmin.texts(applied);
      var fault = (Map<?, ?>) Objects.requireNonNull(applied.get("fault"));
      return new Fault(
          members.getOrDefault("at", ""),
          members.getOrDefault("operation", ""),
          effect(LocalAdmin.texts(fault)),
          "");
    }

    private static String effect(Map<String, String> fault) {
      var given = new HashMap<>(fault);
      // Where no option says an outcome, the request is served.
      given.remove(OUTCOME, "served");
      return EFFECT.stream()
          .filter(given::containsKey)
          .map(name -> option(name, given.getOrDefault(name, "")))
          .collect(Collectors.joining(", "));
    }

    private static String option(String name, String value) {
      return OptionName.of(name) + " " + (name.equals(OUTCOME) ? OptionName.of(value) : value);
    }
  }

  /** Plans a fault behind those that are planned. */
  Fault add(String operation, Map<String, Object> fault) {
    var body = new LinkedHashMap<>(fault);
    body.put("operation", operation);
    return Fault.planned(admin.send(HttpMethod.POST, PATH, body));
  }

  /** Returns what has happened, the oldest first, and then what is planned. */
  List<Fault> list() {
    var answer = admin.send(HttpMethod.GET, PATH, null);
    return Stream.concat(
            LocalAdmin.objects(answer.get("applied")).map(Fault::happened),
            LocalAdmin.objects(answer.get("planned")).map(Fault::planned))
        .toList();
  }

  /** Forgets both. */
  void clear() {
    admin.send(HttpMethod.DELETE, PATH, null);
  }
}
