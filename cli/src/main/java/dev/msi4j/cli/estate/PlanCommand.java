package dev.msi4j.cli.estate;

import dev.msi4j.cli.azure.AzureOptions;
import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.ReportFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the changes that {@code apply} would make. */
@Command(
    name = "plan",
    description = "Show the changes that 'apply' would make, without making them",
    footerHeading = "%nExamples:%n",
    footer = {
      "  msi plan --file estate.yaml",
      "  msi plan --file estates/ --var region=westeurope --delete-others",
      "  msi plan --file estate.yaml --output markdown --out plan.json --detailed-exitcode"
    })
public final class PlanCommand implements Callable<Integer> {
  /** The exit status if there are changes, as of 'terraform plan'. */
  static final int CHANGES = 2;

  private final Environment environment;

  @Mixin private EstateFiles files = new EstateFiles();
  @Mixin private PlanOptions options = new PlanOptions();
  @Mixin private ReportOption report = new ReportOption();

  @Option(
      names = "--detailed-exitcode",
      description = "Exit with 2 if there are changes (default: 0 with and without changes)")
  private boolean detailedExitCode;

  @Option(names = "--out", paramLabel = "FILE", description = "File for the plan in JSON")
  private @Nullable Path target;

  @Mixin private AzureOptions azure = new AzureOptions();

  public PlanCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    if (target != null) {
      ReportFile.check(target);
    }
    var client = azure.client(environment);
    var federation = azure.federation(environment, client, Duration.ZERO);
    var plan = files.plan(environment, client, federation, options);
    var text = new PlanReport(plan, client.subscriptionId());
    text.print(environment.out(), report.format());
    if (target != null) {
      ReportFile.write(target, text.json() + "\n");
    }
    return detailedExitCode && plan.hasChanges() ? CHANGES : ExitCode.OK;
  }
}
