package dev.msi4j.cli;

import dev.msi4j.local.LocalAzureBuilder;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.function.Consumer;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How long long-running operations take: {@code immediately}, {@code polls:N}, or a duration. */
record OperationTime(Consumer<LocalAzureBuilder> setting) {
  private static final String POLLS = "polls:";

  void applyTo(LocalAzureBuilder builder) {
    setting.accept(builder);
  }

  /** Reads it from an option. */
  static final class Converter implements ITypeConverter<OperationTime> {
    @Override
    public OperationTime convert(String text) {
      if (text.equals("immediately")) {
        return new OperationTime(LocalAzureBuilder::operationsEndImmediately);
      }
      try {
        if (text.startsWith(POLLS)) {
          int polls = Integer.parseUnsignedInt(text.substring(POLLS.length()));
          return new OperationTime(builder -> builder.operationsEndAfterPolls(polls));
        }
        Duration time = Duration.parse(text);
        return new OperationTime(builder -> builder.operationsEndAfter(time));
      } catch (NumberFormatException | DateTimeParseException e) {
        throw new TypeConversionException(
            "'" + text + "' must be immediately, polls:N, or a duration such as PT2M");
      }
    }
  }
}
