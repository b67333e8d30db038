/** Microsoft.Resources: tenants, subscriptions, registrations, resource groups. */
package dev.msi4j.local.internal.providers.resources;
