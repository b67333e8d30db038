package dev.msi4j.cli.audit;

import dev.msi4j.ManagedServiceIdentityClient;
import dev.msi4j.ResourceId;
import dev.msi4j.cli.azure.AzureConnection;
import dev.msi4j.cli.azure.AzureOptions;
import dev.msi4j.cli.azure.ResourceManager;
import dev.msi4j.cli.console.CommandException;
import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.ErrorPrinter;
import dev.msi4j.cli.console.Output;
import dev.msi4j.cli.console.ReportFile;
import dev.msi4j.cli.console.SecretFile;
import dev.msi4j.cli.console.Table;
import dev.msi4j.cli.estate.EstateFiles;
import dev.msi4j.cli.estate.Inventory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Finds risks of the identities of a subscription. */
@Command(
    name = "audit",
    description = {
      "Find risks of identities, credentials and roles",
      "A rule whose data the caller may not read is reported as not checked."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  msi audit",
      "  msi audit --fail-on high --baseline accepted.json --sarif audit.sarif",
      "  msi audit --rule F1,F6 -o json",
      "",
      "Exit status: 0 success, 1 failure, 2 findings of the severity of --fail-on or",
      "higher that the baseline does not accept, or rules that are not checked with",
      "--fail-on-unchecked."
    })
public final class AuditCommand implements Callable<Integer> {
  /** The exit status if there are findings, as of {@code msi drift}. */
  private static final int FINDINGS = 2;

  private static final Table<Row> TABLE =
      new Table<Row>()
          .column("Rule", row -> row.rule.id())
          .column("Severity", Row::severity)
          .column("Resource", row -> row.place == null ? null : row.place.name())
          .column("Message", row -> row.message)
          .wideColumn("Title", row -> row.rule.title())
          .wideColumn("ResourceId", row -> row.place == null ? null : row.place.resource())
          .json(Row::json);

  private final Environment environment;

  @Option(
      names = "--rule",
      paramLabel = "ID",
      split = ",",
      description = "Rules to run, such as F1 (default: all)")
  private List<String> rules = List.of();

  @Option(names = "--skip-rule", paramLabel = "ID", split = ",", description = "Rules not to run")
  private List<String> skipped = List.of();

  @Option(
      names = "--fail-on",
      paramLabel = "SEVERITY",
      description =
          "Exit with 2 if there are findings of this severity or a higher one: info, low, medium,"
              + " high or critical (default: exit with 0)")
  private @Nullable Severity failOn;

  @Option(names = "--fail-on-unchecked", description = "Exit with 2 if a rule cannot be checked")
  private boolean failOnUnchecked;

  @Option(names = "--baseline", paramLabel = "FILE", description = "File of accepted findings")
  private @Nullable Path baseline;

  @Option(
      names = "--write-baseline",
      paramLabel = "FILE",
      description = "File to write that accepts all findings of this audit")
  private @Nullable Path newBaseline;

  @Option(
      names = "--sarif",
      paramLabel = "FILE",
      description = "File for the report in SARIF 2.1.0, as GitHub code scanning reads it")
  private @Nullable Path sarif;

  @Option(names = "--html", paramLabel = "FILE", description = "File for the report as a page")
  private @Nullable Path html;

  @Option(
      names = "--allow-issuer",
      paramLabel = "URL",
      description =
          "Trusted issuer, or a pattern such as https://*.example.com/*; can be repeated"
              + " (default: known products only)")
  private List<String> allowedIssuers = List.of();

  @Option(
      names = "--probe-issuers",
      description = "Request the configuration of each issuer (default: rule F8 is not checked)")
  private boolean probeIssuers;

  @Option(
      names = "--github-token-file",
      paramLabel = "FILE",
      description =
          "File with a token that reads repositories on GitHub (default: rule F16 is not checked)")
  private @Nullable Path gitHubToken;

  @Option(
      names = "--name-pattern",
      paramLabel = "PATTERN",
      description = "Pattern of the names of identities, such as id-* (default: any name)")
  private @Nullable String namePattern;

  @Option(
      names = "--days",
      paramLabel = "N",
      defaultValue = "90",
      description = "Days without a sign-in of an unused identity (default: ${DEFAULT-VALUE})")
  private int days = UnusedCommand.DAYS;

  @ArgGroup(exclusive = false)
  private @Nullable EstateFiles files;

  @Mixin private AzureOptions azure = new AzureOptions();
  @Mixin private Output output = new Output();

  public AuditCommand(Environment environment) {
    this.environment = environment;
  }

  /**
   * A line of the report.
   *
   * @param place the finding; null for a rule that was not checked
   */
  private record Row(
      Rule rule, Finding.@Nullable Place place, @Nullable Severity found, String message) {

    String severity() {
      return found == null ? "not checked" : found.word();
    }

    Map<String, @Nullable Object> json() {
      var members = new LinkedHashMap<String, @Nullable Object>();
      members.put("rule", rule.id());
      members.put("severity", found == null ? "notChecked" : found.word());
      members.put("resource", place == null ? null : place.resource());
      members.put("name", place == null ? null : place.name());
      members.put("message", message);
      members.put("title", rule.title());
      members.put("why", rule.why());
      members.put("remedy", rule.remedy());
      members.put("source", rule.source());
      return members;
    }
  }

