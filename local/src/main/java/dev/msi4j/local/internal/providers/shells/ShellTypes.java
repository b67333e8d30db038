package dev.msi4j.local.internal.providers.shells;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.arm.ArmErrors;
import dev.msi4j.local.internal.arm.ResourceId;
import dev.msi4j.local.internal.arm.ResourceIdentities;
import dev.msi4j.local.internal.store.Documents;
import java.util.List;
import java.util.regex.Pattern;

/** The resource types that are served as shells, with the rules of each. */
final class ShellTypes {
  private static final String HYPHENS = "letters, digits and hyphens";

  private ShellTypes() {}

  /** Returns the types of Microsoft.Web. */
  static List<ShellType> web() {
    return List.of(
        new ShellType(
            "Microsoft.Web/serverfarms",
            Pattern.compile("[a-zA-Z0-9-]{1,60}"),
            "it must have 1 to 60 " + HYPHENS,
            false,
            new ServerFarm()),
        new ShellType(
            "Microsoft.Web/sites",
            Pattern.compile("[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,58}[a-zA-Z0-9])"),
            "it must have 2 to 60 " + HYPHENS + ", and not start or end with a hyphen",
            true,
            new Site()));
  }

  /** Returns the types of Microsoft.App. */
  static List<ShellType> containerApps() {
    return List.of(
        new ShellType(
            "Microsoft.App/managedEnvironments",
            Pattern.compile("[a-zA-Z](?:[a-zA-Z0-9-]{0,58}[a-zA-Z0-9])"),
            "it must have 2 to 60 " + HYPHENS + ", and start with a letter",
            true,
            new ManagedEnvironment()),
        new ShellType(
            "Microsoft.App/containerApps",
            Pattern.compile("[a-z](?:[a-z0-9-]{0,30}[a-z0-9])"),
            "it must have 2 to 32 lower-case " + HYPHENS + ", and start with a letter",
            true,
            new ContainerApp()));
  }

  /** Returns the types of Microsoft.ContainerService. */
  static List<ShellType> clusters(ResourceIdentities identities, ClusterIssuers issuers) {
    return List.of(
        new ShellType(
            "Microsoft.ContainerService/managedClusters",
            Pattern.compile("[a-zA-Z0-9](?:[a-zA-Z0-9_-]{0,61}[a-zA-Z0-9])?"),
            "it must have 1 to 63 "
                + HYPHENS
                + " and underscores, and start and end with a letter or a digit",
            true,
            new ManagedCluster(identities, issuers)));
  }

  private record ServerFarm() implements ShellType.Behavior {
    @Override
    public void complete(Documents documents, ObjectNode properties, ShellRow row) {
      properties.put("status", "Ready").put("numberOfWorkers", 1);
    }
  }

  private record Site() implements ShellType.Behavior {
    @Override
    public List<String> writeOnly() {
      return List.of("siteConfig.appSettings", "siteConfig.connectionStrings");
    }

    @Override
    public void complete(Documents documents, ObjectNode properties, ShellRow row) {
      var host = row.name() + ".azurewebsites.net";
      properties
          .put("state", "Running")
          .put("enabled", properties.path("enabled").asBoolean(true))
          .put("defaultHostName", host);
      properties.putArray("hostNames").add(host);
    }
  }

  private record ManagedEnvironment() implements ShellType.Behavior {
    @Override
    public List<String> writeOnly() {
      return List.of("appLogsConfiguration.logAnalyticsConfiguration.sharedKey");
    }

    @Override
    public void complete(Documents documents, ObjectNode properties, ShellRow row) {
      properties.put("defaultDomain", domain(row.name(), row.location()));
    }

    private static String domain(String name, String location) {
      return name + "." + location + ".azurecontainerapps.io";
    }
  }

  private record ContainerApp() implements ShellType.Behavior {
    private static final String ENVIRONMENT = "environmentId";
    private static final String MANAGED_ENVIRONMENT = "managedEnvironmentId";

