/**
 * Microsoft.Network, as far as virtual machines need it: virtual networks with subnets, public IP
 * addresses, network interfaces, and network security groups with rules.
 *
 * <p>{@code NetworkProvider} is the entry point. {@code NetworkOperations} and {@code
 * ChildOperations} serve the operations of all types. Each implementation of {@code NetworkType}
 * contains the rules of one type. {@code NetworkRow} is the stored document, {@code NetworkStore}
 * reads and writes it, {@code NetworkErrors} creates the errors and {@code Responses} renders the
 * bodies.
 */
package dev.msi4j.local.internal.providers.network;
