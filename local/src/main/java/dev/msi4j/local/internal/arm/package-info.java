/**
 * Azure Resource Manager: the request pipeline, the registry of operations, and the services that
 * all resource providers share.
 */
package dev.msi4j.local.internal.arm;
