package dev.msi4j;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The id of a subscription, a resource group, or a resource of Azure Resource Manager. Immutable.
 *
 * <p>Resource Manager compares ids without regard to case, and Microsoft.ManagedIdentity answers
 * with {@code resourcegroups} in lower case whatever was sent: two ids are equal here when they
 * differ in case only. The text an id was parsed from is kept as it was.
 */
public final class ResourceId {
  private static final String SUBSCRIPTIONS = "subscriptions";
  private static final String RESOURCE_GROUPS = "resourceGroups";
  private static final String PROVIDERS = "providers";

  private final String raw;
  private final String canonical;
  private final String folded;
  private final @Nullable ResourceId parent;
  private final String provider;
  private final String types;
  private final String name;

  private ResourceId(
      @Nullable ResourceId parent, String ownPart, String provider, String types, String name) {
    this.parent = parent;
    this.canonical = (parent == null ? "" : parent.canonical) + "/" + ownPart + "/" + name;
    this.folded = fold(canonical);
    this.provider = provider;
    this.types = types;
    this.name = name;
    this.raw = canonical;
  }

  private ResourceId(ResourceId parsed, String raw) {
    this.parent = parsed.parent;
    this.canonical = parsed.canonical;
    this.folded = parsed.folded;
    this.provider = parsed.provider;
    this.types = parsed.types;
    this.name = parsed.name;
    this.raw = raw;
  }

  /**
   * Reads an id.
   *
   * @param id such as {@code /subscriptions/…/resourceGroups/…/providers/…/…/…}; the leading slash
   *     may be missing
   * @throws IllegalArgumentException if the text is not an id
   */
  public static ResourceId parse(String id) {
    return new Parser(id).parse();
  }

  /** Returns the id of a subscription. */
  public static ResourceId subscription(String subscriptionId) {
    return new ResourceId(
        null,
        SUBSCRIPTIONS,
        "Microsoft.Resources",
        SUBSCRIPTIONS,
        segment("subscriptionId", subscriptionId));
  }

  /** Returns the id of a resource group. */
  public static ResourceId resourceGroup(String subscriptionId, String resourceGroup) {
    return new ResourceId(
        subscription(subscriptionId),
        RESOURCE_GROUPS,
        "Microsoft.Resources",
        RESOURCE_GROUPS,
        segment("resourceGroup", resourceGroup));
  }

  /** Returns the id of a user-assigned identity. */
  public static ResourceId userAssignedIdentity(
      String subscriptionId, String resourceGroup, String name) {
    return resourceGroup(subscriptionId, resourceGroup)
        .extension("Microsoft.ManagedIdentity", "userAssignedIdentities", name);
  }

  /**
   * Returns the id of a resource below this one, such as a federated identity credential of an
   * identity.
   *
   * @throws IllegalStateException if this is a subscription or a resource group: what is in those
   *     has a provider, see {@link #extension}
   */
  public ResourceId child(String type, String childName) {
    if (!isResource()) {
      throw new IllegalStateException(this + " is not a resource: name the provider as well");
    }
    return new ResourceId(
        this, segment("type", type), provider, types + "/" + type, segment("name", childName));
  }

  /**
   * Returns the id of a provider's resource in this subscription or resource group, or on this
   * resource as extensions are.
   */
  public ResourceId extension(String namespace, String type, String extensionName) {
    return new ResourceId(
        this,
        PROVIDERS + "/" + segment("provider", namespace) + "/" + segment("type", type),
        namespace,
        type,
        segment("name", extensionName));
  }

  /** Returns the subscription; null in an id of the tenant. */
  public @Nullable String subscriptionId() {
    return ancestorName(SUBSCRIPTIONS);
  }

  /** Returns the resource group's name; null when the resource is in none. */
  public @Nullable String resourceGroup() {
    return ancestorName(RESOURCE_GROUPS);
  }

  /** Returns the namespace of the resource provider, such as {@code Microsoft.ManagedIdentity}. */
  public String provider() {
    return provider;
  }

