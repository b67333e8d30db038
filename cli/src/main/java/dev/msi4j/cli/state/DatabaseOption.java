package dev.msi4j.cli.state;

import dev.msi4j.cli.console.Environment;
import dev.msi4j.local.LocalAzureBuilder;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Option for a PostgreSQL database that holds the state of one or more local Azures. */
public final class DatabaseOption {
  @Option(
      names = "--database",
      paramLabel = "URL",
      description =
          "PostgreSQL database for the state, jdbc:postgresql://HOST/NAME; credentials in PGUSER"
              + " and PGPASSWORD, encryption key in MSI4J_STATE_KEY or the state directory")
  private @Nullable String url;

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  public boolean isGiven() {
    return url != null;
  }

  public LocalAzureBuilder applyTo(LocalAzureBuilder builder, Environment environment) {
    try {
      return url == null ? builder : builder.database(url, environment.variables());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          Objects.requireNonNull(command).commandLine(), e.getMessage(), e);
    }
  }

  /** Returns the URL without its parameters, which can contain a password. */
  public Optional<String> shown() {
    return Optional.ofNullable(url).map(text -> text.split("\\?", 2)[0]);
  }
}
