package dev.msi4j.cli.federation;

import dev.msi4j.ResourceId;
import dev.msi4j.cli.azure.AzureOptions;
import dev.msi4j.cli.azure.WaitOption;
import dev.msi4j.cli.console.CommandException;
import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.Output;
import dev.msi4j.cli.console.Progress;
import dev.msi4j.federation.CredentialOutcome;
import dev.msi4j.federation.CredentialStatus;
import dev.msi4j.federation.DesiredCredentials;
import dev.msi4j.federation.FederationClient;
import dev.msi4j.federation.ReconcileResult;
import java.util.Map;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Reconciles federated credentials with a file. */
@Command(
    name = "apply",
    description = "Reconcile federated credentials with a file",
    footerHeading = "%nExamples:%n",
    footer = {
      "  msi federation apply --file trust.yaml",
      "  msi federation apply --file trust.yaml --delete-others --wait PT2M",
      "",
      "The file, in YAML:",
      "  identities:",
      "  - resourceGroup: shop",
      "    name: orders",
      "    credentials:",
      "    - name: main",
      "      githubBranch: contoso@123456/shop@456789@main",
      "    - issuer: https://oidc.example.com/cluster-1",
      "      kubernetes: shop/orders",
      "",
      "A credential needs one of subject, claimsMatchingExpression, githubBranch, githubTag,",
      "githubPullRequest, githubEnvironment, kubernetes, gitlabBranch, gitlabTag, azureDevops,",
      "terraformCloud, google, aws and buildkite, and optionally name, issuer and",
      "audiences. The numbers are GitHub's ids of owner and repository, which its tokens have",
      "in the subject for repositories created, renamed or transferred since 2026-07-15.",
      "Anchors, aliases and << work; top-level keys that begin with x- can hold anchors."
    })
public final class ApplyCommand implements Runnable {
  private final Environment environment;

  @Mixin private FederationFile file = new FederationFile();
  @Mixin private WaitOption wait = new WaitOption();
  @Mixin private AzureOptions azure = new AzureOptions();
  @Mixin private Output output = new Output();

  public ApplyCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void run() {
    var client = azure.client(environment);
    var desired = file.read(environment, client.subscriptionId());
    var federation = azure.federation(environment, client, wait.time());
    var report = ReconcileReport.done(desired);
    var out = environment.out();
    ReconcileResult result;
    if (output.isTable()) {
      report.printHeader(out);
      result = reconcile(federation, desired, outcome -> report.print(out, outcome));
      report.printSummary(out, result.outcomes());
    } else {
      result = reconcile(federation, desired, outcome -> {});
      output.printValue(out, report.json(result.outcomes()));
    }
    if (!result.isAsDesired()) {
      int failed = result.outcomes(CredentialStatus.FAILED).size();
      throw new CommandException(
          failed
              + " of "
              + result.outcomes().size()
              + " credentials differ from the file: see the failures above");
    }
  }

  private ReconcileResult reconcile(
      FederationClient federation,
      Map<ResourceId, DesiredCredentials> desired,
      Consumer<CredentialOutcome> listener) {
    long total = desired.values().stream().mapToLong(each -> each.credentials().size()).sum();
    try (var progress = Progress.of(environment, total)) {
      Consumer<CredentialOutcome> counted =
          outcome -> progress.step(() -> listener.accept(outcome));
      return federation.reconcileAll(desired, counted);
    }
  }
}
