package dev.msi4j.cli.federation;

import com.azure.core.exception.ClientAuthenticationException;
import com.azure.core.http.HttpClient;
import dev.msi4j.FederatedIdentityCredential;
import dev.msi4j.Identity;
import dev.msi4j.ManagedServiceIdentityClient;
import dev.msi4j.ResourceId;
import dev.msi4j.cli.azure.AzureConnection;
import dev.msi4j.cli.azure.AzureOptions;
import dev.msi4j.cli.azure.Parallel;
import dev.msi4j.cli.azure.WaitOption;
import dev.msi4j.cli.console.CommandException;
import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.ErrorPrinter;
import dev.msi4j.cli.console.Progress;
import dev.msi4j.cli.console.SecretFile;
import dev.msi4j.cli.console.TerminalText;
import dev.msi4j.cli.console.TextFile;
import dev.msi4j.federation.DesiredCredentials;
import dev.msi4j.federation.PresentedToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Moves credentials from the names of GitHub repositories to their ids. */
@Command(
    name = "github",
    description = "Move credentials from the names of GitHub repositories to their ids",
    footerHeading = "%nExamples:%n",
    footer = {
      "  msi federation migrate github --repository contoso@123456/shop@456789",
      "  msi federation migrate github --repositories ids.txt --token-directory tokens",
      "  msi federation migrate github --file trust.yaml --no-proof",
      "",
      "The command adds a credential with the ids, and deletes the one with the names when a",
      "token of GitHub with the ids was exchanged, or at once with --no-proof. Until then",
      "tokens of both forms are accepted. Run the command again to continue.",
      "With --file, write the ids in the file first; 'msi federation plan' is empty afterwards.",
      "GitHub prints the ids: gh api repos/contoso/shop --jq '.owner.id, .id'"
    })
public final class MigrateGitHubCommand implements Runnable {
  private final Environment environment;

  @Option(
      names = "--repository",
      paramLabel = "OWNER@ID/REPO@ID",
      description = "Repository with GitHub's ids of owner and repository; can be repeated")
  private List<String> repositories = List.of();

