package dev.msi4j.local.internal.providers.network;

import dev.msi4j.local.internal.arm.ArmException;
import dev.msi4j.local.internal.arm.ResourceId;
import java.util.List;

/** Creates the errors of Microsoft.Network. */
final class NetworkErrors {
  private NetworkErrors() {}

  /** Rejects a body that is not valid for its type. */
  static ArmException invalidRequestFormat(String reason) {
    return invalid("InvalidRequestFormat", "Cannot parse the request. " + reason);
  }

  /** Reports a missing child resource in the wording of Microsoft.Network. */
  static ArmException childNotFound(ResourceId id) {
    return new ArmException(404, "NotFound", "Resource " + id + " not found.");
  }

  static ArmException invalidResourceName(String name) {
    return invalid(
        "InvalidResourceName",
        "Resource name "
            + name
            + " is invalid. The name can be up to 80 characters long. It must begin with a word"
            + " character, and it must end with a word character or with '_'. The name may contain"
            + " word characters or '.', '-', '_'.");
  }

  static ArmException anotherOperationInProgress(String id) {
    return new ArmException(
        409,
        "AnotherOperationInProgress",
        "Another operation on this or dependent resource is in progress: "
            + id
            + " is being deleted.");
  }

  static ArmException referencedResourceNotProvisioned(String target, String source) {
    return new ArmException(
        409,
        "ReferencedResourceNotProvisioned",
        "Cannot proceed with operation because resource "
            + target
            + " used by resource "
            + source
            + " is not in Succeeded state. Resource is in Deleting state.");
  }

  static ArmException ipv6NotSupported(String address, String owner) {
    return invalid(
        "IPv6NotSupported",
        "Address or prefix "
            + address
            + " of resource "
            + owner
            + " is an IPv6 address, which this local Azure does not support. Use IPv4.");
  }

  static ArmException invalidAddressPrefixFormat(String prefix, String owner) {
    return invalid(
        "InvalidAddressPrefixFormat",
        "Address prefix "
            + prefix
            + " of resource "
            + owner
            + " is not formatted correctly. It should follow CIDR notation, for example"
            + " 10.0.0.0/24.");
  }

