package dev.msi4j.cli.federation;

import dev.msi4j.cli.azure.AzureOptions;
import dev.msi4j.cli.console.CommandException;
import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.Output;
import dev.msi4j.federation.CredentialOutcome;
import dev.msi4j.federation.CredentialStatus;
import dev.msi4j.federation.ReconcileResult;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Brings identities to the credentials that a file says. */
@Command(
    name = "apply",
    description = "Brings identities to the federated credentials that a file says.",
    footerHeading = "%nThe file, in YAML:%n",
    footer = {
      "  identities:",
      "  - resourceGroup: shop",
      "    name: orders",
      "    credentials:",
      "    - name: main",
      "      githubBranch: contoso@123456/shop@456789@main",
      "    - issuer: https://oidc.example.com/cluster-1",
      "      kubernetes: shop/orders",
      "",
      "A credential has one of subject, claimsMatchingExpression, githubBranch, githubTag,",
      "githubPullRequest, githubEnvironment and kubernetes, and may have name, issuer and",
      "audiences. The numbers are GitHub's ids of owner and repository, which its tokens have",
      "in the subject for repositories created, renamed or transferred since 2026-07-15.",
      "Anchors, aliases and << work; keys at the top that begin with x- may hold anchors."
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
    var reconcileReport = ReconcileReport.done(desired);
    var out = environment.out();
    ReconcileResult result;
    if (output.isJson()) {
      result = federation.reconcileAll(desired);
      output.printJson(out, reconcileReport.json(result.outcomes()));
    } else {
      reconcileReport.printHeader(out);
      Consumer<CredentialOutcome> listener = outcome -> reconcileReport.print(out, outcome);
      result = federation.reconcileAll(desired, listener);
      reconcileReport.printSummary(out, result.outcomes());
    }
    if (!result.isAsDesired()) {
      int failed = result.outcomes(CredentialStatus.FAILED).size();
      throw new CommandException(
          failed + " of " + result.outcomes().size() + " credentials are not as the file says");
    }
  }
}
