package dev.msi4j.cli.federation;

import dev.msi4j.FederatedIdentityCredential;
import dev.msi4j.cli.azure.AzureOptions;
import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.Output;
import dev.msi4j.cli.console.Table;
import dev.msi4j.federation.Diagnosis;
import dev.msi4j.federation.Difference;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Explains whether an identity trusts a token. */
@Command(
    name = "diagnose",
    description = {
      "Explain why an identity does or does not trust a token",
      "Shows the closest credential and the differences. The token is neither verified nor shown."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  msi federation diagnose -g shop --identity-name orders --token-file token",
      "  msi federation diagnose -g shop --identity-name orders \\",
      "      --issuer https://oidc.example.com/cluster-1 \\",
      "      --subject system:serviceaccount:shop:orders"
    })
public final class DiagnoseCommand implements Runnable {
  private static final Table<Difference> DIFFERENCES =
      new Table<Difference>()
          .column("Field", Difference::field)
          .column("Difference", Difference::kind)
          .column("Trusted", Difference::trusted)
          .column("Presented", Difference::presented);

  private final Environment environment;

  @Mixin private IdentityOptions owner = new IdentityOptions();

  @ArgGroup(multiplicity = "1")
  private TokenOptions token = new TokenOptions();

  @Mixin private AzureOptions azure = new AzureOptions();
  @Mixin private Output output = new Output();

  public DiagnoseCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void run() {
    var client = azure.client(environment);
    var presented = token.read(environment, azure.cloud(environment).federationAudience());
    var diagnosis =
        azure.federation(environment, client, Duration.ZERO).diagnose(owner.id(client), presented);
    if (output.isTable()) {
      environment.out().line(verdict(diagnosis));
      DIFFERENCES.print(environment.out(), diagnosis.differences());
      diagnosis.differences().stream()
          .map(Difference::remedy)
          .filter(Objects::nonNull)
          .forEach(environment.out()::println);
      environment.out().flush();
    } else {
      output.printValue(environment.out(), json(diagnosis));
    }
  }

  private String verdict(Diagnosis diagnosis) {
    FederatedIdentityCredential closest = diagnosis.closest();
    if (closest == null) {
      return diagnosis.code() + ": " + owner.identity() + " has no credentials";
    }
    return diagnosis.isTrusted()
        ? closest.name() + " trusts the token"
        : diagnosis.code() + ": " + closest.name() + " comes closest";
  }

  private static Map<String, Object> json(Diagnosis diagnosis) {
    var members = new LinkedHashMap<String, Object>();
    members.put("trusted", diagnosis.isTrusted());
    if (diagnosis.code() != null) {
      members.put("code", diagnosis.code());
    }
    if (diagnosis.closest() != null) {
      members.put("closest", diagnosis.closest());
    }
    members.put(
        "differences", diagnosis.differences().stream().map(DiagnoseCommand::json).toList());
    return members;
  }

  private static Map<String, Object> json(Difference difference) {
    var members = new LinkedHashMap<String, Object>();
    members.put("field", difference.field().name());
    members.put("difference", difference.kind().name());
    members.put("trusted", difference.trusted());
    members.put("presented", difference.presented());
    if (difference.remedy() != null) {
      members.put("remedy", difference.remedy());
    }
    return members;
  }
}
