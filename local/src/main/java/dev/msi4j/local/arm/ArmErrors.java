package dev.msi4j.local.arm;

import dev.msi4j.local.front.Response;
import java.io.Serial;
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

  public static ArmRefusal invalidResourceNamespace(String namespace) {
    return new ArmRefusal(
        404, "InvalidResourceNamespace", "The resource namespace '" + namespace + "' is invalid.");
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

  static ArmRefusal invalidSkipToken(String token) {
    return new ArmRefusal(
        400, "InvalidSkipToken", "The skip token '" + token + "' is not one that a listing gave.");
  }

  static ArmRefusal invalidTop(String top) {
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
        "TooManyTags",
        "The number of tags, " + tags + ", exceeds the maximum of " + most + " on one resource.");
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

  // Networks

  /** A body that says something a network resource can't be. */
  public static ArmRefusal invalidRequestFormat(String why) {
    return invalid("InvalidRequestFormat", "Cannot parse the request. " + why);
  }

  /** How Microsoft.Network says that a resource inside another is not there. */
  public static ArmRefusal insideNotFound(ResourceId id) {
    return new ArmRefusal(404, "NotFound", "Resource " + id + " not found.");
  }

  public static ArmRefusal invalidResourceName(String name) {
    return invalid(
        "InvalidResourceName",
        "Resource name "
            + name
            + " is invalid. The name can be up to 80 characters long. It must begin with a word"
            + " character, and it must end with a word character or with '_'. The name may contain"
            + " word characters or '.', '-', '_'.");
  }

  public static ArmRefusal anotherOperationInProgress(String id) {
    return new ArmRefusal(
        409,
        "AnotherOperationInProgress",
        "Another operation on this or dependent resource is in progress: "
            + id
            + " is being deleted.");
  }

  /** A reference to what is not there, is of another type, or is in another region. */
  public static ArmRefusal invalidResourceReference(String target, String source) {
    return invalid(
        "InvalidResourceReference",
        "Resource "
            + target
            + " referenced by resource "
            + source
            + " was not found. Please make sure that the referenced resource exists, and that both"
            + " resources are in the same region.");
  }

  public static ArmRefusal referencedResourceNotProvisioned(String target, String source) {
    return new ArmRefusal(
        409,
        "ReferencedResourceNotProvisioned",
        "Cannot proceed with operation because resource "
            + target
            + " used by resource "
            + source
            + " is not in Succeeded state. Resource is in Deleting state.");
  }

  public static ArmRefusal ipv6NotSupported(String address, String owner) {
    return invalid(
        "IPv6NotSupported",
        "Address or prefix "
            + address
            + " of resource "
            + owner
            + " is of IPv6, which this cloud does not have: use IPv4.");
  }

  public static ArmRefusal invalidAddressPrefixFormat(String prefix, String owner) {
    return invalid(
        "InvalidAddressPrefixFormat",
        "Address prefix "
            + prefix
            + " of resource "
            + owner
            + " is not formatted correctly. It should follow CIDR notation, for example"
            + " 10.0.0.0/24.");
  }

  public static ArmRefusal invalidCidrNotation(String prefix, String owner, String right) {
    return invalid(
        "InvalidCIDRNotation",
        "The address prefix "
            + prefix
            + " in resource "
            + owner
            + " has an invalid CIDR notation. For the given prefix length, the address prefix should"
            + " be "
            + right
            + ".");
  }

  public static ArmRefusal invalidIpAddress(String address, String owner) {
    return invalid(
        "InvalidIPAddressFormat",
        "IP address " + address + " of resource " + owner + " is not formatted correctly.");
  }

  public static ArmRefusal networkPrefixesOverlap(String network, String one, String other) {
    return invalid(
        "NetcfgInvalidVirtualNetworkSite",
        "Virtual network '"
            + network
            + "' is not valid: its address prefixes "
            + one
            + " and "
            + other
            + " overlap.");
  }

  public static ArmRefusal invalidSubnet(String subnet, String network, String why) {
    return invalid(
        "NetcfgInvalidSubnet",
        "Subnet '" + subnet + "' is not valid in virtual network '" + network + "': " + why + ".");
  }

  public static ArmRefusal subnetOutsideNetwork(String subnet, String network) {
    return invalid(
        "NetcfgSubnetRangeOutsideVnet",
        "Subnet '"
            + subnet
            + "' is not valid because its IP address range is outside the IP address range of"
            + " virtual network '"
            + network
            + "'.");
  }

  public static ArmRefusal subnetsOverlap(String subnet, String network) {
    return invalid(
        "NetcfgSubnetRangesOverlap",
        "Subnet '"
            + subnet
            + "' is not valid because its IP address range overlaps with that of an existing subnet"
            + " in virtual network '"
            + network
            + "'.");
  }

  public static ArmRefusal prefixInUse(String prefix, String subnet) {
    return invalid(
        "InUsePrefixCannotBeDeleted",
        "IpPrefix "
            + prefix
            + " on Subnet "
            + subnet
            + " has active allocations and cannot be deleted.");
  }

  public static ArmRefusal subnetInUse(String subnet, String user) {
    return invalid(
        "InUseSubnetCannotBeDeleted",
        "Subnet "
            + subnet
            + " is in use by "
            + user
            + " and cannot be deleted. In order to delete the subnet, delete all the resources within"
            + " the subnet. See aka.ms/deletesubnet.");
  }

  public static ArmRefusal subnetFull(String subnet, String prefix) {
    return invalid(
        "SubnetIsFull",
        "Subnet "
            + subnet
            + " with address prefix "
            + prefix
            + " does not have enough capacity for 1 IP addresses.");
  }

  public static ArmRefusal privateAddressNotInSubnet(String address, String prefix) {
    return invalid(
        "PrivateIPAddressNotInSubnet",
        "Private static IP address "
            + address
            + " does not belong to the range of subnet prefix "
            + prefix
            + ".");
  }

  public static ArmRefusal privateAddressReserved(String address, String prefix) {
    return invalid(
        "PrivateIPAddressInReservedRange",
        "Private static IP address "
            + address
            + " falls within reserved IP range of subnet prefix "
            + prefix
            + ".");
  }

  public static ArmRefusal privateAddressAllocated(String source, String address, String holder) {
    return invalid(
        "PrivateIPAddressIsAllocated",
        "IP configuration "
            + source
            + " is using the private IP address "
            + address
            + " which is already allocated to resource "
            + holder
            + ".");
  }

  public static ArmRefusal configurationsInSeveralSubnets(String networkInterface) {
    return invalid(
        "IpConfigurationsOnSameNicCannotUseDifferentSubnets",
        "The IP configurations of network interface "
            + networkInterface
            + " must all be in the same subnet.");
  }

  public static ArmRefusal interfaceInUse(String networkInterface, String machine) {
    return invalid(
        "NicInUse",
        "Network Interface "
            + networkInterface
            + " is used by existing resource "
            + machine
            + ". In order to delete the network interface, it must be dissociated from the resource."
            + " To learn more, see aka.ms/deletenic.");
  }

  public static ArmRefusal publicAddressInUse(String source, String publicAddress, String holder) {
    return invalid(
        "PublicIPAddressInUse",
        "IP configuration "
            + source
            + " is referencing public IP address "
            + publicAddress
            + " that is already allocated to resource "
            + holder
            + ".");
  }

  public static ArmRefusal publicAddressReferencedTwice(String publicAddress, String source) {
    return invalid(
        "PublicIPReferencedByMultipleIPConfigs",
        "Public IP address "
            + publicAddress
            + " is referenced by multiple IP configurations of resource "
            + source
            + ".");
  }

  public static ArmRefusal publicAddressNotDeletable(String publicAddress, String holder) {
    return invalid(
        "PublicIPAddressCannotBeDeleted",
        "Public IP address "
            + publicAddress
            + " can not be deleted since it is still allocated to resource "
            + holder
            + ". In order to delete the public IP, disassociate/detach the Public IP address from the"
            + " resource. To learn how to do this, see aka.ms/deletepublicip.");
  }

  public static ArmRefusal publicAddressNotDynamic(String publicAddress, String holder) {
    return invalid(
        "PublicIPAddressInUseCannotUpdateToDynamic",
        "Public IP address "
            + publicAddress
            + " is in use by ipconfig "
            + holder
            + " and cannot be updated from static to dynamic.");
  }

  public static ArmRefusal standardMustBeStatic(String publicAddress) {
    return invalid(
        "StandardAndStandardV2SkuPublicIPAddressesMustBeStatic",
        "Standard sku publicIp " + publicAddress + " must have AllocationMethod set to Static.");
  }

  public static ArmRefusal skuNotChangeable(String id, String existing, String wanted) {
    return invalid(
        "SkuCannotBeChangedOnUpdate",
        "Sku property is set at creation time and cannot be changed from "
            + existing
            + " to "
            + wanted
            + " on resource update for resource "
            + id
            + ".");
  }

  public static ArmRefusal publicAddressesExhausted() {
    return new ArmRefusal(
        409, "PublicIPCountLimitReached", "All public IP addresses of this cloud are in use.");
  }

  public static ArmRefusal invalidDomainNameLabel(String label) {
    return invalid(
        "InvalidDomainNameLabel",
        "The domain name label "
            + label
            + " is invalid. It must conform to the following regular expression:"
            + " ^[a-z][a-z0-9-]{1,61}[a-z0-9]$.");
  }

  public static ArmRefusal dnsRecordInUse(String name) {
    return invalid(
        "DnsRecordInUse", "DNS record " + name + " is already used by another public IP.");
  }

  public static ArmRefusal securityGroupInUse(String group, List<String> users) {
    return invalid(
        "InUseNetworkSecurityGroupCannotBeDeleted",
        "Network security group "
            + group
            + " cannot be deleted because it is in use by the following resources: "
            + String.join(", ", users)
            + ". In order to delete the Network security group, remove the association with the"
            + " resource(s). To learn how to do this, see aka.ms/deletensg.");
  }

  public static ArmRefusal invalidRulePriority(String given) {
    return invalid(
        "SecurityRuleInvalidPriority",
        "Security rule has invalid Priority. Value provided: "
            + given
            + " Allowed range 100-4096.");
  }

  public static ArmRefusal rulesConflict(String rule, String other) {
    return invalid(
        "SecurityRuleConflict",
        "Security rule "
            + rule
            + " conflicts with rule "
            + other
            + ". Rules cannot have the same Priority and Direction.");
  }

  public static ArmRefusal invalidRulePorts(String given) {
    return invalid(
        "SecurityRuleInvalidPortRange",
        "Security rule has invalid Port range. Value provided: "
            + given
            + ". Value should be an integer OR integer range with '-' delimiter. Valid range"
            + " 0-65535.");
  }

  public static ArmRefusal invalidRulePrefix(String given) {
    return invalid(
        "SecurityRuleInvalidAddressPrefix",
        "Security rule has invalid Address prefix. Value provided: " + given + ".");
  }

  /** A member of a security rule that is missing, or is none of the values it can have. */
  public static ArmRefusal invalidRuleParameter(String name, String given, String rule) {
    return invalid(
        "SecurityRuleParameterInvalid",
        "Security rule has invalid " + name + ". Value provided: " + given + ". " + rule + ".");
  }

  private static ArmRefusal invalid(String code, String message) {
    return new ArmRefusal(400, code, message);
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