  /**
   * Returns the type with its provider, such as {@code
   * Microsoft.ManagedIdentity/userAssignedIdentities}.
   */
  public String type() {
    return provider + "/" + types;
  }

  /** Returns whether the type is this one, without regard to case. */
  public boolean isType(String type) {
    return type().equalsIgnoreCase(type);
  }

  /** Returns the last name in the id. */
  public String name() {
    return name;
  }

  /**
   * Returns what this is in: the parent resource, the extended resource, the resource group, or the
   * subscription; null at the top.
   */
  public @Nullable ResourceId parent() {
    return parent;
  }

  /**
   * Returns the id with a leading slash and the words {@code subscriptions}, {@code resourceGroups}
   * and {@code providers} in their documented case; names and types stay as they were.
   */
  public String canonical() {
    return canonical;
  }

  private boolean isResource() {
    return canonical.contains("/" + PROVIDERS + "/");
  }

  private @Nullable String ancestorName(String kind) {
    for (ResourceId at = this; at != null; at = at.parent) {
      if (!at.isResource() && at.types.equals(kind)) {
        return at.name;
      }
    }
    return null;
  }

  /** Folds each character for itself, so that no two ids of different length become one. */
  private static String fold(String text) {
    var folded = new StringBuilder(text.length());
    text.chars()
        .forEach(c -> folded.append((char) Character.toLowerCase(Character.toUpperCase(c))));
    return folded.toString();
  }

  private static String segment(String what, String value) {
    if (value == null || value.isBlank() || value.chars().anyMatch(ResourceId::endsSegment)) {
      throw new IllegalArgumentException(
          what + " '" + value + "' must not be blank and must not contain any of / ? # \\");
    }
    return value;
  }

  private static boolean endsSegment(int c) {
    return c == '/' || c == '?' || c == '#' || c == '\\' || c < ' ';
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ResourceId id && folded.equals(id.folded);
  }

  @Override
  public int hashCode() {
    return folded.hashCode();
  }

  /** Returns the text the id was parsed from, or its canonical form if it was not parsed. */
  @Override
  public String toString() {
    return raw;
  }

  private static final class Parser {
    private final String text;
    private final List<String> segments;
    private int at;

    Parser(String text) {
      if (text == null || text.isBlank()) {
        throw new IllegalArgumentException("resource id '" + text + "' must not be blank");
      }
      this.text = text;
      this.segments = List.of((text.startsWith("/") ? text.substring(1) : text).split("/", -1));
    }

    ResourceId parse() {
      ResourceId id = null;
      if (nextIs(SUBSCRIPTIONS)) {
        at++;
        id = subscription(next("the subscription"));
        if (nextIs(RESOURCE_GROUPS)) {
          at++;
          id = resourceGroup(id.name, next("the resource group"));
        }
      }
      while (nextIs(PROVIDERS)) {
        id = provider(id);
      }
      if (id == null || at < segments.size()) {
        throw problem("'" + segments.get(Math.min(at, segments.size() - 1)) + "' is out of place");
      }
      return new ResourceId(id, text);
    }

    private ResourceId provider(@Nullable ResourceId parent) {
      at++;
      String namespace = next("the provider");
      String type = next("the type");
      ResourceId id =
          new ResourceId(
              parent, PROVIDERS + "/" + namespace + "/" + type, namespace, type, next("the name"));
      while (at < segments.size() && !nextIs(PROVIDERS)) {
        id = id.child(next("the type"), next("the name"));
      }
      return id;
    }

    private boolean nextIs(String label) {
      return at < segments.size() && segments.get(at).equalsIgnoreCase(label);
    }

    private String next(String what) {
      if (at >= segments.size()) {
        throw problem(what + " is missing at the end");
      }
      String segment = segments.get(at++);
      if (segment.isBlank() || segment.chars().anyMatch(ResourceId::endsSegment)) {
        throw problem(what + " is '" + segment + "'");
      }
      return segment;
    }

    private IllegalArgumentException problem(String what) {
      return new IllegalArgumentException("'" + text + "' is not a resource id: " + what);
    }
  }
}
