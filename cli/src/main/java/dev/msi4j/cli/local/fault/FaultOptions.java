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

/** What is to go wrong, and with how many requests. */
final class FaultOptions {
  @ArgGroup private End end = new End();

  @Option(
      names = "--code",
      paramLabel = "CODE",
      description = "With --status: the code of the error; the usual one by default.")
  private @Nullable String code;

  @Option(
      names = "--message",
      paramLabel = "TEXT",
      description = "With --status: the message of the error; the usual one by default.")
  private @Nullable String message;

  @Option(
      names = "--retry-after",
      paramLabel = "TIME",
      description = "With --status: when to try again, in whole seconds such as PT5S.")
  private @Nullable Duration retryAfter;

  @Option(
      names = "--body",
      paramLabel = "TEXT",
      description =
          "With --status, which may then be 200 to 599: the body of the response, such as the page"
              + " of a proxy, in the place of an error in the shape of the protocol.")
  private @Nullable String body;

  @Option(
      names = "--content-type",
      paramLabel = "TYPE",
      description = "With --body: its content type; text/plain by default.")
  private @Nullable String contentType;

  @Option(
      names = "--delay",
      paramLabel = "TIME",
      description = "How long to hold a request before anything else, such as PT30S.")
  private @Nullable Duration delay;

  @Option(
      names = "--times",
      paramLabel = "N",
      description = "To how many requests it happens; to one by default.")
  private @Nullable Integer times;

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  /** How a request ends, if not as always: one of these. */
  private static final class End {
    @Option(
        names = "--status",
        paramLabel = "N",
        description = "Do nothing, and answer with an error of this status, 400 to 599.")
    private @Nullable Integer status;

    @Option(
        names = "--outcome",
        paramLabel = "reset|answer-lost|cut-off",
        converter = OutcomeConverter.class,
        description =
            "Do nothing, and reset the connection; do what is asked, and reset it; or do what is"
                + " asked, and end the connection in the middle of the answer.")
    private @Nullable String outcome;
  }

  /** Turns an outcome into the word that {@code /admin} has for it. */
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

  /** The members of a fault as {@code /admin} knows them, without those that were not said. */
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

  /** Refuses options that would be passed over. */
  private void rejectErrorWithoutStatus() {
    if (end.status == null
        && Stream.of(code, message, retryAfter, body).anyMatch(Objects::nonNull)) {
      throw wrong("--code, --message and --retry-after go with --status, and so does --body");
    }
    if (contentType != null && body == null) {
      throw wrong("--content-type goes with --body");
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(Objects.requireNonNull(command).commandLine(), message);
  }

  private static void put(Map<String, Object> members, String name, @Nullable Object value) {
    if (value != null) {
      members.put(name, value instanceof Duration time ? time.toString() : value);
    }
  }
}
