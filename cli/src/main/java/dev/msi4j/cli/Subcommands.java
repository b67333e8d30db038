package dev.msi4j.cli;

import dev.msi4j.cli.account.AccountCommand;
import dev.msi4j.cli.audit.AuditCommand;
import dev.msi4j.cli.audit.UnusedCommand;
import dev.msi4j.cli.completion.CompletionCommand;
import dev.msi4j.cli.config.ConfigCommand;
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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;

/** Creates the commands under {@code msi}. */
final class Subcommands {
  private Subcommands() {}

  /** Returns the subcommands by their names, in the order of the overview. */
  static Map<String, Supplier<Object>> of(Environment environment) {
    var commands = new LinkedHashMap<String, Supplier<Object>>();
    commands.put("demo", () -> DemoCommand.create(environment));
    commands.put("local", () -> local(environment));
    commands.put("config", () -> ConfigCommand.create(environment));
    commands.put("context", () -> ContextCommand.create(environment));
    commands.put("account", () -> AccountCommand.create(environment));
    commands.put("token", () -> TokenCommand.create(environment));
    commands.put("group", () -> GroupCommand.create(environment));
    commands.put("identity", () -> identity(environment));
    commands.put("federation", () -> FederationCommand.create(environment));
    commands.put("plan", () -> new PlanCommand(environment));
    commands.put("apply", () -> new ApplyCommand(environment));
    commands.put("export", () -> new EstateExportCommand(environment));
    commands.put("drift", () -> new DriftCommand(environment));
    commands.put("role", () -> RoleCommand.create(environment));
    commands.put("who", () -> WhoCommand.create(environment));
    commands.put("unused", () -> new UnusedCommand(environment));
    commands.put("audit", () -> new AuditCommand(environment));
    commands.put("graph", () -> new GraphCommand(environment));
    commands.put("vm", () -> VmCommand.create(environment));
    commands.put(
        "completion", () -> new CompletionCommand(environment, () -> Msi.commandLine(environment)));
    return commands;
  }

  private static CommandLine local(Environment environment) {
    return LocalCommand.create(environment)
        .addSubcommand(IssuerCommand.create(environment))
        .addSubcommand(FaultCommand.create(environment))
        .addSubcommand(ClockCommand.create(environment))
        .addSubcommand(new ExportCommand(environment))
        .addSubcommand(new ImportCommand(environment))
        .addSubcommand(new ResetCommand(environment))
        .addSubcommand(new SeedCommand(environment));
  }

  private static CommandLine identity(Environment environment) {
    return IdentityCommand.create(environment)
        .addSubcommand(FederatedCredentialCommand.create(environment));
  }
}
