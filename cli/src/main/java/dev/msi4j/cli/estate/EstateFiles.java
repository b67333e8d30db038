package dev.msi4j.cli.estate;

import dev.msi4j.ManagedServiceIdentityClient;
import dev.msi4j.ResourceId;
import dev.msi4j.cli.console.CommandException;
import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.ErrorPrinter;
import dev.msi4j.cli.console.TextFile;
import dev.msi4j.cli.manifest.Source;
import dev.msi4j.federation.DesiredCredentials;
import dev.msi4j.federation.FederationClient;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Options for the files of an estate. */
public final class EstateFiles {
  private static final Path STANDARD_INPUT = Path.of("-");
  private static final List<String> SUFFIXES = List.of(".yaml", ".yml", ".json");
  private static final int MAX_DEPTH = 20;

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      required = true,
      description =
          "File in YAML, or in JSON if its name ends in .json, or a directory of such files; can be"
              + " repeated; - reads standard input")
  private List<Path> files = List.of();

  @Option(
      names = "--var",
      paramLabel = "NAME=VALUE",
      description = "Value of a variable of the files; can be repeated")
  private Map<String, String> variables = new LinkedHashMap<>();

  /** Compares the declared estate with what exists. */
  Plan plan(
      Environment environment,
      ManagedServiceIdentityClient client,
      FederationClient federation,
      PlanOptions options) {
    var estate = read(environment, client.subscriptionId(), options);
    var inventory = new InventoryReader(client, environment).forPlan(estate, options);
    return Planner.plan(estate, inventory, federation, options);
  }

  /** Returns the declared estate. */
  Estate read(Environment environment, String subscriptionId, PlanOptions options) {
    return read(
        environment,
        subscriptionId,
        desired -> options.deletesOthers() ? desired.deleteOthers() : desired);
  }

  /**
   * Reads the files, and returns a function from what exists to the credentials that are not
   * declared, of identities whose credentials are declared. The function needs the credentials of
   * all identities.
   */
  public Function<Inventory, Set<ResourceId>> undeclaredCredentials(
      Environment environment, String subscriptionId, FederationClient federation) {
    var options = new PlanOptions();
    var estate = read(environment, subscriptionId, options);
    return inventory -> undeclared(Planner.plan(estate, inventory, federation, options));
  }

  private static Set<ResourceId> undeclared(Plan plan) {
    return plan.changes().stream()
        .filter(each -> each.action() == Change.Action.UNDECLARED)
        .map(Change::item)
        .filter(Change.Credential.class::isInstance)
        .map(Change.Credential.class::cast)
        .map(each -> each.identity().child("federatedIdentityCredentials", each.credential()))
        .collect(Collectors.toSet());
  }

  private Estate read(
      Environment environment,
      String subscriptionId,
      UnaryOperator<DesiredCredentials.Builder> settings) {
    var reader =
        new EstateReader(
            subscriptionId, settings, warning -> ErrorPrinter.warn(warning, environment.err()));
    for (var file : files) {
      for (var each : expanded(file)) {
        var source = source(environment, each);
        reader.add(source, source.read(each));
      }
    }
    return reader.read(variables);
  }

  private static Source source(Environment environment, Path file) {
    return file.equals(STANDARD_INPUT)
        ? new Source("standard input", TextFile.read("standard input", environment.in()))
        : new Source(file.toString(), TextFile.read("--file '" + file + "'", file));
  }

  /** Returns the files of a directory in the order of their names; other files as they are. */
  private static List<Path> expanded(Path file) {
    if (!Files.isDirectory(file)) {
      return List.of(file);
    }
    try (Stream<Path> all = Files.walk(file, MAX_DEPTH, FileVisitOption.FOLLOW_LINKS)) {
      var files = all.filter(EstateFiles::isEstate).sorted().toList();
      if (files.isEmpty()) {
        throw new CommandException(
            "--file '"
                + file
                + "' cannot be read: it is a directory without a file whose name ends in .yaml,"
                + " .yml or .json");
      }
      return files;
    } catch (IOException e) {
      throw new CommandException(
          "--file '" + file + "' cannot be read: " + ErrorPrinter.reason(e), e);
    }
  }

  private static boolean isEstate(Path file) {
    var name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return !name.startsWith(".")
        && SUFFIXES.stream().anyMatch(name::endsWith)
        && Files.isRegularFile(file);
  }
}
