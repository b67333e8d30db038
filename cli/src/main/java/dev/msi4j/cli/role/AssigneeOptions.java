package dev.msi4j.cli.role;

import dev.msi4j.Identity;
import dev.msi4j.ManagedServiceIdentityClient;
import dev.msi4j.cli.azure.IdentityLookup;
import dev.msi4j.cli.console.CommandException;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that name the principal of a role assignment. */
final class AssigneeOptions {
  static final Pattern GUID = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

  private static final String SERVICE_PRINCIPAL = "ServicePrincipal";

  @Option(
      names = "--assignee",
      paramLabel = "PRINCIPAL",
      required = true,
      description =
          "Principal: its object id, the name or resource id of an identity, or the id of a"
              + " resource with a system-assigned identity")
  private String assignee = "";

  @Option(
      names = {"-g", "--resource-group"},
      paramLabel = "GROUP",
      description = "Resource group of the identity (default: any of the subscription)")
  private @Nullable String group;

  /**
   * Finds the principal.
   *
   * @throws CommandException if the principal does not exist
   */
  Principal find(ManagedServiceIdentityClient client) {
    if (GUID.matcher(assignee).matches()) {
      return new Principal(assignee, null, assignee);
    }
    if (IdentityLookup.isResourceId(assignee) && !IdentityLookup.isIdentityId(assignee)) {
      var identity = client.systemAssignedIdentities().getByScope(assignee);
      return principal(identity.principalId(), assignee);
    }
    Identity identity = new IdentityLookup(client).find(assignee, group);
    return principal(identity.principalId(), String.valueOf(identity.name()));
  }

  private static Principal principal(@Nullable UUID objectId, String name) {
    if (objectId == null) {
      throw new CommandException("the identity '" + name + "' has no principal id");
    }
    return new Principal(objectId.toString(), SERVICE_PRINCIPAL, name);
  }
}
