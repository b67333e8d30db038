package dev.msi4j.cli;

import dev.msi4j.ResourceId;
import dev.msi4j.federation.CredentialOutcome;
import dev.msi4j.federation.CredentialStatus;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells of the outcomes of a reconciliation, or of its plan, a line each as they come. */
final class Outcomes {
  private static final int NAMES = 24;

  private final Function<CredentialStatus, String> words;
  private final String format;

  private Outcomes(Function<CredentialStatus, String> words, int width) {
    this.words = words;
    this.format = "%-9s  %-" + width + "s  %-" + NAMES + "s  %s%n";
  }

  /** What is done to these identities. */
  static Outcomes done(Collection<ResourceId> identities) {
    return new Outcomes(Outcomes::done, width(identities));
  }

  /** What would be done to them. */
  static Outcomes planned(Collection<ResourceId> identities) {
    return new Outcomes(Outcomes::planned, width(identities));
  }

  void printHeader(PrintWriter out) {
    print(out, "Action", "Identity", "Name", "Subject");
  }

  void print(PrintWriter out, CredentialOutcome outcome) {
    var subject = Tables.subject(outcome.credential());
    var failure = outcome.failure();
    print(
        out,
        words.apply(outcome.status()),
        owner(outcome.identity()),
        outcome.name(),
        failure == null ? subject : subject + ": " + Failures.oneLine(failure));
  }

  /** Prints how many there are of each kind. */
  void printSummary(PrintWriter out, List<CredentialOutcome> outcomes) {
    var counts =
        Stream.of(CredentialStatus.values())
            .filter(status -> count(outcomes, status) > 0)
            .map(status -> count(outcomes, status) + " " + words.apply(status))
            .collect(Collectors.joining(", "));
    out.println();
    out.println(counts.isEmpty() ? "nothing to do" : counts);
    out.flush();
  }

  private void print(PrintWriter out, @Nullable Object... cells) {
    out.printf(Locale.ROOT, format, cells);
    out.flush();
  }

  /** The same as values of JSON. */
  List<Map<String, Object>> json(List<CredentialOutcome> outcomes) {
    return outcomes.stream().map(this::json).toList();
  }

  private Map<String, Object> json(CredentialOutcome outcome) {
    var members = new LinkedHashMap<String, Object>();
    members.put("action", words.apply(outcome.status()));
    members.put("identity", outcome.identity().toString());
    members.put("name", outcome.name());
    members.put("credential", outcome.credential());
    if (outcome.failure() != null) {
      members.put("failure", Failures.oneLine(outcome.failure()));
    }
    return members;
  }

  private static long count(List<CredentialOutcome> outcomes, CredentialStatus status) {
    return outcomes.stream().filter(outcome -> outcome.status() == status).count();
  }

  private static String done(CredentialStatus status) {
    return status.name().toLowerCase(Locale.ROOT);
  }

  private static String planned(CredentialStatus status) {
    return switch (status) {
      case CREATED -> "create";
      case UPDATED -> "update";
      case UNCHANGED -> "keep";
      case DELETED -> "delete";
      case FAILED -> "fail";
    };
  }

  private static int width(Collection<ResourceId> identities) {
    return Math.max(
        "Identity".length(),
        identities.stream().mapToInt(identity -> owner(identity).length()).max().orElse(0));
  }

  private static String owner(ResourceId identity) {
    return Objects.requireNonNull(identity.resourceGroup()) + "/" + identity.name();
  }
}
