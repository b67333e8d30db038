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

/** The database that several local Azures may keep their state in. */
public final class DatabaseOption {
  @Option(
      names = "--database",
      paramLabel = "URL",
      description =
          "A PostgreSQL database to keep the state in, jdbc:postgresql://HOST/NAME; PGUSER and"
              + " PGPASSWORD sign in, MSI4J_STATE_KEY or the state folder has the key to its"
              + " secrets.")
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

  /** What people may see of it: nothing behind its name, where a password may be. */
  public Optional<String> shown() {
    return Optional.ofNullable(url).map(text -> text.split("\\?", 2)[0]);
  }
}