  @Override
  public Integer call() {
    var selected = selected();
    var accepted = baseline == null ? Set.<String>of() : Baseline.read(baseline);
    var token = token();
    checkWritable(newBaseline);
    checkWritable(sarif);
    checkWritable(html);
    var allowed = allowedIssuers.stream().map(AuditCommand::issuer).toList();
    var client = azure.clientWithExpressions(environment);
    var undeclared = undeclared(client);
    var settings =
        new AuditData.Settings(
            "/subscriptions/" + client.subscriptionId(),
            azure.cloud(environment).federationAudience(),
            allowed,
            namePattern,
            Duration.ofDays(UnusedCommand.checkDays(days)),
            ResourceManager.of(client).time().orElseGet(environment.clock()::instant));
    var connection = azure.connection(environment);
    var data =
        new AuditReader(connection, client, environment)
            .read(settings, probeIssuers, gitHub(connection, token), undeclared);
    var audit = Audit.run(data, selected, accepted);
    write(audit);
    output.printAll(environment.out(), TABLE, rows(audit));
    printSummary(audit);
    return fails(audit) ? FINDINGS : ExitCode.OK;
  }

  private @Nullable String token() {
    if (gitHubToken == null) {
      return null;
    }
    var name = "--github-token-file '" + gitHubToken + "'";
    var token = SecretFile.read(name, gitHubToken);
    if (token.isEmpty()) {
      throw new CommandException(name + " is empty");
    }
    return token;
  }

  private @Nullable GitHubApi gitHub(AzureConnection connection, @Nullable String token) {
    var url = environment.variable(GitHubApi.URL_VARIABLE);
    return token == null
        ? null
        : new GitHubApi(connection.httpClient(), Objects.requireNonNullElse(url, ""), token);
  }

  private static void checkWritable(@Nullable Path file) {
    if (file != null) {
      ReportFile.check(file);
    }
  }

  /** Reads the files before the first request. */
  private Function<Inventory, Reading<Set<ResourceId>>> undeclared(
      ManagedServiceIdentityClient client) {
    if (files == null) {
      return inventory -> Reading.notRead("no files of the estate: pass --file");
    }
    var federation = azure.federation(environment, client, Duration.ZERO);
    var undeclared = files.undeclaredCredentials(environment, client.subscriptionId(), federation);
    return inventory -> Reading.of(undeclared.apply(inventory));
  }

  private static IssuerPattern issuer(String pattern) {
    try {
      return IssuerPattern.parse(pattern);
    } catch (IllegalArgumentException e) {
      throw new CommandException("--allow-issuer " + e.getMessage(), e);
    }
  }

  private List<Rule> selected() {
    check("--rule", rules);
    check("--skip-rule", skipped);
    return Audit.RULES.stream()
        .filter(each -> rules.isEmpty() || contains(rules, each))
        .filter(each -> !contains(skipped, each))
        .toList();
  }

  private static void check(String option, List<String> ids) {
    for (var id : ids) {
      if (Audit.RULES.stream().noneMatch(each -> each.id().equalsIgnoreCase(id))) {
        throw new CommandException(
            option
                + " '"
                + id
                + "' must be one of "
                + Audit.RULES.stream().map(Rule::id).collect(Collectors.joining(", ")));
      }
    }
  }

  private static boolean contains(List<String> ids, Rule rule) {
    return ids.stream().anyMatch(rule.id()::equalsIgnoreCase);
  }

  private void write(Audit audit) {
    if (newBaseline != null) {
      Baseline.write(newBaseline, audit.findings());
    }
    if (sarif != null) {
      ReportFile.write(sarif, Sarif.write(audit));
    }
    if (html != null) {
      ReportFile.write(html, AuditPage.write(audit));
    }
  }

  private static List<Row> rows(Audit audit) {
    var rows = new ArrayList<Row>();
    for (var each : audit.open()) {
      rows.add(new Row(each.rule(), each.place(), each.severity(), each.place().message()));
    }
    for (var each : audit.notChecked()) {
      rows.add(new Row(each.rule(), null, null, each.reason()));
    }
    return rows;
  }

  private void printSummary(Audit audit) {
    int accepted = audit.findings().size() - audit.open().size();
    if (!audit.notChecked().isEmpty()) {
      ErrorPrinter.warn(
          audit.notChecked().size()
              + " rules are not checked: "
              + audit.notChecked().stream()
                  .map(each -> each.rule().id())
                  .collect(Collectors.joining(", ")),
          environment.err());
    }
    if (accepted > 0) {
      environment
          .err()
          .println(String.format(Locale.ROOT, "msi: the baseline accepts %d findings", accepted));
      environment.err().flush();
    }
  }

  private boolean fails(Audit audit) {
    var limit = failOn;
    return (failOnUnchecked && !audit.notChecked().isEmpty())
        || (limit != null
            && audit.open().stream().anyMatch(each -> each.severity().isAtLeast(limit)));
  }
}
