package dev.msi4j.local.internal.providers.shells;

import dev.msi4j.local.internal.arm.ApiVersions;
import dev.msi4j.local.internal.arm.GenericResource;
import dev.msi4j.local.internal.arm.LongRunningOperations;
import dev.msi4j.local.internal.arm.OperationStatusEndpoints;
import dev.msi4j.local.internal.arm.Operations;
import dev.msi4j.local.internal.arm.ProviderContext;
import dev.msi4j.local.internal.arm.ResourceIdentities;
import dev.msi4j.local.internal.arm.ResourceProvider;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.store.DocumentKind;
import dev.msi4j.local.internal.store.Documents;
import dev.msi4j.local.internal.store.Entry;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A resource provider whose types are served as shells. */
public final class ShellProvider implements ResourceProvider {
  /** The kinds of documents that this package stores. */
  public static final List<DocumentKind> DOCUMENT_KINDS =
      List.of(
          DocumentKind.object("microsoft.web/serverfarms"),
          DocumentKind.object("microsoft.web/sites"),
          DocumentKind.object("microsoft.app/managedenvironments"),
          DocumentKind.object("microsoft.app/containerapps"),
          DocumentKind.object("microsoft.containerservice/managedclusters"));

  private final String namespace;
  private final String displayName;
  private final ApiVersions versions;
  private final OperationStatusEndpoints statuses;
  private final Map<ShellType, ShellRules> rulesByType = new LinkedHashMap<>();
  private final List<ShellOperations> operationsOfTypes;

  private ShellProvider(
      String displayName,
      ApiVersions versions,
      ProviderContext context,
      ResourceIdentities identities,
      List<ShellType> types) {
    this.displayName = displayName;
    this.versions = versions;
    namespace = types.get(0).namespace();
    statuses = new OperationStatusEndpoints(context.longRunningOperations(), namespace);
    types.forEach(type ->
        rulesByType.put(
            type, new ShellRules(type, identities, context.providers(), context.runtime())));
    operationsOfTypes =
        rulesByType.entrySet().stream()
            .map(entry ->
                new ShellOperations(
                    context, statuses, entry.getKey(), entry.getValue(), identities))
            .toList();
  }

  /**
   * Returns the providers of all shells.
   *
   * @param issuers creates the issuers of clusters
   */
  public static List<ResourceProvider> all(
      ProviderContext context, ResourceIdentities identities, ClusterIssuers issuers) {
    return List.of(
        new ShellProvider(
            "Azure App Service",
            ApiVersions.any("2024-11-01", "2024-04-01", "2023-12-01", "2022-09-01", "2022-03-01"),
            context,
            identities,
            ShellTypes.web()),
        new ShellProvider(
            "Microsoft Container Apps",
            ApiVersions.any("2025-01-01", "2024-03-01", "2023-05-01", "2022-03-01"),
            context,
            identities,
            ShellTypes.containerApps()),
        new ShellProvider(
            "Azure Kubernetes Service",
            ApiVersions.any("2025-05-01", "2024-09-01", "2024-02-01", "2023-10-01"),
            context,
            identities,
            ShellTypes.clusters(identities, issuers)));
  }

  @Override
  public String namespace() {
    return namespace;
  }

  @Override
  public String displayName() {
    return displayName;
  }

  @Override
  public ApiVersions versions() {
    return versions;
  }

  @Override
  public void declare(Operations.OperationsBuilder operations) {
    operationsOfTypes.forEach(each -> each.declare(operations));
    statuses.declare(operations);
  }

  @Override
  public Map<String, LongRunningOperations.Effect> effects() {
    var effects = new HashMap<String, LongRunningOperations.Effect>();
    rulesByType.forEach((type, rules) -> {
      effects.put(ShellOperations.writeEffect(type), rules::completeWrite);
      effects.put(ShellOperations.deleteEffect(type), rules::delete);
    });
    return effects;
  }

  @Override
  public Optional<GenericResource> describe(Entry resource) {
    return rules(resource).map(rules -> row(resource).toGenericResource());
  }

  @Override
  public void onRemoved(Documents documents, Entry resource) {
    rules(resource).ifPresent(rules -> rules.release(documents, row(resource)));
  }

  private Optional<ShellRules> rules(Entry resource) {
    return rulesByType.entrySet().stream()
        .filter(entry -> entry.getKey().kind().equals(resource.kind()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static ShellRow row(Entry resource) {
    return Json.read(resource.body(), ShellRow.class);
  }
}
