package dev.msi4j.local.internal.arm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.msi4j.local.internal.control.faults.InjectedError;
import dev.msi4j.local.internal.http.JsonBody;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.store.StoreUnavailableException;
import dev.msi4j.local.internal.text.CaseFolding;
import java.io.Serial;
import java.util.Collection;
import java.util.List;

/**
 * Creates the errors of Resource Manager and the errors that several providers share, with Azure's
 * wording where it is documented. The errors of one provider are in the package of the provider.
 */
public final class ArmErrors {
  /** The errors of a request body that is not as required. */
  public static final JsonBody.Errors BODY =
      new JsonBody.Errors() {
        @Override
        public ArmException notJson() {
          return invalidRequestContent("it is not a JSON document");
        }

        @Override
        public ArmException invalid(String path, String rule, JsonNode value) {
          return invalidType(path.isEmpty() ? "the body" : path, rule, value);
        }

        @Override
        public ArmException missing(String name, String path, boolean isNull) {
          return invalidRequestContent(
              "Required property '"
                  + name
                  + (isNull ? "' expects a value but got null" : "' not found in JSON")
                  + ". Path '"
                  + path
                  + "'");
        }
      };

  private ArmErrors() {}

  // Request: api-version, path, query and body

  static ArmException missingApiVersion() {
    return new ArmException(
        400,
        "MissingApiVersionParameter",
        "The api-version query parameter (?api-version=) is required for all requests.");
  }

  static ArmException invalidApiVersion(String version) {
    return new ArmException(
        400,
        "InvalidApiVersionParameter",
        "The api-version '"
            + version
            + "' is invalid. An api-version is a date, such as '2024-11-30' or '2025-05-31-preview'.");
  }

  static ArmException noRegisteredProvider(String type, String version, List<String> versions) {
    return new ArmException(
        400,
        "NoRegisteredProviderFound",
        "No registered resource provider found for location '' and API version '"
            + version
            + "' for type '"
            + type
            + "'. The supported api-versions are '"
            + String.join(", ", versions)
            + "'.");
  }

  /** No provider of this local Azure has the namespace; Azure may have it. */
  public static ArmException namespaceNotServed(String namespace, List<String> served) {
    return new ArmException(
        404,
        "InvalidResourceNamespace",
        "The resource namespace '"
            + namespace
            + "' is invalid: this local Azure does not serve it. It serves '"
            + String.join(", ", served)
            + "'.");
  }

  static ArmException invalidResourceType(
      String type, String namespace, String version, List<String> versions) {
    return new ArmException(
        404,
        "InvalidResourceType",
        "The resource type '"
            + type
            + "' could not be found in the namespace '"
            + namespace
            + "' for api version '"
            + version
            + "'. The supported api-versions are '"
            + String.join(",", versions)
            + "'.");
  }

  /** No operation has the type; Azure may have it. */
  static ArmException typeNotServed(String type, String namespace, Collection<String> served) {
    return new ArmException(
        404,
        "InvalidResourceType",
        "The resource type '"
            + type
            + "' of the namespace '"
            + namespace
            + "' is not served by this local Azure. It serves '"
            + String.join(", ", served)
            + "'.");
  }

  /** No operation has the path; the type of the path, if any, exists at other paths. */
  static ArmException pathNotServed(String method, List<String> segments) {
    return new ArmException(
        404,
        "NotFound",
        "The operation '"
            + method
            + " /"
            + String.join("/", segments)
            + "' is not served by this local Azure.");
  }

  /** The subscription id is not a GUID, such as the name of a subscription. */
  static ArmException invalidSubscriptionId(String id) {
    return new ArmException(
        400,
        "InvalidSubscriptionId",
        "The provided subscription identifier '" + id + "' is malformed or invalid.");
  }

  static ArmException missingSubscription() {
    return new ArmException(
        404,
        "MissingSubscription",
        "The request did not have a subscription or a valid tenant level resource provider.");
  }

  static ArmException methodNotAllowed(String method) {
    return new ArmException(
        405,
        "MethodNotAllowed",
        "The requested resource does not support http method '" + method + "'.");
  }

  /** The body can't be parsed as the operation requires. */
  public static ArmException invalidRequestContent(String reason) {
    return new ArmException(
        400,
        "InvalidRequestContent",
        "The request content was invalid and could not be deserialized: '" + reason + "'.");
  }

  /** A member of a body has another type than the expected one. */
  static ArmException invalidType(String path, String expected, JsonNode value) {
    return invalidRequestContent(
        path + " must be " + expected + ", not " + CaseFolding.of(value.getNodeType().name()));
  }

