package dev.msi4j.cli;

import dev.msi4j.cli.account.AccountCommand;
import dev.msi4j.cli.audit.AuditCommand;
import dev.msi4j.cli.audit.UnusedCommand;
import dev.msi4j.cli.completion.CompletionCommand;
import dev.msi4j.cli.config.ConfigCommand;
import dev.msi4j.cli.console.CommandGroup;
import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.context.ContextCommand;
import dev.msi4j.cli.demo.DemoCommand;
import dev.msi4j.cli.estate.ApplyCommand;
import dev.msi4j.cli.estate.DriftCommand;
import dev.msi4j.cli.estate.EstateExportCommand;
import dev.msi4j.cli.estate.ImportCommand;
import dev.msi4j.cli.estate.PlanCommand;
import dev.msi4j.cli.estate.SeedCommand;
import dev.msi4j.cli.federation.FederatedCredentialCommand;
import dev.msi4j.cli.federation.FederationCommand;
import dev.msi4j.cli.graph.GraphCommand;
import dev.msi4j.cli.group.GroupCommand;
import dev.msi4j.cli.identity.IdentityCommand;
import dev.msi4j.cli.local.LocalCommand;
import dev.msi4j.cli.local.clock.ClockCommand;
import dev.msi4j.cli.local.fault.FaultCommand;
import dev.msi4j.cli.local.issuer.IssuerCommand;
import dev.msi4j.cli.role.RoleCommand;
import dev.msi4j.cli.state.ExportCommand;
import dev.msi4j.cli.state.ResetCommand;
import dev.msi4j.cli.token.TokenCommand;
import dev.msi4j.cli.vm.VmCommand;
import dev.msi4j.cli.who.WhoCommand;

/** The commands under {@code msi}. */
final class Subcommands {
  private Subcommands() {}

  /** Adds the commands to a root, in the order of the overview. */
  static CommandGroup addTo(CommandGroup root, Environment environment) {
    return root.addGroup("demo", () -> DemoCommand.create(environment))
        .addGroup("local", () -> local(environment))
        .addGroup("config", () -> ConfigCommand.create(environment))
        .addGroup("context", () -> ContextCommand.create(environment))
        .addGroup("account", () -> AccountCommand.create(environment))
        .addGroup("token", () -> TokenCommand.create(environment))
        .addGroup("group", () -> GroupCommand.create(environment))
        .addGroup("identity", () -> identity(environment))
        .addGroup("federation", () -> FederationCommand.create(environment))
        .add("plan", () -> new PlanCommand(environment))
        .add("apply", () -> new ApplyCommand(environment))
        .add("export", () -> new EstateExportCommand(environment))
        .add("drift", () -> new DriftCommand(environment))
        .addGroup("role", () -> RoleCommand.create(environment))
        .addGroup("who", () -> WhoCommand.create(environment))
        .add("unused", () -> new UnusedCommand(environment))
        .add("audit", () -> new AuditCommand(environment))
        .add("graph", () -> new GraphCommand(environment))
        .addGroup("vm", () -> VmCommand.create(environment))
        .add(
            "completion",
            () -> new CompletionCommand(environment, () -> Msi.commandLine(environment)));
  }

  private static CommandGroup local(Environment environment) {
    return LocalCommand.create(environment)
        .addGroup("issuer", () -> IssuerCommand.create(environment))
        .addGroup("fault", () -> FaultCommand.create(environment))
        .addGroup("clock", () -> ClockCommand.create(environment))
        .add("export", () -> new ExportCommand(environment))
        .add("import", () -> new ImportCommand(environment))
        .add("reset", () -> new ResetCommand(environment))
        .add("seed", () -> new SeedCommand(environment));
  }

  private static CommandGroup identity(Environment environment) {
    return IdentityCommand.create(environment)
        .addGroup("federated-credential", () -> FederatedCredentialCommand.create(environment));
  }
}
