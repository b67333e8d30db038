/**
 * The token endpoints of hosts: of virtual machines, instance metadata and the token extension; and
 * those of App Service, Azure Arc, Service Fabric and Cloud Shell.
 */
package dev.msi4j.local.internal.imds;
