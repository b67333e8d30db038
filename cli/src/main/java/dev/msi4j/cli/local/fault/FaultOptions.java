package dev.msi4j.cli.local.fault;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Options that describe a fault. */
final class FaultOptions {
  @ArgGroup private End end = new End();

  @Option(
      names = "--code",
      paramLabel = "CODE",
      description = "With --status: error code (default: the usual code of the status)")
  private @Nullable String code;

  @Option(
      names = "--message",
      paramLabel = "TEXT",
      description = "With --status: error message (default: the usual message)")
  private @Nullable String message;

  @Option(
      names = "--retry-after",
      paramLabel = "TIME",
      description = "With --status: Retry-After header, whole seconds such as PT5S (default: none)")
  private @Nullable Duration retryAfter;

  @Option(
      names = "--body",
      paramLabel = "TEXT",
      description =
          "With --status, then 200 to 599: response body, such as the page of a proxy (default: an"
              + " error in the format of the protocol)")
  private @Nullable String body;

  @Option(
      names = "--content-type",
      paramLabel = "TYPE",
      description = "With --body: content type (default: text/plain)")
  private @Nullable String contentType;

  @Option(
      names = "--delay",
      paramLabel = "TIME",
      description = "Delay before the request is handled, such as PT30S (default: PT0S)")
  private @Nullable Duration delay;

  @Option(
      names = "--times",
      paramLabel = "N",
      description = "Number of requests to affect (default: 1)")
  private @Nullable Integer times;

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  /** The outcome of a request: one of these. */
  private static final class End {
    @Option(
        names = "--status",
        paramLabel = "N",
        description = "Error status, 400 to 599; the request has no effect")
    private @Nullable Integer status;

    @Option(
        names = "--outcome",
        paramLabel = "reset|answer-lost|cut-off",
        converter = OutcomeConverter.class,
        description =
            "reset: reset the connection without effect; answer-lost: apply the request, then"
                + " reset; cut-off: apply the request, then truncate the response")
    private @Nullable String outcome;
  }

  /** Converts an outcome to its name in the {@code /admin} API. */
  private static final class OutcomeConverter implements ITypeConverter<String> {
    @Override
    public String convert(String text) {
      return switch (text) {
        case "reset" -> "reset";
        case "answer-lost" -> "answerLost";
        case "cut-off" -> "cutOff";
        default ->
            throw new TypeConversionException(
                "'" + text + "' must be reset, answer-lost or cut-off");
      };
    }
  }

  /** Returns the given options as members of a fault in the {@code /admin} API. */
  Map<String, Object> members() {
    rejectErrorWithoutStatus();
    var members = new LinkedHashMap<String, Object>();
    put(members, "status", end.status);
    put(members, "code", code);
    put(members, "message", message);
    put(members, "retryAfter", retryAfter);
    put(members, "body", body);
    put(members, "contentType", contentType);
    put(members, "outcome", end.outcome);
    put(members, "delay", delay);
    put(members, "times", times);
    return members;
  }

  /** Rejects options that would have no effect. */
  private void rejectErrorWithoutStatus() {
    if (end.status == null
        && Stream.of(code, message, retryAfter, body).anyMatch(Objects::nonNull)) {
      throw invalid("--code, --message and --retry-after go with --status, and so does --body");
    }
    if (contentType != null && body == null) {
      throw invalid("--content-type goes with --body");
    }
  }

  private ParameterException invalid(String message) {
    return new ParameterException(Objects.requireNonNull(command).commandLine(), message);
  }

  private static void put(Map<String, Object> members, String name, @Nullable Object value) {
    if (value != null) {
      members.put(name, value instanceof Duration time ? time.toString() : value);
    }
  }
}
