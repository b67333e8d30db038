package dev.msi4j.local.internal.arm;

import dev.msi4j.local.internal.text.CaseFolding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The path of a request, split into scope, provider namespace and type. The last provider namespace
 * decides; the segments before it are the scope of an extension resource.
 *
 * @param segments the decoded segments
 */
record ResourcePath(List<String> segments) {
  private static final String PROVIDERS = "providers";

  /** Returns the index of the last provider namespace; negative if the path has none. */
  int namespaceAt() {
    for (var i = segments.size() - 2; i >= 0; i--) {
      if (is(i, PROVIDERS)) {
        return i + 1;
      }
    }
    return -1;
  }

  /** Returns whether the path starts with a subscription. */
  boolean isInSubscription() {
    return is(0, "subscriptions") && segments.size() > 1;
  }

  /** Returns whether the path is at tenant level and starts with a provider. */
  boolean isOfTenant() {
    return is(0, PROVIDERS) && segments.size() > 1;
  }

  /**
   * Returns whether the path is a scope of extension resources: the tenant, a subscription, a
   * resource group or a resource.
   */
  boolean isScope() {
    var at = isInSubscription() ? 2 : 0;
    if (at == 2 && is(2, "resourceGroups")) {
      at = 4;
    }
    // Pairs of type and name after each namespace.
    while (is(at, PROVIDERS)) {
      var resource = at + 2;
      at = resource;
      while (at < segments.size() && !is(at, PROVIDERS)) {
        at += 2;
      }
      if (at == resource) {
        return false;
      }
    }
    return at == segments.size();
  }

  private boolean is(int index, String name) {
    return index < segments.size()
        && CaseFolding.of(segments.get(index)).equals(CaseFolding.of(name));
  }

  /** Returns the last provider namespace. */
  Optional<String> namespace() {
    var at = namespaceAt();
    return at < 0 ? Optional.empty() : Optional.of(segments.get(at));
  }

  /** Returns the type without the namespace, such as {@code virtualMachines/extensions}. */
  String type() {
    var types = new ArrayList<String>();
    if (namespaceAt() >= 0) {
      for (var i = namespaceAt() + 1; i < segments.size(); i += 2) {
        types.add(segments.get(i));
      }
    }
    return String.join("/", types);
  }

  /**
   * Returns whether the response to a read of this path shows a resource. The path is the resource,
   * an ancestor or collection that contains it, or a list that spans groups or providers.
   *
   * @param key the key of the resource: its id in lower case
   */
  boolean shows(String key) {
    var path = CaseFolding.of("/" + String.join("/", segments));
    if (path.equals(key)) {
      return true;
    }
    var resource = ResourceId.parse(key);
    if (resource.isEmpty()) {
      // The key of a group: only the group and the list of groups show its state.
      return key.substring(0, key.lastIndexOf('/')).equals(path);
    }
    var group = key.substring(0, key.indexOf("/providers/"));
    var subscription = group.substring(0, group.indexOf("/resourcegroups/"));
    var inGroup = path.startsWith(group + "/providers/");
    var inSubscription = path.startsWith(subscription + "/providers/");
    var type = subscription + "/providers/" + resource.get().kind();
    return (inGroup && key.startsWith(path + "/"))
        || (inSubscription && (type + "/").startsWith(path + "/"))
        || path.equals(group + "/resources")
        || path.equals(subscription + "/resources");
  }

  /**
   * Returns the region of a list by location, if this path is such a list of the type of a
   * resource.
   *
   * @param key of the resource: its id in lower case
   */
  Optional<String> listedRegion(String key) {
    var resource = ResourceId.parse(key);
    if (resource.isEmpty() || segments.size() < 7 || !is(4, "locations")) {
      return Optional.empty();
    }
    // subscriptions/{id}/providers/{namespace}/locations/{region}/{type}
    var others = new ArrayList<>(segments);
    others.subList(4, 6).clear();
    var path = CaseFolding.of("/" + String.join("/", others));
    var subscription = key.substring(0, key.indexOf("/resourcegroups/"));
    var type = subscription + "/providers/" + resource.get().kind();
    return (type + "/").startsWith(path + "/")
        ? Optional.of(CaseFolding.of(segments.get(5).replace(" ", "")))
        : Optional.empty();
  }

  /**
   * Returns the scope at which a caller needs permission: the resource. The scope of a collection
   * is its parent, the scope of an action is its resource, and the scope of the tenant level is
   * {@code /}.
   */
  String scope() {
    var namespace = namespaceAt();
    var end = segments.size();
    if (namespace < 0) {
      // Pairs of type and name; an odd segment at the end is a collection.
      end -= end % 2;
    } else {
      end -= (end - namespace - 1) % 2;
      if (end == namespace + 1) {
        // Roles are not assigned at a provider.
        end = namespace - 1;
      }
    }
    return "/" + String.join("/", segments.subList(0, end));
  }
}
