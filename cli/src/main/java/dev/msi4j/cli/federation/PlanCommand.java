package dev.msi4j.cli.federation;

import dev.msi4j.cli.azure.AzureOptions;
import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.Output;
import dev.msi4j.federation.CredentialOutcome;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What {@code apply} would do. */
@Command(
    name = "plan",
    description = "Tells what 'apply' would do, and changes nothing.",
    footerHeading = "%nExample:%n",
    footer = "  msi federation plan --file trust.yaml --delete-others")
public final class PlanCommand implements Runnable {
  private final Environment environment;

  @Mixin private FederationFile file = new FederationFile();
  @Mixin private AzureOptions azure = new AzureOptions();
  @Mixin private Output output = new Output();

  public PlanCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void run() {
    var client = azure.client(environment);
    var desired = file.read(environment, client.subscriptionId());
    var federation = azure.federation(environment, client, Duration.ZERO);
    List<CredentialOutcome> plan =
        desired.entrySet().stream()
            .flatMap(each -> federation.plan(each.getKey(), each.getValue()).outcomes().stream())
            .toList();
    var reconcileReport = ReconcileReport.planned(desired);
    if (output.isJson()) {
      output.printJson(environment.out(), reconcileReport.json(plan));
    } else {
      reconcileReport.printHeader(environment.out());
      plan.forEach(outcome -> reconcileReport.print(environment.out(), outcome));
      reconcileReport.printSummary(environment.out(), plan);
    }
  }
}
