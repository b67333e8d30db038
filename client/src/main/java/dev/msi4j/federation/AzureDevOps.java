package dev.msi4j.federation;

import dev.msi4j.AzureCloud;
import dev.msi4j.federation.Difference.Kind;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Creates the subjects of Azure DevOps service connections. For connections created since 2025,
 * Entra ID issues the tokens; for older connections, Azure DevOps issues them until the connection
 * is converted. Source: "Troubleshoot an Azure Resource Manager workload identity service
 * connection", learn.microsoft.com.
 */
public final class AzureDevOps {
  private static final String ENTRA = "https://login.microsoftonline.com/";
  private static final String AZURE_DEVOPS = "https://vstoken.dev.azure.com/";

  private static final String OLD_SUBJECT = "sc://";

  /** Application id of the token exchange, {@code api://AzureADTokenExchange}. */
  private static final String TOKEN_EXCHANGE = "fb60f99c-7a34-4190-8149-302f77469936";

  /** Application id of Azure DevOps, the same in every tenant. */
  private static final UUID APPLICATION = UUID.fromString("499b84ac-1321-427f-aa17-267ca6975798");

  private AzureDevOps() {}

  /**
   * Returns the subject of a service connection whose tokens Entra ID issues, in the public cloud.
   * The settings of the service connection show the same values as issuer and subject identifier.
   *
   * @param tenantId the tenant of the service connection
   * @param organizationId the id of the organization, not its name
   * @param connectionId the id of the service connection
   * @return the subject
   */
  public static FederatedSubject serviceConnection(
      UUID tenantId, UUID organizationId, UUID connectionId) {
    Preconditions.requireNonNull("tenantId", tenantId);
    Preconditions.requireNonNull("organizationId", organizationId);
    Preconditions.requireNonNull("connectionId", connectionId);
    return FederatedSubject.of(
        ENTRA + tenantId + "/v2.0",
        "/eid1/c/pub/t/"
            + encoded(tenantId)
            + "/a/"
            + encoded(APPLICATION)
            + "/sc/"
            + organizationId
            + "/"
            + connectionId);
  }

  /**
   * Returns the subject of a service connection whose tokens Azure DevOps issues: the format before
   * 2025.
   *
   * @param organizationId the id of the organization, which is part of the issuer
   * @param organization the name of the organization
   * @param project the name of the project
   * @param connection the name of the service connection
   * @return the subject
   * @throws IllegalArgumentException if a name is blank or contains a slash
   */
  public static FederatedSubject serviceConnection(
      UUID organizationId, String organization, String project, String connection) {
    return FederatedSubject.of(
        AZURE_DEVOPS + Preconditions.requireNonNull("organizationId", organizationId),
        OLD_SUBJECT
            + Preconditions.requireText("organization", organization, "/")
            + "/"
            + Preconditions.requireText("project", project, "/")
            + "/"
            + Preconditions.requireText("connection", connection, "/"));
  }

  /**
   * Returns the kind of difference between the two forms of a service connection of one
   * organization; empty for any other issuers and subjects.
   */
  static Optional<Kind> otherForm(
      String trustedIssuer, String trustedSubject, String issuer, String subject) {
    var trustedOld = oldOrganization(trustedIssuer, trustedSubject);
    if (trustedOld.isPresent()) {
      return trustedOld.equals(newOrganization(issuer, subject))
          ? Optional.of(Kind.ENTRA_FORM)
          : Optional.empty();
    }
    var old = oldOrganization(issuer, subject);
    return old.isPresent() && old.equals(newOrganization(trustedIssuer, trustedSubject))
        ? Optional.of(Kind.AZURE_DEVOPS_FORM)
        : Optional.empty();
  }

  private static Optional<String> oldOrganization(String issuer, String subject) {
    return issuer.startsWith(AZURE_DEVOPS) && subject.startsWith(OLD_SUBJECT)
        ? Optional.of(issuer.substring(AZURE_DEVOPS.length()).toLowerCase(Locale.ROOT))
        : Optional.empty();
  }

  private static Optional<String> newOrganization(String issuer, String subject) {
    var parts = subject.split("/", -1);
    return issuer.startsWith(ENTRA)
            && subject.startsWith("/eid1/")
            && parts.length > 2
            && parts[parts.length - 3].equals("sc")
        ? Optional.of(parts[parts.length - 2].toLowerCase(Locale.ROOT))
        : Optional.empty();
  }

  /**
   * Returns an audience of a token as credentials name it: Entra writes the application id of the
   * token exchange in the place of its URI.
   */
  static String credentialAudience(String issuer, String audience) {
    return issuer.startsWith(ENTRA) && audience.equalsIgnoreCase(TOKEN_EXCHANGE)
        ? AzureCloud.PUBLIC.federationAudience()
        : audience;
  }

  /** Encodes a GUID in the byte order of .NET, whose first three groups are little-endian. */
  private static String encoded(UUID id) {
    long high = id.getMostSignificantBits();
    var bytes =
        ByteBuffer.allocate(16)
            .putInt(Integer.reverseBytes((int) (high >>> 32)))
            .putShort(Short.reverseBytes((short) (high >>> 16)))
            .putShort(Short.reverseBytes((short) high))
            .putLong(id.getLeastSignificantBits());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }
}
