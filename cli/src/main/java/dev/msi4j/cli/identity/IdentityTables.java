package dev.msi4j.cli.identity;

import dev.msi4j.AssociatedResource;
import dev.msi4j.Identity;
import dev.msi4j.Operation;
import dev.msi4j.ResourceId;
import dev.msi4j.SystemAssignedIdentity;
import dev.msi4j.cli.azure.Tags;
import dev.msi4j.cli.console.Table;
import org.jspecify.annotations.Nullable;

/** The tables of the {@code msi identity} commands. */
final class IdentityTables {
  static final Table<Identity> IDENTITIES =
      new Table<Identity>()
          .column("Name", Identity::name)
          .column("ResourceGroup", identity -> group(identity.resourceId()))
          .column("Location", Identity::location)
          .column("ClientId", Identity::clientId)
          .column("PrincipalId", Identity::principalId)
          .column("Tags", identity -> Tags.format(identity.tags()))
          .wideColumn("TenantId", Identity::tenantId)
          .wideColumn("IsolationScope", Identity::isolationScope)
          .wideColumn("Id", Identity::id);

  static final Table<SystemAssignedIdentity> SYSTEM_ASSIGNED =
      new Table<SystemAssignedIdentity>()
          .column("Name", SystemAssignedIdentity::name)
          .column("Location", SystemAssignedIdentity::location)
          .column("ClientId", SystemAssignedIdentity::clientId)
          .column("PrincipalId", SystemAssignedIdentity::principalId);

  static final Table<AssociatedResource> RESOURCES =
      new Table<AssociatedResource>()
          .column("Name", AssociatedResource::name)
          .column("ResourceGroup", AssociatedResource::resourceGroup)
          .column("Type", AssociatedResource::type);

  static final Table<Operation> OPERATIONS =
      new Table<Operation>()
          .column("Name", Operation::name)
          .column(
              "Description",
              operation -> operation.display() == null ? null : operation.display().operation());

  private IdentityTables() {}

  private static @Nullable String group(@Nullable ResourceId id) {
    return id == null ? null : id.resourceGroup();
  }
}