  static ArmException invalidSkipToken(String token) {
    return new ArmException(
        400,
        "InvalidSkipToken",
        "The skip token '" + token + "' is not from the nextLink of a list.");
  }

  public static ArmException invalidTop(String top) {
    return new ArmException(
        400,
        "InvalidTopParameter",
        "The $top query parameter '" + top + "' is invalid: it must be an integer of 1 or more.");
  }

  public static ArmException invalidFilter(String filter) {
    return new ArmException(
        400,
        "InvalidFilterInQueryString",
        "Invalid $filter '" + filter + "' specified in the query string.");
  }

  /**
   * The list does not support the {@code $filter}; the wording is recorded from Azure.
   *
   * @param details the part that is not supported
   */
  public static ArmException invalidFilter(String filter, String details) {
    return new ArmException(
        400,
        "InvalidFilterInQueryString",
        "Invalid $filter '"
            + filter
            + "' specified in the query string. Details: '"
            + details
            + "'");
  }

  // Authentication and authorization

  static ArmException authenticationFailed() {
    return new ChallengeException(
        "AuthenticationFailed",
        "Authentication failed. The 'Authorization' header is missing.",
        "");
  }

  static ArmException invalidAuthenticationToken(String reason) {
    return new ChallengeException("InvalidAuthenticationToken", reason, "invalid_token");
  }

  static ArmException expiredAuthenticationToken() {
    return new ChallengeException(
        "ExpiredAuthenticationToken",
        "The access token expiry UTC time is in the past.",
        "invalid_token");
  }

  static ArmException invalidTokenAudience(String audience) {
    return new ChallengeException(
        "InvalidAuthenticationTokenAudience",
        "The access token has been obtained for wrong audience or resource '"
            + audience
            + "'. It should exactly match with one of the allowed audiences"
            + " 'https://management.core.windows.net/','https://management.core.windows.net',"
            + "'https://management.azure.com/','https://management.azure.com'.",
        "invalid_token");
  }

  static ArmException invalidTokenTenant(String issuer) {
    return new ChallengeException(
        "InvalidAuthenticationTokenTenant",
        "The access token is from the wrong issuer '" + issuer + "'.",
        "invalid_token");
  }

  static ArmException authorizationFailed(ArmRequest request) {
    return authorizationFailed(
        request,
        "' does not have authorization to perform action '",
        "' over scope '",
        "' or the scope is invalid.");
  }

  static ArmException conditionNotFulfilled(ArmRequest request) {
    return authorizationFailed(
        request,
        "' does not have authorization or an ABAC condition not fulfilled to perform action '",
        "' over path '",
        "' or the path is invalid.");
  }

  /** Returns the error with the texts before the action, before the scope and after it. */
  private static ArmException authorizationFailed(
      ArmRequest request, String beforeAction, String beforeScope, String afterScope) {
    return new ArmException(
        403,
        "AuthorizationFailed",
        "The client '"
            + request.caller().appId()
            + "' with object id '"
            + request.caller().objectId()
            + beforeAction
            + request.operation().action()
            + beforeScope
            + request.scope()
            + afterScope
            + " If access was recently granted, please refresh your credentials.");
  }

  static ArmException linkedAuthorizationFailed(ArmRequest request, String action, String linked) {
    return new ArmException(
        403,
        "LinkedAuthorizationFailed",
        "The client '"
            + request.caller().appId()
            + "' with object id '"
            + request.caller().objectId()
            + "' has permission to perform action '"
            + request.operation().action()
            + "' on scope '"
            + request.scope()
            + "'; however, it does not have permission to perform action(s) '"
            + action
            + "' on the linked scope(s) '"
            + linked
            + "' (respectively) or the linked scope(s) are invalid.");
  }

  // Subscriptions, resource groups and resources

  public static ArmException subscriptionNotFound(String subscription) {
    return new ArmException(
        404, "SubscriptionNotFound", "The subscription '" + subscription + "' could not be found.");
  }

  static ArmException missingSubscriptionRegistration(String namespace) {
    return new ArmException(
        409,
        "MissingSubscriptionRegistration",
        "The subscription is not registered to use namespace '"
            + namespace
            + "'. See https://aka.ms/rps-not-found for how to register subscriptions.");
  }

  public static ArmException resourceGroupNotFound(String group) {
    return new ArmException(
        404, "ResourceGroupNotFound", "Resource group '" + group + "' could not be found.");
  }

