package dev.msi4j.local.internal.arm;

import dev.msi4j.local.internal.control.faults.InjectedError;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.store.StoreUnavailable;
import java.io.Serial;
import java.util.Collection;
import java.util.List;

/**
 * Every refusal of Resource Manager and its providers, with the words Azure uses where they are
 * documented. One place, so that a text can be corrected once.
 */
public final class ArmErrors {
  private ArmErrors() {}

  // The request as such

  static ArmRefusal missingApiVersion() {
    return new ArmRefusal(
        400,
        "MissingApiVersionParameter",
        "The api-version query parameter (?api-version=) is required for all requests.");
  }

  static ArmRefusal invalidApiVersion(String version) {
    return new ArmRefusal(
        400,
        "InvalidApiVersionParameter",
        "The api-version '"
            + version
            + "' is invalid. An api-version is a date, such as '2024-11-30' or '2025-05-31-preview'.");
  }

  static ArmRefusal noRegisteredProvider(String type, String version, List<String> versions) {
    return new ArmRefusal(
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

  /** A namespace that no provider here has; Azure may have it. */
  public static ArmRefusal namespaceNotServed(String namespace, List<String> served) {
    return new ArmRefusal(
        404,
        "InvalidResourceNamespace",
        "The resource namespace '"
            + namespace
            + "' is invalid: this local Azure does not serve it. It serves '"
            + String.join(", ", served)
            + "'.");
  }

  static ArmRefusal invalidResourceType(
      String type, String namespace, String version, List<String> versions) {
    return new ArmRefusal(
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

  /** A type that is in none of the operations; Azure may have it. */
  static ArmRefusal typeNotServed(String type, String namespace, Collection<String> served) {
    return new ArmRefusal(
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

  /** A path that no operation has, although its type, if it has one, is served elsewhere. */
  static ArmRefusal pathNotServed(String method, List<String> segments) {
    return new ArmRefusal(
        404,
        "NotFound",
        "The operation '"
            + method
            + " /"
            + String.join("/", segments)
            + "' is not served by this local Azure.");
  }

  /** A subscription by something else than its id, such as its name. */
  static ArmRefusal invalidSubscriptionId(String id) {
    return new ArmRefusal(
        400,
        "InvalidSubscriptionId",
        "The provided subscription identifier '" + id + "' is malformed or invalid.");
  }

  static ArmRefusal missingSubscription() {
    return new ArmRefusal(
        404,
        "MissingSubscription",
        "The request did not have a subscription or a valid tenant level resource provider.");
  }

  static ArmRefusal methodNotAllowed(String method) {
    return new ArmRefusal(
        405,
        "MethodNotAllowed",
        "The requested resource does not support http method '" + method + "'.");
  }

  /** A body that can't be read as the operation needs it. */
  public static ArmRefusal invalidRequestContent(String why) {
    return new ArmRefusal(
        400,
        "InvalidRequestContent",
        "The request content was invalid and could not be deserialized: '" + why + "'.");
  }

  /**
   * A property that has no default.
   *
   * @param path where the property is missing
   * @param isNull whether the property is there and null
   */
  static ArmRefusal requiredProperty(String name, String path, boolean isNull) {
    return invalidRequestContent(
        "Required property '"
            + name
            + (isNull ? "' expects a value but got null. Path '" : "' not found in JSON. Path '")
            + path
            + "'");
  }

  static ArmRefusal invalidSkipToken(String token) {
    return new ArmRefusal(
        400, "InvalidSkipToken", "The skip token '" + token + "' is not one that a listing gave.");
  }

  public static ArmRefusal invalidTop(String top) {
    return new ArmRefusal(
        400,
        "InvalidTopParameter",
        "The $top query parameter '" + top + "' is invalid: it must be an integer of 1 or more.");
  }

  public static ArmRefusal invalidFilter(String filter) {
    return new ArmRefusal(
        400,
        "InvalidFilterInQueryString",
        "Invalid $filter '" + filter + "' specified in the query string.");
  }

  /**
   * A {@code $filter} that the list does not support; the wording is recorded from Azure.
   *
   * @param details the part that is not supported
   */
  public static ArmRefusal invalidFilter(String filter, String details) {
    return new ArmRefusal(
        400,
        "InvalidFilterInQueryString",
        "Invalid $filter '"
            + filter
            + "' specified in the query string. Details: '"
            + details
            + "'");
  }

  public static ArmRefusal invalidExpand(String value, List<String> supported) {
    return new ArmRefusal(
        400,
        "InvalidExpandQueryOptionValue",
        "The $expand query parameter value '"
            + value
            + "' is invalid. The supported values are '"
            + String.join(", ", supported)
            + "'.");
  }

  // Who asks

  static ArmRefusal authenticationFailed() {
    return new Challenged(
        "AuthenticationFailed",
        "Authentication failed. The 'Authorization' header is missing.",
        "");
  }

  static ArmRefusal invalidAuthenticationToken(String why) {
    return new Challenged("InvalidAuthenticationToken", why, "invalid_token");
  }

  static ArmRefusal expiredAuthenticationToken() {
    return new Challenged(
        "ExpiredAuthenticationToken",
        "The access token expiry UTC time is in the past.",
        "invalid_token");
  }

  static ArmRefusal invalidTokenAudience(String audience) {
    return new Challenged(
        "InvalidAuthenticationTokenAudience",
        "The access token has been obtained for wrong audience or resource '"
            + audience
            + "'. It should exactly match with one of the allowed audiences"
            + " 'https://management.core.windows.net/','https://management.core.windows.net',"
            + "'https://management.azure.com/','https://management.azure.com'.",
        "invalid_token");
  }

  static ArmRefusal invalidTokenTenant(String issuer) {
    return new Challenged(
        "InvalidAuthenticationTokenTenant",
        "The access token is from the wrong issuer '" + issuer + "'.",
        "invalid_token");
  }

  static ArmRefusal authorizationFailed(ArmRequest request) {
    return new ArmRefusal(
        403,
        "AuthorizationFailed",
        "The client '"
            + request.caller().appId()
            + "' with object id '"
            + request.caller().objectId()
            + "' does not have authorization to perform action '"
            + request.operation().action()
            + "' over scope '"
            + request.scope()
            + "' or the scope is invalid. If access was recently granted, please refresh your"
            + " credentials.");
  }

  static ArmRefusal linkedAuthorizationFailed(ArmRequest request, String action, String linked) {
    return new ArmRefusal(
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

  // Where

  public static ArmRefusal subscriptionNotFound(String subscription) {
    return new ArmRefusal(
        404, "SubscriptionNotFound", "The subscription '" + subscription + "' could not be found.");
  }

  static ArmRefusal missingSubscriptionRegistration(String namespace) {
    return new ArmRefusal(
        409,
        "MissingSubscriptionRegistration",
        "The subscription is not registered to use namespace '"
            + namespace
            + "'. See https://aka.ms/rps-not-found for how to register subscriptions.");
  }

  /** A provider that can't be unregistered yet. */
  public static ArmRefusal providerInUse(String namespace, List<String> types) {
    return new ArmRefusal(
        409,
        "CannotUnregisterProviderWithResources",
        "The subscription can't be unregistered from the namespace '"
            + namespace
            + "': it has resources of the types '"
            + String.join(",", types)
            + "'. Delete them first.");
  }

  public static ArmRefusal resourceGroupNotFound(String group) {
    return new ArmRefusal(
        404, "ResourceGroupNotFound", "Resource group '" + group + "' could not be found.");
  }

  public static ArmRefusal resourceGroupBeingDeleted(String group) {
    return new ArmRefusal(
        409,
        "ResourceGroupBeingDeleted",
        "The resource group '"
            + group
            + "' is in deprovisioning state and cannot perform this operation.");
  }

  static ArmRefusal resourceGroupDeletionBlocked(String group, List<String> resources) {
    return new ArmRefusal(
        409,
        "ResourceGroupDeletionBlocked",
        "Deletion of resource group '"
            + group
            + "' failed as resources with identifiers '"
            + String.join(",", resources)
            + "' could not be deleted, since resources of other groups use them. The provisioning"
            + " state of the resource group will be rolled back.");
  }

  public static ArmRefusal invalidResourceGroupLocation(
      String group, String existing, String wanted) {
    return new ArmRefusal(
        409,
        "InvalidResourceGroupLocation",
        "Invalid resource group location '"
            + wanted
            + "'. The Resource group '"
            + group
            + "' already exists in location '"
            + existing
            + "'.");
  }

  public static ArmRefusal operationNotFound(String id) {
    return new ArmRefusal(404, "OperationNotFound", "The operation '" + id + "' was not found.");
  }

  public static ArmRefusal resourceNotFound(ResourceId id) {
    return new ArmRefusal(
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

  /** A resource that is there but has no identity of its own. */
  public static ArmRefusal noSystemAssignedIdentity(ResourceId host) {
    return new ArmRefusal(
        404, "ResourceNotFound", "The resource '" + host + "' has no system-assigned identity.");
  }

  /** How Microsoft.ManagedIdentity itself says that a resource below an identity is not there. */
  public static ArmRefusal notFound(ResourceId id) {
    return new ArmRefusal(404, "NotFound", "Resource '" + id + "' was not found.");
  }

  public static ArmRefusal parentResourceNotFound(ResourceId id, String verb) {
    return new ArmRefusal(
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

  // What

  public static ArmRefusal locationRequired() {
    return new ArmRefusal(
        400, "LocationRequired", "The location property is required for this definition.");
  }

  static ArmRefusal locationNotAvailable(String location, String type, List<String> locations) {
    return new ArmRefusal(
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

  public static ArmRefusal invalidResourceLocation(ResourceId id, String existing, String wanted) {
    return new ArmRefusal(
        409,
        "InvalidResourceLocation",
        "The resource '"
            + id.name()
            + "' already exists in location '"
            + existing
            + "' in resource group '"
            + id.resourceGroup()
            + "'. A resource with the same name cannot be created in location '"
            + wanted
            + "'. Please select a new resource name.");
  }

  static ArmRefusal tooManyTags(int tags, int most) {
    return new ArmRefusal(
        400,
        "InvalidTags",
        "Too many tags specified. Requested tag count - '"
            + tags
            + "'. Maximum number of tags allowed - '"
            + most
            + "'.");
  }

  static ArmRefusal invalidTagNameCharacters(List<String> names) {
    return new ArmRefusal(
        400,
        "InvalidTagNameCharacters",
        "The tag names '"
            + String.join(",", names)
            + "' have reserved characters '<,>,%,&,\\,?,/' or control characters. These"
            + " are allowed only in names that begin with 'hidden-'.");
  }

  static ArmRefusal invalidTagName(String name, String rule) {
    return new ArmRefusal(
        400, "InvalidTagName", "The tag name '" + name + "' is invalid: " + rule + ".");
  }

  static ArmRefusal invalidTagValue(String name, String value, int most) {
    return new ArmRefusal(
        400,
        "InvalidTagValueLength",
        "The value of the tag '"
            + name
            + "' has "
            + value.length()
            + " characters; the maximum is "
            + most
            + ".");
  }

  /** A name that breaks the rule of its type. */
  public static ArmRefusal invalidName(String what, String name, String rule) {
    return badRequest("The " + what + " name '" + name + "' is invalid: " + rule + ".");
  }

  /** What a provider refuses without a code of its own. */
  public static ArmRefusal badRequest(String message) {
    return new ArmRefusal(400, "BadRequest", message);
  }

  public static ArmRefusal conflict(String message) {
    return new ArmRefusal(409, "Conflict", message);
  }

  /** Two writes of credentials under one identity at a time; users quote it from Azure. */
  public static ArmRefusal concurrentCredentialWrites(ResourceId identity) {
    return new ArmRefusal(
        409,
        "ConcurrentFederatedIdentityCredentialsWritesForSingleManagedIdentity",
        "Too many Federated Identity Credentials are written concurrently for the managed identity '"
            + identity
            + "'. Concurrent Federated Identity Credentials writes under the same managed identity"
            + " are not supported.");
  }

  /** A principal that has not come everywhere yet; the code is in Azure's change log. */
  public static ArmRefusal principalNotInGraph(ResourceId identity) {
    return new ArmRefusal(
        404,
        "MsGraphResourceNotFoundOnFederatedIdentityCredentialCreation",
        "The service principal of the managed identity '"
            + identity
            + "' was not found in Microsoft Graph. A new one is not known everywhere at once: try again"
            + " later.");
  }

  public static ArmRefusal serviceUnavailable() {
    return new ArmRefusal(
        503, "ServiceUnavailable", "The service is temporarily unavailable. Try again later.");
  }

  // How often

  static ArmRefusal storeUnavailable() {
    return new TryLater(
        503,
        "ServiceUnavailable",
        "The state can't be reached or written to. Please try again later.",
        StoreUnavailable.RETRY_AFTER_SECONDS);
  }

  static ArmRefusal subscriptionThrottled(
      String kind, String subscription, String principal, long seconds) {
    return new TryLater(
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

  static ArmRefusal resourceThrottled(String scope, long seconds) {
    return new TryLater(
        429,
        "TooManyRequests",
        "The resource '"
            + scope
            + "' has issued too many requests. Retry after "
            + seconds
            + " seconds.",
        seconds);
  }

  // On request

  /** A fault that a test has asked for, in the usual words unless it has words of its own. */
  static ArmRefusal injected(InjectedError error) {
    var usual =
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
            : "The request is refused.";
    return new ArmRefusal(error.status(), error.codeOr(usual), error.messageOr(message));
  }

  // Identities of hosts

  /**
   * An identity that a resource names and that is not there; the code is the compute provider's.
   */
  public static ArmRefusal identityNotFound(ResourceId identity) {
    return new ArmRefusal(
        400,
        "FailedIdentityOperation",
        "Identity operation for resource failed with error 'Failed to perform resource identity operation."
            + " Status: 'BadRequest'. Response: 'Resource '"
            + identity
            + "' was not found.''.");
  }

  /** A type that has UserAssigned, and no identity. */
  static ArmRefusal missingIdentities() {
    return new ArmRefusal(
        400,
        "MissingIdentityIds",
        "The identity ids must not be null or empty for 'UserAssigned' identity type.");
  }

  /** Identities, and a type without UserAssigned. */
  static ArmRefusal identitiesNotWanted(String type) {
    return invalidParameter(
        "resourceIdentity.userAssignedIdentities",
        "ResourceIdentity userAssignedIdentities should not be provided if the type is \""
            + type
            + "\".");
  }

  static ArmRefusal tooManyIdentities(int identities, int most) {
    return badRequest(
        "The number of user assigned identities, "
            + identities
            + ", exceeds the maximum of "
            + most
            + " on one resource.");
  }

  /** Something that should be the id of another resource. */
  public static ArmRefusal invalidLinkedId(String id, String path) {
    return new ArmRefusal(
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
   * A value that a provider refuses by the name of its parameter.
   *
   * @param target the parameter
   */
  public static ArmRefusal invalidParameter(String target, String message) {
    return new ArmRefusal(400, "InvalidParameter", message, target);
  }

  /** A reference to what is not there, is of another type, or is in another region. */
  public static ArmRefusal invalidResourceReference(String target, String source) {
    return new ArmRefusal(
        400,
        "InvalidResourceReference",
        "Resource "
            + target
            + " referenced by resource "
            + source
            + " was not found. Please make sure that the referenced resource exists, and that both"
            + " resources are in the same region.");
  }

  /** 429, and when to try again. */
  private static final class TryLater extends ArmRefusal {
    @Serial private static final long serialVersionUID = 1;

    private final long seconds;

    private TryLater(int status, String code, String message, long seconds) {
      super(status, code, message);
      this.seconds = seconds;
    }

    @Override
    public Response answer(String origin) {
      return super.answer(origin).with("Retry-After", Long.toString(seconds));
    }
  }

  /** 401 with the challenge that tells a client where tokens come from. */
  private static final class Challenged extends ArmRefusal {
    @Serial private static final long serialVersionUID = 1;

    private final String error;

    private Challenged(String code, String message, String error) {
      super(401, code, message);
      this.error = error;
    }

    @Override
    public Response answer(String origin) {
      var challenge = "Bearer authorization_uri=\"" + origin + "\"";
      // Without the quotes of a claims challenge, or clients would ask for another token and try
      // again.
      var detail = error.isEmpty() ? "" : ", error=\"" + error + "\"";
      return super.answer(origin).with("WWW-Authenticate", challenge + detail);
    }
  }
}
