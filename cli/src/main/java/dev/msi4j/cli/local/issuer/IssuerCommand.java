package dev.msi4j.cli.local.issuer;

import dev.msi4j.cli.console.CommandGroup;
import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.Table;
import dev.msi4j.cli.local.LocalAdmin;
import dev.msi4j.cli.state.StateOption;
import picocli.CommandLine.Command;

/** The {@code msi local issuer} command. */
@Command(
    name = "issuer",
    synopsisSubcommandLabel = "COMMAND",
    description = "Manage the OpenID Connect issuers of a running local Azure",
    footerHeading = "%nExamples:%n",
    footer = {
      "  msi local issuer create cluster",
      "  msi local issuer token cluster --kubernetes shop/orders",
      "  msi local issuer token github --github octo/app --environment production"
    })
public final class IssuerCommand {
  private IssuerCommand() {}

  static final String NAME = "Name of the issuer";

  static final Table<LocalIssuers.Issuer> ISSUERS =
      new Table<LocalIssuers.Issuer>()
          .column("Name", LocalIssuers.Issuer::name)
          .column("Url", LocalIssuers.Issuer::url);

  /** Returns the command with its subcommands. */
  public static CommandGroup create(Environment environment) {
    return CommandGroup.of(IssuerCommand::new)
        .add("create", () -> new CreateCommand(environment))
        .add("list", () -> new ListCommand(environment))
        .add("token", () -> new TokenCommand(environment))
        .add("rotate", () -> new RotateCommand(environment))
        .add("delete", () -> new DeleteCommand(environment));
  }

  /** Returns the issuers of the local Azure that runs on a state directory. */
  static LocalIssuers issuers(StateOption state, Environment environment) {
    return new LocalIssuers(LocalAdmin.of(state.directory(environment)));
  }
}
