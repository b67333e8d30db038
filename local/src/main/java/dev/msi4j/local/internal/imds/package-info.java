/**
 * The token endpoints of hosting environments: instance metadata and the managed identity extension
 * of virtual machines, App Service, Azure Arc, Service Fabric and Cloud Shell.
 */
package dev.msi4j.local.internal.imds;