  public static ArmException resourceGroupBeingDeleted(String group) {
    return new ArmException(
        409,
        "ResourceGroupBeingDeleted",
        "The resource group '"
            + group
            + "' is in deprovisioning state and cannot perform this operation.");
  }

  static ArmException resourceGroupDeletionBlocked(String group, List<String> resources) {
    return new ArmException(
        409,
        "ResourceGroupDeletionBlocked",
        "Deletion of resource group '"
            + group
            + "' failed as resources with identifiers '"
            + String.join(",", resources)
            + "' could not be deleted, since resources of other groups use them. The provisioning"
            + " state of the resource group will be rolled back.");
  }

  /** A lock forbids the request; the wording is Azure's. */
  static ArmException scopeLocked(String scope, String operation, List<String> locked) {
    return new ArmException(
        409,
        "ScopeLocked",
        "The scope '"
            + scope
            + "' cannot perform "
            + operation
            + " operation because following scope(s) are locked: '"
            + String.join(",", locked)
            + "'. Please remove the lock and try again.");
  }

  public static ArmException operationNotFound(String id) {
    return new ArmException(404, "OperationNotFound", "The operation '" + id + "' was not found.");
  }

  public static ArmException resourceNotFound(ResourceId id) {
    return new ArmException(
        404,
        "ResourceNotFound",
        "The Resource '"
            + id.type()
            + "/"
            + id.name()
            + "' under resource group '"
            + id.resourceGroup()
            + "' was not found. For more details please go to"
            + " https://aka.ms/ARMResourceNotFoundFix");
  }

  public static ArmException parentResourceNotFound(ResourceId id, String verb) {
    return new ArmException(
        404,
        "ParentResourceNotFound",
        "Failed to perform '"
            + verb
            + "' on resource(s) of type '"
            + id.typeInNamespace()
            + "', because the parent resource '"
            + id.parent()
            + "' could not be found.");
  }

  // Properties

  public static ArmException locationRequired() {
    return new ArmException(
        400, "LocationRequired", "The location property is required for this definition.");
  }

  static ArmException locationNotAvailable(String location, String type, List<String> locations) {
    return new ArmException(
        400,
        "LocationNotAvailableForResourceType",
        "The provided location '"
            + location
            + "' is not available for resource type '"
            + type
            + "'. List of available regions for the resource type is '"
            + String.join(",", locations)
            + "'.");
  }

  public static ArmException invalidResourceLocation(
      ResourceId id, String existing, String requested) {
    return new ArmException(
        409,
        "InvalidResourceLocation",
        "The resource '"
            + id.name()
            + "' already exists in location '"
            + existing
            + "' in resource group '"
            + id.resourceGroup()
            + "'. A resource with the same name cannot be created in location '"
            + requested
            + "'. Please select a new resource name.");
  }

  static ArmException tooManyTags(int tags, int max) {
    return new ArmException(
        400,
        "InvalidTags",
        "Too many tags specified. Requested tag count - '"
            + tags
            + "'. Maximum number of tags allowed - '"
            + max
            + "'.");
  }

  static ArmException invalidTagNameCharacters(List<String> names) {
    return new ArmException(
        400,
        "InvalidTagNameCharacters",
        "The tag names '"
            + String.join(",", names)
            + "' have reserved characters '<,>,%,&,\\,?,/' or control characters. These"
            + " are allowed only in names that begin with 'hidden-'.");
  }

  static ArmException invalidTagName(String name, String rule) {
    return new ArmException(
        400, "InvalidTagName", "The tag name '" + name + "' is invalid: " + rule + ".");
  }

  static ArmException invalidTagValue(String name, String value, int max) {
    return new ArmException(
        400,
        "InvalidTagValueLength",
        "The value of the tag '"
            + name
            + "' has "
            + value.length()
            + " characters; the maximum is "
            + max
            + ".");
  }

  /** The name of a resource breaks the rule of its type. */
  public static ArmException invalidName(String type, String name, String rule) {
    return badRequest("The " + type + " name '" + name + "' is invalid: " + rule + ".");
  }

  /** The error of a provider that has no specific code for the condition. */
  public static ArmException badRequest(String message) {
    return new ArmException(400, "BadRequest", message);
  }

  public static ArmException conflict(String message) {
    return new ArmException(409, "Conflict", message);
  }

  // Availability and throttling

  static ArmException storeUnavailable() {
    return new RetryLaterException(
        503,
        "ServiceUnavailable",
        "The state can't be reached or written to. Please try again later.",
        StoreUnavailableException.RETRY_AFTER_SECONDS);
  }

