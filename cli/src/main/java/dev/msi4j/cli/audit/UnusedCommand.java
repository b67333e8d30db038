package dev.msi4j.cli.audit;

import dev.msi4j.Identity;
import dev.msi4j.cli.azure.AzureOptions;
import dev.msi4j.cli.azure.ResourceManager;
import dev.msi4j.cli.console.CommandException;
import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.ErrorPrinter;
import dev.msi4j.cli.console.Output;
import dev.msi4j.cli.console.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the identities that nothing uses. */
@Command(
    name = "unused",
    description = {
      "Show identities that are not used",
      "An identity is not used if it has no role, or no resource and no credential, or no sign-in"
          + " for a time. Sign-ins need the permission AuditLog.Read.All of Microsoft Graph."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  msi unused", "  msi unused --days 30 -o csv"})
public final class UnusedCommand implements Runnable {
  static final int DAYS = 90;

  private static final Table<Row> TABLE =
      new Table<Row>()
          .column("Name", row -> AuditData.id(row.identity).name())
          .column("ResourceGroup", row -> AuditData.id(row.identity).resourceGroup())
          .column("Reasons", row -> String.join(", ", row.reasons))
          .wideColumn("LastSignIn", row -> row.lastSignIn)
          .wideColumn("IdentityId", row -> row.identity.id())
          .json(Row::json);

  private final Environment environment;

  @Option(
      names = "--days",
      paramLabel = "N",
      defaultValue = "90",
      description = "Days without a sign-in (default: ${DEFAULT-VALUE})")
  private int days = DAYS;

  @Mixin private AzureOptions azure = new AzureOptions();
  @Mixin private Output output = new Output();

  public UnusedCommand(Environment environment) {
    this.environment = environment;
  }

  /** An identity that is not used. */
  private record Row(Identity identity, List<String> reasons, @Nullable Instant lastSignIn) {
    Map<String, @Nullable Object> json() {
      var members = new LinkedHashMap<String, @Nullable Object>();
      members.put("identity", identity.id());
      members.put("clientId", String.valueOf(identity.clientId()));
      members.put("principalId", String.valueOf(identity.principalId()));
      members.put("reasons", reasons);
      members.put("lastSignIn", lastSignIn == null ? null : lastSignIn.toString());
      return members;
    }
  }

  /** Returns the number of days if it is positive. */
  static int checkDays(int days) {
    if (days < 1) {
      throw new CommandException("--days '" + days + "' must be a positive number");
    }
    return days;
  }

  @Override
  public void run() {
    checkDays(days);
    var client = azure.clientWithExpressions(environment);
    var settings =
        new AuditData.Settings(
            "/subscriptions/" + client.subscriptionId(),
            "",
            List.of(),
            null,
            Duration.ofDays(days),
            ResourceManager.of(client).time().orElseGet(environment.clock()::instant));
    var data =
        new AuditReader(azure.connection(environment), client, environment).readUse(settings);
    var audit =
        Audit.run(
            data, List.of(UseRules.NO_ROLE, UseRules.NOT_ASSIGNED, UseRules.NO_SIGN_IN), Set.of());
    audit
        .notChecked()
        .forEach(each ->
            ErrorPrinter.warn(
                "not checked: " + each.rule().title() + ": " + each.reason(), environment.err()));
    output.printAll(environment.out(), TABLE, rows(data, audit));
  }

  private static List<Row> rows(AuditData data, Audit audit) {
    var reasons = new HashMap<String, List<String>>();
    for (var each : audit.findings()) {
      reasons
          .computeIfAbsent(each.place().resource(), key -> new ArrayList<>())
          .add(each.place().message());
    }
    var signIns = data.sources().lastSignIns().value();
    return data.identities()
        .filter(each -> reasons.containsKey(AuditData.id(each).toString()))
        .map(each ->
            new Row(
                each,
                reasons.getOrDefault(AuditData.id(each).toString(), List.of()),
                signIns == null ? null : UseRules.lastSignIn(signIns, each).orElse(null)))
        .toList();
  }
}
