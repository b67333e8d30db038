package dev.msi4j.cli;

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
      "      githubBranch: contoso/shop@main",
      "    - issuer: https://oidc.example.com/cluster-1",
      "      kubernetes: shop/orders",
      "",
      "A credential has one of subject, claimsMatchingExpression, githubBranch,",
      "githubEnvironment and kubernetes, and may have name, issuer and audiences."
    })
final class ApplyCommand implements Runnable {
  private final Environment environment;

  @Mixin private DesiredFile file = new DesiredFile();
  @Mixin private WaitOption wait = new WaitOption();
  @Mixin private AzureOptions azure = new AzureOptions();
  @Mixin private Output output = new Output();

  ApplyCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void run() {
    var client = azure.client(environment);
    var desired = file.read(environment, client.subscriptionId());
    var federation = azure.federation(environment, client, wait.time());
    var outcomes = Outcomes.done(desired);
    var out = environment.out();
    ReconcileResult result;
    if (output.isJson()) {
      result = federation.reconcileAll(desired);
      output.printJson(out, outcomes.json(result.outcomes()));
    } else {
      outcomes.printHeader(out);
      Consumer<CredentialOutcome> listener = outcome -> outcomes.print(out, outcome);
      result = federation.reconcileAll(desired, listener);
      outcomes.printSummary(out, result.outcomes());
    }
    if (!result.isAsDesired()) {
      int failed = result.outcomes(CredentialStatus.FAILED).size();
      throw new CommandFailure(
          failed + " of " + result.outcomes().size() + " credentials are not as the file says");
    }
  }
}
