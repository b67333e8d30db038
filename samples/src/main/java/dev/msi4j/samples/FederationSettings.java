package dev.msi4j.samples;

import dev.msi4j.federation.GitHubActions;
import java.util.Map;
import java.util.UUID;

/**
 * Settings of {@link FederateWorkloads}. Immutable.
 *
 * @param resourceGroup the name of the resource group to create, and to delete at the end
 * @param location the region of all resources, such as {@code westeurope}
 * @param pipelines the issuer of a pipeline's tokens
 * @param cluster the issuer of the tokens of a cluster's service accounts
 */
public record FederationSettings(
    String resourceGroup, String location, ExternalIssuer pipelines, ExternalIssuer cluster) {
  /** Returns the settings of these environment variables, with issuers without tokens. */
  public static FederationSettings of(Map<String, String> variables) {
    return new FederationSettings(
        "msi4j-federation-" + UUID.randomUUID().toString().substring(0, 8),
        variables.getOrDefault(Settings.LOCATION, "westeurope"),
        ExternalIssuer.withoutTokens(GitHubActions.ISSUER),
        ExternalIssuer.withoutTokens("https://oidc.example.com/cluster-1"));
  }

  /** Returns the same settings with another resource group. */
  public FederationSettings withResourceGroup(String name) {
    return new FederationSettings(name, location, pipelines, cluster);
  }

  /** Returns the same settings with another region. */
  public FederationSettings withLocation(String region) {
    return new FederationSettings(resourceGroup, region, pipelines, cluster);
  }

  /** Returns the same settings with these issuers. */
  public FederationSettings withIssuers(ExternalIssuer pipelines, ExternalIssuer cluster) {
    return new FederationSettings(resourceGroup, location, pipelines, cluster);
  }
}
