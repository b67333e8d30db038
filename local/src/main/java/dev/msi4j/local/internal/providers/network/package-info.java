/**
 * Microsoft.Network, as much of it as machines need: virtual networks with subnets, public
 * addresses, network interfaces, network security groups with their rules.
 */
package dev.msi4j.local.internal.providers.network;
