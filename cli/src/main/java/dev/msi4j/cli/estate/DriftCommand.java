package dev.msi4j.cli.estate;

import dev.msi4j.cli.azure.AzureOptions;
import dev.msi4j.cli.console.Environment;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

/** Fails if what exists differs from the files. */
@Command(
    name = "drift",
    description = "Compare what exists with files, and exit with 2 if it differs",
    footerHeading = "%nExamples:%n",
    footer = {
      "  msi drift --file estate.yaml",
      "  msi drift --file estates/ --output markdown",
      "",
      "Exit status: 0 as declared, 1 failure, 2 different or not declared."
    })
public final class DriftCommand implements Callable<Integer> {
  private final Environment environment;

  @Mixin private EstateFiles files = new EstateFiles();
  @Mixin private ReportOption report = new ReportOption();
  @Mixin private AzureOptions azure = new AzureOptions();

  public DriftCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    var client = azure.client(environment);
    var federation = azure.federation(environment, client, Duration.ZERO);
    var plan = files.plan(environment, client, federation, new PlanOptions());
    new PlanReport(plan, client.subscriptionId()).print(environment.out(), report.format());
    return plan.isEmpty() ? ExitCode.OK : PlanCommand.CHANGES;
  }
}
