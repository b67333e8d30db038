package dev.msi4j.local.internal.arm;

import dev.msi4j.local.internal.http.Response;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An operation of a resource provider. The router, the checks of the request pipeline and the
 * operation lists are all derived from this declaration.
 *
 * @param versions the api-versions in which the operation exists
 */
public record Operation(
    String method,
    String template,
    ApiVersions versions,
    Authorization authorization,
    Options options,
    Handler handler) {

  /** The start of the templates of operations on extension resources. */
  static final String SCOPE = "/{scope}/providers/";

  /**
   * The permissions that an operation needs.
   *
   * @param action the RBAC action, such as {@code
   *     Microsoft.ManagedIdentity/userAssignedIdentities/write}
   * @param required the permission that the caller must have
   * @param linked the actions on other resources that the caller may need as well
   */
  record Authorization(String action, RequiredPermission required, List<String> linked) {}

  /**
   * The optional parts of a declaration.
   *
   * @param limit the rate limit of the provider, or null if it declares none
   * @param display the entry in the provider's list of operations, or null to leave it out
   * @param showsParent whether the response shows the state of the resource that the path extends
   */
  record Options(@Nullable RateLimit limit, @Nullable Display display, boolean showsParent) {}

  /** Returns the RBAC action. */
  public String action() {
    return authorization.action;
  }

  /** Returns whether this is an operation on extension resources, which any scope can have. */
  boolean isOfExtension() {
    return template.startsWith(SCOPE);
  }

  /** Returns whether the operation changes nothing. */
  boolean isRead() {
    return action().endsWith("/read");
  }

  /** Returns whether the operation is on resources of a type, given with its namespace. */
  boolean isOfType(String type) {
    return (namespace() + "/" + type()).equals(type);
  }

  /** Returns the provider namespace, such as {@code Microsoft.ManagedIdentity}. */
  String namespace() {
    return action().substring(0, action().indexOf('/'));
  }

  /**
   * Returns the resource type without its namespace, such as {@code
   * userAssignedIdentities/federatedIdentityCredentials}.
   */
  String type() {
    var action = action();
    var end = action.lastIndexOf('/');
    if (action.substring(end + 1).equals("action")) {
      end = action.lastIndexOf('/', end - 1);
    }
    var start = action.indexOf('/') + 1;
    return end < start ? "" : action.substring(start, end);
  }

  /** The texts of an operation in a list of operations. */
  public record Display(String resource, String operation, String description) {}

  /** Serves the requests for an operation, after the checks of the request pipeline. */
  @FunctionalInterface
  public interface Handler {
    Response handle(ArmRequest request);
  }

  /** Builds the declaration of an operation; {@link #handle} ends it. */
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
    private boolean showsParent;

    Declaration(Operations operations, String method, String template, ApiVersions versions) {
      this.operations = operations;
      this.method = method;
      this.template = template;
      this.versions = versions;
    }

    /** Sets the RBAC action, which the caller needs at the scope of the request. */
    public Declaration action(String action) {
      this.action = action;
      return this;
    }

    /**
     * Also serves callers that have the action only at narrower scopes; the list then contains only
     * the resources in these scopes.
     */
    public Declaration filtered() {
      requiredPermission = RequiredPermission.ACTION_WITHIN;
      return this;
    }

    /** Serves every caller that has any role at the scope of the request or at a narrower one. */
    public Declaration forAnyRole() {
      requiredPermission = RequiredPermission.ANY_ROLE;
      return this;
    }

    /** Serves every authenticated caller. */
    public Declaration forAnyCaller() {
      requiredPermission = RequiredPermission.NOTHING;
      return this;
    }

    /**
     * Declares that the handler checks the permission of the caller, with {@link
     * ArmRequest#checkAction}: which permission is required depends on the stored state.
     */
    public Declaration checkedByHandler() {
      requiredPermission = RequiredPermission.CHECKED_BY_HANDLER;
      return this;
    }

    /**
     * Sets the actions on other resources that the caller may need as well, such as to assign an
     * identity. The actions are matched against the caller's roles before the operation's
     * transaction begins.
     */
    public Declaration linked(List<String> actions) {
      linked = List.copyOf(actions);
      return this;
    }

    /** Limits the operation to an api-version and later ones. */
    public Declaration since(String version) {
      versions = versions.since(version);
      return this;
    }

    /** Limits the operation to the given api-versions. */
    public Declaration only(String... these) {
      versions = versions.only(these);
      return this;
    }

    /** Sets the rate limit of the provider, which applies while throttling is enabled. */
    public Declaration limit(RateLimit limit) {
      this.limit = limit;
      return this;
    }

    /** Adds the operation to the provider's list of operations. */
    public Declaration display(String resource, String operation, String description) {
      display = new Display(resource, operation, description);
      return this;
    }

    /**
     * Declares that the response shows the state of the resource that the path extends by one
     * segment, such as an instance view.
     */
    public Declaration showsParent() {
      showsParent = true;
      return this;
    }

    /** Sets the handler and adds the operation. */
    public void handle(Handler handler) {
      var required = Objects.requireNonNull(action, () -> template + " needs an action");
      operations.add(
          new Operation(
              method,
              template,
              versions,
              new Authorization(required, requiredPermission, linked),
              new Options(limit, display, showsParent),
              handler));
    }
  }
}