  static ArmException subscriptionThrottled(
      String kind, String subscription, String principal, long seconds) {
    return new RetryLaterException(
        429,
        "SubscriptionRequestsThrottled",
        "Number of '"
            + kind
            + "' requests for subscription '"
            + subscription
            + "' actor '"
            + principal
            + "' exceeded. Please try again after '"
            + seconds
            + "' seconds after additional tokens are available. Refer to"
            + " https://aka.ms/arm-throttling for additional information.",
        seconds);
  }

  static ArmException resourceThrottled(String scope, long seconds) {
    return new RetryLaterException(
        429,
        "TooManyRequests",
        "The resource '"
            + scope
            + "' has issued too many requests. Retry after "
            + seconds
            + " seconds.",
        seconds);
  }

  // Injected faults

  /** An injected error. The default code and message depend on the status. */
  static ArmException injected(InjectedError error) {
    var code =
        switch (error.status()) {
          case 404 -> "NotFound";
          case 409 -> "Conflict";
          case 429 -> "TooManyRequests";
          case 503 -> "ServiceUnavailable";
          case 504 -> "GatewayTimeout";
          default -> error.isTransient() ? "InternalServerError" : "BadRequest";
        };
    var message =
        error.isTransient()
            ? "The service can't serve the request now. Please try again."
            : "The request is rejected.";
    return new ArmException(error.status(), error.codeOr(code), error.messageOr(message));
  }

  // Identities and references of resources

  /** An assigned identity does not exist; the code is from Azure's compute provider. */
  public static ArmException identityNotFound(ResourceId identity) {
    return new ArmException(
        400,
        "FailedIdentityOperation",
        "Identity operation for resource failed with error 'Failed to perform resource identity operation."
            + " Status: 'BadRequest'. Response: 'Resource '"
            + identity
            + "' was not found.''.");
  }

  /** The identity type includes UserAssigned, but no identity is assigned. */
  static ArmException missingIdentities() {
    return new ArmException(
        400,
        "MissingIdentityIds",
        "The identity ids must not be null or empty for 'UserAssigned' identity type.");
  }

  /** Identities are assigned, but the identity type does not include UserAssigned. */
  static ArmException identitiesNotAllowed(String type) {
    return invalidParameter(
        "resourceIdentity.userAssignedIdentities",
        "ResourceIdentity userAssignedIdentities should not be provided if the type is \""
            + type
            + "\".");
  }

  static ArmException tooManyIdentities(int identities, int max) {
    return badRequest(
        "The number of user assigned identities, "
            + identities
            + ", exceeds the maximum of "
            + max
            + " on one resource.");
  }

  /** The value is not the id of a resource of the expected type. */
  public static ArmException invalidLinkedId(String id, String path) {
    return new ArmException(
        400,
        "LinkedInvalidPropertyId",
        "Property id '"
            + id
            + "' at path '"
            + path
            + "' is invalid. Expect fully qualified resource Id that start with"
            + " '/subscriptions/{subscriptionId}' or '/providers/{resourceProviderNamespace}/'.");
  }

  /**
   * A parameter has an invalid value.
   *
   * @param target the name of the parameter
   */
  public static ArmException invalidParameter(String target, String message) {
    return new ArmException(400, "InvalidParameter", message, target);
  }

  /** The referenced resource does not exist, or is of another type or region. */
  public static ArmException invalidResourceReference(String target, String source) {
    return new ArmException(
        400,
        "InvalidResourceReference",
        "Resource "
            + target
            + " referenced by resource "
            + source
            + " was not found. Please make sure that the referenced resource exists, and that both"
            + " resources are in the same region.");
  }

  /** An error with a Retry-After header. */
  private static final class RetryLaterException extends ArmException {
    @Serial private static final long serialVersionUID = 1;

    private final long seconds;

    private RetryLaterException(int status, String code, String message, long seconds) {
      super(status, code, message);
      this.seconds = seconds;
    }

    @Override
    public Response response(String origin) {
      return super.response(origin).with("Retry-After", Long.toString(seconds));
    }
  }

  /** 401 with a challenge that names the token authority. */
  private static final class ChallengeException extends ArmException {
    @Serial private static final long serialVersionUID = 1;

    private final String error;

    private ChallengeException(String code, String message, String error) {
      super(401, code, message);
      this.error = error;
    }

    @Override
    public Response response(String origin) {
      var challenge = "Bearer authorization_uri=\"" + origin + "\"";
      // Without claims: clients would request a new token and retry for a claims challenge.
      var detail = error.isEmpty() ? "" : ", error=\"" + error + "\"";
      return super.response(origin).with("WWW-Authenticate", challenge + detail);
    }
  }
}