  static ArmException invalidCidrNotation(String prefix, String owner, String right) {
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

  static ArmException invalidIpAddress(String address, String owner) {
    return invalid(
        "InvalidIPAddressFormat",
        "IP address " + address + " of resource " + owner + " is not formatted correctly.");
  }

  static ArmException networkPrefixesOverlap(String network, String one, String other) {
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

  static ArmException invalidSubnet(String subnet, String network, String reason) {
    return invalid(
        "NetcfgInvalidSubnet",
        "Subnet '"
            + subnet
            + "' is not valid in virtual network '"
            + network
            + "': "
            + reason
            + ".");
  }

  static ArmException subnetOutsideNetwork(String subnet, String network) {
    return invalid(
        "NetcfgSubnetRangeOutsideVnet",
        "Subnet '"
            + subnet
            + "' is not valid because its IP address range is outside the IP address range of"
            + " virtual network '"
            + network
            + "'.");
  }

  static ArmException subnetsOverlap(String subnet, String network) {
    return invalid(
        "NetcfgSubnetRangesOverlap",
        "Subnet '"
            + subnet
            + "' is not valid because its IP address range overlaps with that of an existing subnet"
            + " in virtual network '"
            + network
            + "'.");
  }

  static ArmException prefixInUse(String prefix, String subnet) {
    return invalid(
        "InUsePrefixCannotBeDeleted",
        "IpPrefix "
            + prefix
            + " on Subnet "
            + subnet
            + " has active allocations and cannot be deleted.");
  }

  static ArmException subnetInUse(String subnet, String user) {
    return invalid(
        "InUseSubnetCannotBeDeleted",
        "Subnet "
            + subnet
            + " is in use by "
            + user
            + " and cannot be deleted. In order to delete the subnet, delete all the resources within"
            + " the subnet. See aka.ms/deletesubnet.");
  }

  static ArmException subnetFull(String subnet, String prefix) {
    return invalid(
        "SubnetIsFull",
        "Subnet "
            + subnet
            + " with address prefix "
            + prefix
            + " does not have enough capacity for 1 IP addresses.");
  }

  static ArmException privateAddressNotInSubnet(String address, String prefix) {
    return invalid(
        "PrivateIPAddressNotInSubnet",
        "Private static IP address "
            + address
            + " does not belong to the range of subnet prefix "
            + prefix
            + ".");
  }

  static ArmException privateAddressReserved(String address, String prefix) {
    return invalid(
        "PrivateIPAddressInReservedRange",
        "Private static IP address "
            + address
            + " falls within reserved IP range of subnet prefix "
            + prefix
            + ".");
  }

  static ArmException privateAddressAllocated(String source, String address, String holder) {
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

  static ArmException configurationsInSeveralSubnets(String networkInterface) {
    return invalid(
        "IpConfigurationsOnSameNicCannotUseDifferentSubnets",
        "The IP configurations of network interface "
            + networkInterface
            + " must all be in the same subnet.");
  }

  static ArmException interfaceInUse(String networkInterface, String machine) {
    return invalid(
        "NicInUse",
        "Network Interface "
            + networkInterface
            + " is used by existing resource "
            + machine
            + ". In order to delete the network interface, it must be dissociated from the resource."
            + " To learn more, see aka.ms/deletenic.");
  }

  static ArmException publicAddressInUse(String source, String publicAddress, String holder) {
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

  static ArmException publicAddressReferencedTwice(String publicAddress, String source) {
    return invalid(
        "PublicIPReferencedByMultipleIPConfigs",
        "Public IP address "
            + publicAddress
            + " is referenced by multiple IP configurations of resource "
            + source
            + ".");
  }

  static ArmException publicAddressNotDeletable(String publicAddress, String holder) {
    return invalid(
        "PublicIPAddressCannotBeDeleted",
        "Public IP address "
            + publicAddress
            + " can not be deleted since it is still allocated to resource "
            + holder
            + ". In order to delete the public IP, disassociate/detach the Public IP address from the"
            + " resource. To learn how to do this, see aka.ms/deletepublicip.");
  }

  static ArmException publicAddressNotDynamic(String publicAddress, String holder) {
    return invalid(
        "PublicIPAddressInUseCannotUpdateToDynamic",
        "Public IP address "
            + publicAddress
            + " is in use by ipconfig "
            + holder
            + " and cannot be updated from static to dynamic.");
  }

  static ArmException standardMustBeStatic(String publicAddress) {
    return invalid(
        "StandardAndStandardV2SkuPublicIPAddressesMustBeStatic",
        "Standard sku publicIp " + publicAddress + " must have AllocationMethod set to Static.");
  }

  static ArmException skuNotChangeable(String id, String existing, String requested) {
    return invalid(
        "SkuCannotBeChangedOnUpdate",
        "Sku property is set at creation time and cannot be changed from "
            + existing
            + " to "
            + requested
            + " on resource update for resource "
            + id
            + ".");
  }

  static ArmException publicAddressesExhausted() {
    return new ArmException(
        409,
        "PublicIPCountLimitReached",
        "All public IP addresses of this local Azure are in use.");
  }

  static ArmException invalidDomainNameLabel(String label) {
    return invalid(
        "InvalidDomainNameLabel",
        "The domain name label "
            + label
            + " is invalid. It must conform to the following regular expression:"
            + " ^[a-z][a-z0-9-]{1,61}[a-z0-9]$.");
  }

  static ArmException dnsRecordInUse(String name) {
    return invalid(
        "DnsRecordInUse", "DNS record " + name + " is already used by another public IP.");
  }

  static ArmException securityGroupInUse(String group, List<String> users) {
    return invalid(
        "InUseNetworkSecurityGroupCannotBeDeleted",
        "Network security group "
            + group
            + " cannot be deleted because it is in use by the following resources: "
            + String.join(", ", users)
            + ". In order to delete the Network security group, remove the association with the"
            + " resource(s). To learn how to do this, see aka.ms/deletensg.");
  }

  static ArmException invalidRulePriority(String given) {
    return invalid(
        "SecurityRuleInvalidPriority",
        "Security rule has invalid Priority. Value provided: "
            + given
            + " Allowed range 100-4096.");
  }

  static ArmException rulesConflict(String rule, String other) {
    return invalid(
        "SecurityRuleConflict",
        "Security rule "
            + rule
            + " conflicts with rule "
            + other
            + ". Rules cannot have the same Priority and Direction.");
  }

  static ArmException invalidRulePorts(String given) {
    return invalid(
        "SecurityRuleInvalidPortRange",
        "Security rule has invalid Port range. Value provided: "
            + given
            + ". Value should be an integer OR integer range with '-' delimiter. Valid range"
            + " 0-65535.");
  }

  static ArmException invalidRulePrefix(String given) {
    return invalid(
        "SecurityRuleInvalidAddressPrefix",
        "Security rule has invalid Address prefix. Value provided: " + given + ".");
  }

  /** Rejects a property of a security rule that is missing or has an unsupported value. */
  static ArmException invalidRuleParameter(String name, String given, String rule) {
    return invalid(
        "SecurityRuleParameterInvalid",
        "Security rule has invalid " + name + ". Value provided: " + given + ". " + rule + ".");
  }

  private static ArmException invalid(String code, String message) {
    return new ArmException(400, code, message);
  }
}
