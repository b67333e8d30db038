package dev.msi4j;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The id of a subscription, a resource group or a resource in Azure Resource Manager. Immutable.
 *
 * <p>Resource Manager compares ids case-insensitively, so ids that differ only in case are equal.
 * Microsoft.ManagedIdentity returns {@code resourcegroups} in lower case whatever the request
 * contained (recorded responses in azure-rest-api-specs). The original text of a parsed id is kept.
 *
 * @see <a
 *     href="https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-resource#resourceid">Format
 *     of resource ids</a>
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
   * Parses an id.
   *
   * @param id the text, such as {@code /subscriptions/…/resourceGroups/…/providers/…/…/…}; the
   *     leading slash is optional
   * @return the id
   * @throws IllegalArgumentException if the text is not a resource id
   */
  public static ResourceId parse(String id) {
    return new Parser(id).parse();
  }

  /**
   * Returns the id of a subscription.
   *
   * @param subscriptionId the id of the subscription, usually a GUID
   * @return the id
   * @throws IllegalArgumentException if a part is blank or contains {@code / ? # \} or a control
   *     character
   */
  public static ResourceId subscription(String subscriptionId) {
    return new ResourceId(
        null,
        SUBSCRIPTIONS,
        "Microsoft.Resources",
        SUBSCRIPTIONS,
        segment("subscriptionId", subscriptionId));
  }

  /**
   * Returns the id of a resource group.
   *
   * @param subscriptionId the id of the subscription
   * @param resourceGroup the name of the resource group
   * @return the id
   * @throws IllegalArgumentException if a part is blank or contains {@code / ? # \} or a control
   *     character
   */
  public static ResourceId resourceGroup(String subscriptionId, String resourceGroup) {
    return new ResourceId(
        subscription(subscriptionId),
        RESOURCE_GROUPS,
        "Microsoft.Resources",
        RESOURCE_GROUPS,
        segment("resourceGroup", resourceGroup));
  }

  /**
   * Returns the id of a user-assigned identity.
   *
   * @param subscriptionId the id of the subscription
   * @param resourceGroup the name of the resource group
   * @param name the name of the identity
   * @return the id
   * @throws IllegalArgumentException if a part is blank or contains {@code / ? # \} or a control
   *     character
   */
  public static ResourceId userAssignedIdentity(
      String subscriptionId, String resourceGroup, String name) {
    return resourceGroup(subscriptionId, resourceGroup)
        .extension("Microsoft.ManagedIdentity", "userAssignedIdentities", name);
  }

  /**
   * Returns the id of a child resource, such as a federated identity credential of an identity.
   *
   * @param type the last part of the type of the child, such as {@code
   *     federatedIdentityCredentials}
   * @param childName the name of the child
   * @return the id
   * @throws IllegalStateException if this is the id of a subscription or a resource group, whose
   *     resources have a provider: see {@link #extension}
   * @throws IllegalArgumentException if a part is blank or contains {@code / ? # \} or a control
   *     character
   */
  public ResourceId child(String type, String childName) {
    if (!isResource()) {
      throw new IllegalStateException(
          this + " is not a resource: name the provider with extension(…)");
    }
    return new ResourceId(
        this, segment("type", type), provider, types + "/" + type, segment("name", childName));
  }

  /**
   * Returns the id of a resource in this subscription or resource group, or of an extension
   * resource of this resource.
   *
   * @param namespace the namespace of the provider, such as {@code Microsoft.ManagedIdentity}
   * @param type the type without the namespace, such as {@code userAssignedIdentities}
   * @param extensionName the name of the resource
   * @return the id
   * @throws IllegalArgumentException if a part is blank or contains {@code / ? # \} or a control
   *     character
   */
  public ResourceId extension(String namespace, String type, String extensionName) {
    return new ResourceId(
        this,
        PROVIDERS + "/" + segment("provider", namespace) + "/" + segment("type", type),
        namespace,
        type,
        segment("name", extensionName));
  }

  /** {@return the id of the subscription; null for a tenant-level resource} */
  public @Nullable String subscriptionId() {
    return ancestorName(SUBSCRIPTIONS);
  }

  /** {@return the name of the resource group; null if the resource is not in a resource group} */
  public @Nullable String resourceGroup() {
    return ancestorName(RESOURCE_GROUPS);
  }

  /** {@return the namespace of the resource provider, such as {@code Microsoft.ManagedIdentity}} */
  public String provider() {
    return provider;
  }

  /**
   * {@return the type with its provider, such as {@code
   * Microsoft.ManagedIdentity/userAssignedIdentities}}
   */
  public String type() {
    return provider + "/" + types;
  }

  /**
   * Returns whether the resource has the given type. The comparison is case-insensitive.
   *
   * @param type the type with its provider
   * @return whether the types are equal
   */
  public boolean isType(String type) {
    return type().equalsIgnoreCase(type);
  }

  /** {@return the name of the resource: the last segment of the id} */
  public String name() {
    return name;
  }

  /**
   * {@return the id of the parent resource, the extended resource, the resource group or the
   * subscription; null for a top-level id}
   */
  public @Nullable ResourceId parent() {
    return parent;
  }

  /**
   * {@return the id with a leading slash and with {@code subscriptions}, {@code resourceGroups} and
   * {@code providers} in their documented case; names and types are unchanged}
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

  /**
   * Folds each char separately, so that the length does not change and ids of different length
   * never become equal.
   */
  private static String fold(String text) {
    var folded = new StringBuilder(text.length());
    text.chars()
        .forEach(c -> folded.append((char) Character.toLowerCase(Character.toUpperCase(c))));
    return folded.toString();
  }

  private static String segment(String what, String value) {
    if (value == null
        || value.isBlank()
        || value.chars().anyMatch(ResourceId::isForbiddenInSegment)) {
      throw new IllegalArgumentException(
          what + " '" + value + "' must not be blank and must not contain any of / ? # \\");
    }
    return value;
  }

  private static boolean isForbiddenInSegment(int c) {
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

  /** Returns the text that was parsed, or the canonical form if the id was not parsed. */
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
        throw invalid(
            "unexpected segment '" + segments.get(Math.min(at, segments.size() - 1)) + "'");
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
        throw invalid(what + " is missing at the end");
      }
      String segment = segments.get(at++);
      if (segment.isBlank() || segment.chars().anyMatch(ResourceId::isForbiddenInSegment)) {
        throw invalid(what + " '" + segment + "' is invalid");
      }
      return segment;
    }

    private IllegalArgumentException invalid(String what) {
      return new IllegalArgumentException("'" + text + "' is not a resource id: " + what);
    }
  }
}
