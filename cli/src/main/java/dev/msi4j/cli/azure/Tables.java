package dev.msi4j.cli.azure;

import dev.msi4j.cli.console.Table;
import dev.msi4j.AssociatedResource;
import dev.msi4j.FederatedIdentityCredential;
import dev.msi4j.Identity;
import dev.msi4j.Operation;
import dev.msi4j.ResourceId;
import dev.msi4j.SystemAssignedIdentity;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What tables show of each kind of thing. */
public final class Tables {
  public static final Table<Identity> IDENTITIES =
      new Table<Identity>()
          .column("Name", Identity::name)
          .column("ResourceGroup", identity -> group(identity.resourceId()))
          .column("Location", Identity::location)
          .column("ClientId", Identity::clientId)
          .column("PrincipalId", Identity::principalId)
          .column("Tags", identity -> tags(identity.tags()));

  public static final Table<FederatedIdentityCredential> CREDENTIALS =
      new Table<FederatedIdentityCredential>()
          .column("Name", FederatedIdentityCredential::name)
          .column("Issuer", FederatedIdentityCredential::issuer)
          .column("Subject", Tables::subject)
          .column("Audiences", credential -> String.join(" ", credential.audiences()));

  public static final Table<SystemAssignedIdentity> SYSTEM_ASSIGNED =
      new Table<SystemAssignedIdentity>()
          .column("Name", SystemAssignedIdentity::name)
          .column("Location", SystemAssignedIdentity::location)
          .column("ClientId", SystemAssignedIdentity::clientId)
          .column("PrincipalId", SystemAssignedIdentity::principalId);

  public static final Table<AssociatedResource> RESOURCES =
      new Table<AssociatedResource>()
          .column("Name", AssociatedResource::name)
          .column("ResourceGroup", AssociatedResource::resourceGroup)
          .column("Type", AssociatedResource::type);

  public static final Table<Operation> OPERATIONS =
      new Table<Operation>()
          .column("Name", Operation::name)
          .column(
              "Description",
              operation -> operation.display() == null ? null : operation.display().operation());

  private Tables() {}

  private static @Nullable String group(@Nullable ResourceId id) {
    return id == null ? null : id.resourceGroup();
  }

  /** The subject, or the expression in its place. */
  public static @Nullable String subject(FederatedIdentityCredential credential) {
    var expression = credential.claimsMatchingExpression();
    return expression == null ? credential.subject() : expression.value();
  }

  private static String tags(Map<String, String> tags) {
    return tags.entrySet().stream()
        .map(tag -> tag.getKey() + "=" + tag.getValue())
        .collect(Collectors.joining(" "));
  }
}