    @Override
    public List<String> writeOnly() {
      return List.of("configuration.secrets.value");
    }

    @Override
    public void check(
        Documents documents, ResourceIdentities.Target target, ObjectNode properties) {
      var id = properties.path(ENVIRONMENT).asText(properties.path(MANAGED_ENVIRONMENT).asText(""));
      var environment =
          ResourceId.parse(id)
              .filter(found -> found.kind().equals("microsoft.app/managedenvironments"))
              .orElseThrow(() ->
                  ArmErrors.badRequest(
                      "properties.environmentId is '"
                          + id
                          + "': it must be the id of a managed environment."));
      if (documents.get(environment.kind(), environment.key()).isEmpty()) {
        throw ArmErrors.badRequest("The managed environment '" + environment + "' was not found.");
      }
    }

    @Override
    public void complete(Documents documents, ObjectNode properties, ShellRow row) {
      var id = properties.path(ENVIRONMENT).asText(properties.path(MANAGED_ENVIRONMENT).asText(""));
      properties.put(ENVIRONMENT, id).put(MANAGED_ENVIRONMENT, id).put("runningStatus", "Running");
      if (properties.path("configuration").path("ingress") instanceof ObjectNode ingress) {
        var environment = id.substring(id.lastIndexOf('/') + 1);
        ingress.put(
            "fqdn", row.name() + "." + ManagedEnvironment.domain(environment, row.location()));
      }
    }
  }

  /**
   * A cluster. Its OpenID Connect issuer is an issuer of the local Azure, so that tokens of service
   * accounts can be created and federated credentials can trust them.
   */
  private record ManagedCluster(ResourceIdentities identities, ClusterIssuers issuers)
      implements ShellType.Behavior {
    private static final String KUBELET = "kubeletidentity";
    private static final String PROFILE = "oidcIssuerProfile";

    @Override
    public List<String> writeOnly() {
      return List.of("windowsProfile.adminPassword", "servicePrincipalProfile.secret");
    }

    @Override
    public void check(
        Documents documents, ResourceIdentities.Target target, ObjectNode properties) {
      if (properties.path("identityProfile").path(KUBELET) instanceof ObjectNode kubelet) {
        var text = kubelet.path("resourceId").asText();
        var id =
            ResourceId.parse(text)
                .orElseThrow(() ->
                    ArmErrors.invalidLinkedId(
                        text, "properties.identityProfile.kubeletidentity.resourceId"));
        target.request().checkLinked(identities.assignAction(), id.toString());
        var identity =
            identities.lookUp(documents, id).orElseThrow(() -> ArmErrors.identityNotFound(id));
        kubelet.put("clientId", identity.clientId()).put("objectId", identity.principalId());
      }
    }

    @Override
    public void complete(Documents documents, ObjectNode properties, ShellRow row) {
      var prefix = properties.path("dnsPrefix").asText(row.name());
      properties
          .put("fqdn", prefix + "." + row.location() + ".azmk8s.io")
          .put("nodeResourceGroup", nodeGroup(properties, row));
      properties.putObject("powerState").put("code", "Running");
      if (isIssuer(properties)) {
        issuers
            .url(documents, issuer(row))
            .ifPresent(url -> properties.withObjectProperty(PROFILE).put("issuerURL", url));
      }
    }

    private static String nodeGroup(ObjectNode properties, ShellRow row) {
      return properties
          .path("nodeResourceGroup")
          .asText(
              "MC_" + row.resourceId().resourceGroup() + "_" + row.name() + "_" + row.location());
    }

    @Override
    public void written(ShellRow row, String origin) {
      if (isIssuer(row.properties())) {
        issuers.create(issuer(row), origin);
      }
    }

    @Override
    public void removed(Documents documents, ShellRow row) {
      issuers.delete(documents, issuer(row));
    }

    private static boolean isIssuer(ObjectNode properties) {
      return properties.path(PROFILE).path("enabled").asBoolean();
    }

    private static String issuer(ShellRow row) {
      return "aks-" + row.uniqueId();
    }
  }
}
