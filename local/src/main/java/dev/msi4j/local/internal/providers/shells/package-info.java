/**
 * Hosts of workloads that are served as shells: Microsoft.Web, Microsoft.App,
 * Microsoft.ContainerService. Templates can deploy them and they have identities, but they run
 * nothing.
 */
package dev.msi4j.local.internal.providers.shells;
