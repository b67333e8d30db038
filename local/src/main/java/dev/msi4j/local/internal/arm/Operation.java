package dev.msi4j.local.internal.arm;

import dev.msi4j.local.internal.http.Response;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One operation of a resource provider, declared once: the router, the checks of the pipeline and
 * the catalogues are all made from it.
 *
 * @param action the RBAC action, such as {@code
 *     Microsoft.ManagedIdentity/userAssignedIdentities/write}
 * @param versions the api-versions that have it
 * @param need what the caller must be allowed
 * @param linked the actions on other resources that the caller may need as well
 * @param limit how often the provider serves it, or null if it does not say
 * @param display how the provider's own list of operations shows it, or null to leave it out
 */
public record Operation(
    String method,
    String template,
    String action,
    ApiVersions versions,
    RequiredPermission need,
    List<String> linked,
    @Nullable RateLimit limit,
    @Nullable Display display,
    Handler handler) {

  /** Where a template may stand below the id of any resource. */
  static final String SCOPE = "/{scope}/providers/";

  /** Returns whether it is an operation on extension resources, which any scope can have. */
  boolean isOfExtension() {
    return template.startsWith(SCOPE);
  }

  /** The provider namespace: {@code Microsoft.ManagedIdentity}. */
  String namespace() {
    return action.substring(0, action.indexOf('/'));
  }

  /**
   * The resource type without its namespace: {@code
   * userAssignedIdentities/federatedIdentityCredentials}.
   */
  String type() {
    var end = action.lastIndexOf('/');
    if (action.substring(end + 1).equals("action")) {
      end = action.lastIndexOf('/', end - 1);
    }
    var start = action.indexOf('/') + 1;
    return end < start ? "" : action.substring(start, end);
  }

  /** The text a list of operations shows. */
  public record Display(String resource, String operation, String description) {}

  /** Serves an operation once the pipeline has let it through. */
  @FunctionalInterface
  public interface Handler {
    Response handle(ArmRequest request);
  }

  /** An operation being declared; {@link #handle} ends the declaration. */
  public static final class Declaration {
    private final Operations operations;
    private final String method;
    private final String template;
    private ApiVersions versions;
    private @Nullable String action;
    private RequiredPermission requiredPermission = RequiredPermission.ACTION;
    private List<String> linked = List.of();
    private @Nullable RateLimit limit;
    private @Nullable Display display;

    Declaration(Operations operations, String method, String template, ApiVersions versions) {
      this.operations = operations;
      this.method = method;
      this.template = template;
      this.versions = versions;
    }

    /** The RBAC action that a caller needs at the scope of the request. */
    public Declaration action(String action) {
      this.action = action;
      return this;
    }

    /** A caller who has the action only further below is served too, and shown only that. */
    public Declaration filtered() {
      requiredPermission = RequiredPermission.ACTION_WITHIN;
      return this;
    }

    /** Every caller with any role there or further below is served. */
    public Declaration forAnyRole() {
      requiredPermission = RequiredPermission.ANY_ROLE;
      return this;
    }

    /** Every caller with a token is served. */
    public Declaration forAnybody() {
      requiredPermission = RequiredPermission.NOTHING;
      return this;
    }

    /**
     * The actions on other resources that the caller may need as well, such as to assign an
     * identity: they are matched against the caller's roles before the operation's transaction.
     */
    public Declaration linked(List<String> actions) {
      linked = List.copyOf(actions);
      return this;
    }

    /** Only versions from this one on have it. */
    public Declaration since(String version) {
      versions = versions.since(version);
      return this;
    }

    /** Only these versions have it. */
    public Declaration only(String... these) {
      versions = versions.only(these);
      return this;
    }

    /** How often the provider serves it, once throttling is on. */
    public Declaration limit(RateLimit limit) {
      this.limit = limit;
      return this;
    }

    /** Shows it in the provider's list of operations. */
    public Declaration display(String resource, String operation, String description) {
      display = new Display(resource, operation, description);
      return this;
    }

    /** What serves it. */
    public void handle(Handler handler) {
      var named = Objects.requireNonNull(action, () -> template + " needs an action");
      operations.add(
          new Operation(
              method,
              template,
              named,
              versions,
              requiredPermission,
              linked,
              limit,
              display,
              handler));
    }
  }
}
