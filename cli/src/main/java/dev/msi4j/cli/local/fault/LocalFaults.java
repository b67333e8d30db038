package dev.msi4j.cli.local.fault;

import com.azure.core.http.HttpMethod;
import dev.msi4j.cli.console.OptionName;
import dev.msi4j.cli.local.LocalAdmin;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Client of the fault injection API of a running local Azure. */
final class LocalFaults {
  private static final String PATH = "/admin/faults";

  private final LocalAdmin admin;

  LocalFaults(LocalAdmin admin) {
    this.admin = admin;
  }

  /**
   * An applied or planned fault.
   *
   * @param when the time of the fault, or {@code planned}
   * @param operation the operation of the request, or the pattern of a planned fault
   * @param times the number of requests left; empty for an applied fault
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

    private static Fault applied(Map<?, ?> event) {
      var members = LocalAdmin.texts(event);
      var fault = (Map<?, ?>) Objects.requireNonNull(event.get("fault"));
      return new Fault(
          members.getOrDefault("at", ""),
          members.getOrDefault("operation", ""),
          effect(LocalAdmin.texts(fault)),
          "");
    }

    private static String effect(Map<String, String> fault) {
      var given = new HashMap<>(fault);
      // "served" is the default outcome, which no option sets.
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

  /** Plans a fault after the planned ones. */
  Fault add(String operation, Map<String, Object> fault) {
    var body = new LinkedHashMap<>(fault);
    body.put("operation", operation);
    return Fault.planned(admin.send(HttpMethod.POST, PATH, body));
  }

  /** Returns the applied faults, oldest first, then the planned ones. */
  List<Fault> list() {
    var response = admin.send(HttpMethod.GET, PATH, null);
    return Stream.concat(
            LocalAdmin.objects(response.get("applied")).map(Fault::applied),
            LocalAdmin.objects(response.get("planned")).map(Fault::planned))
        .toList();
  }

  /** Removes applied and planned faults. */
  void clear() {
    admin.send(HttpMethod.DELETE, PATH, null);
  }
}
