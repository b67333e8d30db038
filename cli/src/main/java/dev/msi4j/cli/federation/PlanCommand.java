package dev.msi4j.cli.federation;

import dev.msi4j.cli.azure.AzureOptions;
import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.Output;
import dev.msi4j.federation.CredentialOutcome;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows the changes that {@code apply} would make. */
@Command(
    name = "plan",
    description = "Show the changes that 'apply' would make, without making them",
    footerHeading = "%nExamples:%n",
    footer = {
      "  msi federation plan --file trust.yaml",
      "  msi federation plan --file trust.yaml --delete-others"
    })
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
    var report = ReconcileReport.planned(desired);
    if (output.isTable()) {
      report.printHeader(environment.out());
      plan.forEach(outcome -> report.print(environment.out(), outcome));
      report.printSummary(environment.out(), plan);
    } else {
      output.printValue(environment.out(), report.json(plan));
    }
  }
}
