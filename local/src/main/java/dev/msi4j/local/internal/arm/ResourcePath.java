package dev.msi4j.local.internal.arm;

import dev.msi4j.local.internal.text.CaseFolding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the path of a request names, whoever serves it. The last provider namespace counts: what
 * stands before it is what the resource hangs on.
 *
 * @param segments decoded
 */
record ResourcePath(List<String> segments) {
  private static final String PROVIDERS = "providers";
  private static final String VIEW = "/instanceview";

  /** Where the last provider namespace stands; negative if there is none. */
  int namespaceAt() {
    for (var i = segments.size() - 2; i >= 0; i--) {
      if (is(i, PROVIDERS)) {
        return i + 1;
      }
    }
    return -1;
  }

  /** Returns whether the path begins with a subscription. */
  boolean isInSubscription() {
    return is(0, "subscriptions") && segments.size() > 1;
  }

  /** Returns whether the path begins with a provider, above all subscriptions. */
  boolean isOfTenant() {
    return is(0, PROVIDERS) && segments.size() > 1;
  }

  /**
   * Returns whether an extension resource can be here: the tenant, a subscription, a resource group
   * or a resource.
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

  /** The last provider namespace. */
  Optional<String> namespace() {
    var at = namespaceAt();
    return at < 0 ? Optional.empty() : Optional.of(segments.get(at));
  }

  /** The type below the namespace, such as {@code virtualMachines/extensions}. */
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
   * Returns whether the answer to a read of this path shows a resource: the path is the resource, a
   * view of it, a resource or collection around it, or a list that spans groups or providers.
   *
   * @param key of the resource: its id in lower case
   */
  boolean shows(String key) {
    var asked = CaseFolding.of("/" + String.join("/", segments));
    var path = asked.endsWith(VIEW) ? asked.substring(0, asked.length() - VIEW.length()) : asked;
    if (path.equals(key)) {
      return true;
    }
    var resource = ResourceId.parse(key);
    if (resource.isEmpty()) {
      // A group: besides itself, only the list of groups shows its state.
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
   * The scope at which a caller needs permission: the resource. A collection, and an action on a
   * resource, are asked for at what they hang on; above all subscriptions it is {@code /}.
   */
  String scope() {
    var namespace = namespaceAt();
    var end = segments.size();
    if (namespace < 0) {
      // Pairs of type and name; what is left over is a collection.
      end -= end % 2;
    } else {
      end -= (end - namespace - 1) % 2;
      if (end == namespace + 1) {
        // Nobody is given a role at a provider.
        end = namespace - 1;
      }
    }
    return "/" + String.join("/", segments.subList(0, end));
  }
}
