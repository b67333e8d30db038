package dev.msi4j.cli.estate;

import dev.msi4j.ManagedServiceIdentityClient;
import dev.msi4j.cli.azure.AzureOptions;
import dev.msi4j.cli.azure.WaitOption;
import dev.msi4j.cli.console.CommandException;
import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.Progress;
import dev.msi4j.cli.console.ShutdownHook;
import dev.msi4j.federation.FederationClient;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Makes what exists as declared. */
@Command(
    name = "apply",
    description =
        "Create, update and delete groups, identities, credentials, roles and assignments as files"
            + " declare",
    footerHeading = "%nExamples:%n",
    footer = {
      "  msi apply --file estate.yaml",
      "  msi apply --file estates/ --delete-others --wait PT2M",
      "",
      "A file in YAML that creates a group and 30 identities:",
      "  resourceGroups:",
      "  - {name: shop, location: westeurope}",
      "  identities:",
      "  - forEach: 1..30",
      "    resourceGroup: shop",
      "    name: runner-$${each}",
      "    credentials:",
      "    - name: main",
      "      githubBranch: contoso@123456/service-$${each}@456789@main",
      "",
      "The command continues after a failure. After an interruption, run it again."
    })
public final class ApplyCommand implements Runnable {
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);

  private final Environment environment;

  @Mixin private EstateFiles files = new EstateFiles();
  @Mixin private PlanOptions options = new PlanOptions();
  @Mixin private WaitOption wait = new WaitOption();
  @Mixin private AzureOptions azure = new AzureOptions();

  public ApplyCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void run() {
    var client = azure.client(environment);
    var federation = azure.federation(environment, client, wait.time());
    apply(client, federation, files.plan(environment, client, federation, options));
  }

  private void apply(ManagedServiceIdentityClient client, FederationClient federation, Plan plan) {
    var report = new ApplyReport(environment.out());
    var progress = Progress.of(environment, plan.size());
    var applier = new Applier(client, federation, outcome -> report.print(outcome, progress));
    var end = new CountDownLatch(1);
    ShutdownHook.run(
        () -> {
          try {
            applier.apply(plan);
          } finally {
            end.countDown();
          }
        },
        () -> {
          applier.stop();
          await(end);
          progress.close();
          report.printSummary(plan);
        });
    if (report.notDone() > 0) {
      throw new CommandException(
          report.notDone() + " changes were not made: see above, and run the command again");
    }
  }

  private static void await(CountDownLatch end) {
    try {
      if (!end.await(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
        throw new CommandException(
            "requests did not end within " + STOP_TIMEOUT.toSeconds() + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
