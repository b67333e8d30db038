package dev.msi4j.local.internal.providers.resources;

import dev.msi4j.local.internal.arm.ArmErrors;
import dev.msi4j.local.internal.arm.ArmRequest;
import dev.msi4j.local.internal.arm.Providers;
import dev.msi4j.local.internal.arm.ResourceGroups;
import dev.msi4j.local.internal.arm.ResourceId;
import dev.msi4j.local.internal.arm.Subscriptions;
import dev.msi4j.local.internal.store.Documents;
import dev.msi4j.local.internal.store.Entry;
import java.util.Map;
import java.util.function.Consumer;

/** Reads and replaces the tags of a resource, a resource group or a subscription. */
final class ScopeTags {
  private final Providers providers;
  private final Subscriptions subscriptions;
  private final ResourceGroups groups;

  ScopeTags(Providers providers, Subscriptions subscriptions, ResourceGroups groups) {
    this.providers = providers;
    this.subscriptions = subscriptions;
    this.groups = groups;
  }

  /**
   * The tags of a scope.
   *
   * @param replace stores other tags
   */
  record Tagged(Map<String, String> tags, Consumer<Map<String, String>> replace) {}

  /**
   * Finds the tags of the scope of a request on extension resources.
   *
   * @throws dev.msi4j.local.internal.arm.ArmException if the scope does not exist or has no tags
   */
  Tagged find(Documents documents, ArmRequest request) {
    var scope = request.argument("scope");
    var resource = ResourceId.parse(scope);
    if (resource.isPresent()) {
      return ofResource(documents, resource.get());
    }
    var levels = scope.split("/", -1).length - 1;
    return switch (levels) {
      case 2 -> ofSubscription(documents, request.subscription());
      case 4 -> ofGroup(documents, request);
      default -> throw ResourcesErrors.scopeHasNoTags(scope);
    };
  }

  private Tagged ofResource(Documents documents, ResourceId id) {
    var entry =
        documents
            .get(id.kind(), id.key())
            .map(body -> new Entry(id.kind(), id.key(), body))
            .orElseThrow(() -> ArmErrors.resourceNotFound(id));
    var resource =
        providers.describe(entry).orElseThrow(() -> ResourcesErrors.scopeHasNoTags(id.toString()));
    return new Tagged(resource.tags(), tags -> providers.tag(documents, entry, tags));
  }

  private Tagged ofGroup(Documents documents, ArmRequest request) {
    var name = request.resourceGroup();
    var group =
        groups
            .find(documents, request.subscription(), name)
            .orElseThrow(() -> ArmErrors.resourceGroupNotFound(name));
    return new Tagged(group.tags(), tags -> groups.save(documents, group.tagged(tags)));
  }

  private Tagged ofSubscription(Documents documents, String id) {
    var subscription =
        subscriptions.find(documents, id).orElseThrow(() -> ArmErrors.subscriptionNotFound(id));
    return new Tagged(
        subscription.tags(), tags -> subscriptions.save(documents, subscription.tagged(tags)));
  }
}
