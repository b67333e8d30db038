package dev.msi4j.cli.audit;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.util.Context;
import dev.msi4j.ManagedServiceIdentityClient;
import dev.msi4j.ResourceId;
import dev.msi4j.cli.azure.AzureConnection;
import dev.msi4j.cli.azure.MicrosoftGraph;
import dev.msi4j.cli.azure.Parallel;
import dev.msi4j.cli.azure.Resource;
import dev.msi4j.cli.azure.ResourceManager;
import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.ErrorPrinter;
import dev.msi4j.cli.console.JsonText;
import dev.msi4j.cli.estate.Host;
import dev.msi4j.cli.estate.Inventory;
import dev.msi4j.cli.estate.InventoryReader;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what the rules of an audit examine. */
final class AuditReader {
  private static final String SIGN_INS = "/beta/reports/servicePrincipalSignInActivities";
  private static final String CLUSTERS = "/providers/Microsoft.ContainerService/managedClusters";
  private static final String CLUSTERS_VERSION = "2024-09-01";
  private static final String CONFIGURATION = ".well-known/openid-configuration";

  private final AzureConnection connection;
  private final ResourceManager resourceManager;
  private final InventoryReader inventoryReader;

  AuditReader(
      AzureConnection connection, ManagedServiceIdentityClient client, Environment environment) {
    this.connection = connection;
    resourceManager = ResourceManager.of(client);
    inventoryReader = new InventoryReader(client, environment);
  }

  /**
   * Reads all data.
   *
   * @param withIssuers whether the configurations of the issuers are requested
   * @param gitHub reads the state of repositories; null if it is not requested
   * @param undeclared returns the credentials that no file declares
   */
  AuditData read(
      AuditData.Settings settings,
      boolean withIssuers,
      @Nullable GitHubApi gitHub,
      Function<Inventory, Reading<Set<ResourceId>>> undeclared) {
    var inventory = inventoryReader.access();
    var graph = Reading.tryTo("Microsoft Graph", this::graph);
    var hosts = hosts();
    return new AuditData(
        inventory,
        new AuditData.Sources(
            hosts,
            signIns(graph),
            principals(graph, inventory, hosts),
            Reading.tryTo("AKS clusters", this::clusterIssuers),
            withIssuers
                ? Reading.of(issuerProblems(inventory))
                : Reading.notRead("the issuers are not requested: pass --probe-issuers"),
            gitHub == null
                ? Reading.notRead("GitHub is not requested: pass --github-token-file")
                : Reading.tryTo(
                    "repositories on GitHub", () -> gitHub.problems(repositories(inventory))),
            undeclared.apply(inventory)),
        settings);
  }

  /** Reads the data of the rules about unused identities. */
  AuditData readUse(AuditData.Settings settings) {
    var notRead = "not needed";
    return new AuditData(
        inventoryReader.access(),
        new AuditData.Sources(
            hosts(),
            signIns(Reading.tryTo("Microsoft Graph", this::graph)),
            Reading.notRead(notRead),
            Reading.notRead(notRead),
            Reading.notRead(notRead),
            Reading.notRead(notRead),
            Reading.notRead(notRead)),
        settings);
  }

  private MicrosoftGraph graph() {
    return MicrosoftGraph.of(connection, resourceManager);
  }

  private Reading<List<Host>> hosts() {
    return Reading.tryTo("resources", inventoryReader::hosts);
  }

  private static Reading<Map<String, Instant>> signIns(Reading<MicrosoftGraph> graph) {
    return graph.reason() == null
        ? Reading.tryTo("sign-ins", () -> lastSignIns(graph.get().list(SIGN_INS)))
        : Reading.notRead(graph.reason());
  }

  private static Map<String, Instant> lastSignIns(List<Resource> activities) {
    var last = new HashMap<String, Instant>();
    for (var each : activities) {
      var time = time(each.text("lastSignInActivity", "lastSignInDateTime"));
      if (time != null) {
        last.merge(
            each.textOr("", "appId"), time, (one, other) -> one.isAfter(other) ? one : other);
      }
    }
    return last;
  }

  private static @Nullable Instant time(@Nullable String text) {
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeException e) {
      // A principal without a sign-in can have an empty time.
      return null;
    }
  }

  /** Reads which principals of role assignments exist. Identities of the inventory exist. */
  private static Reading<Set<String>> principals(
      Reading<MicrosoftGraph> graph, Inventory inventory, Reading<List<Host>> hosts) {
    if (graph.reason() != null) {
      return Reading.notRead(graph.reason());
    }
    var known =
        inventory.identities().values().stream()
            .map(AuditData::principal)
            .collect(Collectors.toCollection(HashSet::new));
    if (hosts.value() != null) {
      hosts.value().stream().map(Host::principalId).filter(Objects::nonNull).forEach(known::add);
    }
    var unknown =
        inventory.assignments().stream()
            .map(Inventory.Assignment::principalId)
            .filter(each -> !known.contains(each))
            .collect(Collectors.toSet());
    return Reading.tryTo(
        "principals",
        () -> {
          known.addAll(graph.get().objects(unknown).keySet());
          return known;
        });
  }

  private Set<String> clusterIssuers() {
    return resourceManager
        .list(resourceManager.subscription() + CLUSTERS, CLUSTERS_VERSION)
        .stream()
        .map(each -> each.text("properties", "oidcIssuerProfile", "issuerURL"))
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
  }

  private static Set<GitHubRepository> repositories(Inventory inventory) {
    return AuditData.credentials(inventory)
        .flatMap(each -> GitHubRepository.of(each).stream())
        .collect(Collectors.toSet());
  }

  private Map<String, String> issuerProblems(Inventory inventory) {
    var issuers =
        inventory.credentials().values().stream()
            .flatMap(List::stream)
            .map(each -> Objects.requireNonNullElse(each.issuer(), ""))
            .collect(Collectors.toSet());
    var http = connection.httpClient();
    var problems = new ConcurrentHashMap<String, String>();
    Parallel.forEach(
        issuers,
        issuer -> problem(http, issuer).ifPresent(problem -> problems.put(issuer, problem)));
    return problems;
  }

  /** Returns the problem of the configuration of an issuer (OpenID Connect Discovery 1.0). */
  private static Optional<String> problem(HttpClient http, String issuer) {
    if (!issuer.startsWith("https://")) {
      return Optional.of("the address does not start with https://");
    }
    var url = issuer + (issuer.endsWith("/") ? "" : "/") + CONFIGURATION;
    try (var response = http.sendSync(new HttpRequest(HttpMethod.GET, url), Context.NONE)) {
      if (response.getStatusCode() != 200) {
        return Optional.of("the configuration has status " + response.getStatusCode());
      }
      var named = JsonText.readObject(response.getBodyAsBinaryData().toBytes()).get("issuer");
      return issuer.equals(named)
          ? Optional.empty()
          : Optional.of("the configuration names the issuer '" + named + "'");
    } catch (RuntimeException e) {
      // Every failure to read the configuration is the finding.
      return Optional.of("the configuration cannot be read: " + ErrorPrinter.oneLine(e));
    }
  }
}