  @Option(
      names = "--repositories",
      paramLabel = "FILE",
      description = "File with one OWNER@ID/REPO@ID a line")
  private @Nullable Path repositoryFile;

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description =
          "Federation file with the identities to migrate, and with GitHub's ids (default: none)")
  private @Nullable Path file;

  @Option(
      names = {"-g", "--resource-group"},
      paramLabel = "GROUP",
      description = "Resource group of the identities (default: all of the subscription)")
  private @Nullable String group;

  @Option(
      names = "--token-directory",
      paramLabel = "DIR",
      description = "Directory of files with tokens of GitHub, exchanged as the proof")
  private @Nullable Path tokens;

  @Option(
      names = "--no-proof",
      description = "Delete the credentials with names without a proof (default: keep them)")
  private boolean withoutProof;

  @Mixin private WaitOption wait = new WaitOption();
  @Mixin private AzureOptions azure = new AzureOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  public MigrateGitHubCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void run() {
    var client = azure.client(environment);
    var declared = declared(client);
    var known = new GitHubRepositories(repositories(declared.values()));
    var identities = file == null ? existing(client) : existing(client, declared.keySet());
    var counts = new EnumMap<GitHubMigration.Status, Integer>(GitHubMigration.Status.class);
    var progress = Progress.of(environment, identities.size());
    var migration =
        new GitHubMigration(
            client,
            azure.federation(environment, client, wait.time()),
            known,
            proof(),
            step -> {
              counts.merge(step.status(), 1, Integer::sum);
              progress.print(() -> print(step));
            });
    try (progress) {
      Parallel.forEach(
          identities,
          identity -> {
            migration.migrate(identity);
            progress.step(() -> {});
          });
    }
    printSummary(counts);
    int failed = counts.getOrDefault(GitHubMigration.Status.FAILED, 0);
    if (failed > 0) {
      throw new CommandException(failed + " credentials were not migrated: see above");
    }
  }

  /** Returns the credentials of each identity in the file; none without a file. */
  private Map<ResourceId, DesiredCredentials> declared(ManagedServiceIdentityClient client) {
    if (file == null) {
      return Map.of();
    }
    // The default of the configuration does not exclude a file.
    if (spec.commandLine().getParseResult().hasMatchedOption("--resource-group")) {
      throw new CommandException(
          "--resource-group and --file exclude each other: the file names the identities");
    }
    return FederationFile.read(file, environment, client.subscriptionId(), false);
  }

  private List<Identity> existing(ManagedServiceIdentityClient client) {
    var identities = client.userAssignedIdentities();
    return (group == null ? identities.listBySubscription() : identities.listByResourceGroup(group))
        .stream().toList();
  }

  private static List<Identity> existing(
      ManagedServiceIdentityClient client, Collection<ResourceId> ids) {
    var identities = Collections.synchronizedList(new ArrayList<Identity>());
    Parallel.forEach(ids, id -> identities.add(client.userAssignedIdentities().get(id)));
    return identities;
  }

  private List<String> repositories(Collection<DesiredCredentials> declared) {
    var all = new LinkedHashSet<>(repositories);
    if (repositoryFile != null) {
      TextFile.read("--repositories '" + repositoryFile + "'", repositoryFile)
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .forEach(all::add);
    }
    declared.stream()
        .flatMap(each -> each.credentials().stream())
        .flatMap(each ->
            GitHubRepositories.ofSubject(
                Objects.requireNonNullElse(each.issuer(), ""),
                Objects.requireNonNullElse(each.subject(), ""))
                .stream())
        .forEach(all::add);
    if (all.isEmpty()) {
      throw new CommandException(
          "no repository: pass --repository or --repositories with GitHub's ids, or --file with a"
              + " federation file that has them");
    }
    return List.copyOf(all);
  }

  private BiPredicate<Identity, FederatedIdentityCredential> proof() {
    if (withoutProof) {
      return (identity, credential) -> true;
    }
    var bySubject = tokens == null ? Map.<String, String>of() : tokens(tokens);
    if (bySubject.isEmpty()) {
      return (identity, credential) -> false;
    }
    var connection = AzureConnection.of(azure.variables(environment));
    var http = connection.httpClient();
    return (identity, credential) -> {
      var token = bySubject.get(credential.issuer() + " " + credential.subject());
      return token != null && isExchanged(connection, identity, token, http);
    };
  }

  /** Returns whether Microsoft Entra accepts a token; not while a credential is not replicated. */
  private boolean isExchanged(
      AzureConnection connection, Identity identity, String token, HttpClient http) {
    try {
      connection.exchange(
          Objects.requireNonNull(identity.tenantId()),
          Objects.requireNonNull(identity.clientId()),
          token,
          http);
      return true;
    } catch (ClientAuthenticationException e) {
      ErrorPrinter.warn(
          "the token for " + identity.name() + " was not exchanged: " + ErrorPrinter.oneLine(e),
          environment.err());
      return false;
    }
  }

  /** Returns the tokens in the files of a directory, by issuer and subject. */
  private static Map<String, String> tokens(Path directory) {
    var tokens = new LinkedHashMap<String, String>();
    try (Stream<Path> files = Files.list(directory)) {
      for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
        var text = SecretFile.read("--token-directory '" + file + "'", file);
        var token = PresentedToken.parse(text);
        tokens.put(token.issuer() + " " + token.subject(), text);
      }
    } catch (IOException e) {
      throw new CommandException(
          "--token-directory '" + directory + "' cannot be read: " + ErrorPrinter.reason(e), e);
    }
    return tokens;
  }

  private synchronized void print(GitHubMigration.Step step) {
    var id = Objects.requireNonNull(step.identity().resourceId());
    environment
        .out()
        .println(
            TerminalText.line(
                String.format(
                    Locale.ROOT,
                    "%-9s  %s/%s/%s  %s%s",
                    word(step.status()),
                    id.resourceGroup(),
                    id.name(),
                    step.credential(),
                    step.subject(),
                    step.reason() == null ? "" : ": " + step.reason())));
    environment.out().flush();
  }

  private void printSummary(Map<GitHubMigration.Status, Integer> counts) {
    var text =
        counts.entrySet().stream()
            .map(each -> each.getValue() + " " + word(each.getKey()))
            .collect(Collectors.joining(", "));
    environment.out().println(text.isEmpty() ? "nothing to do" : text);
    environment.out().flush();
  }

  private static String word(GitHubMigration.Status status) {
    return status.name().toLowerCase(Locale.ROOT);
  }
}
