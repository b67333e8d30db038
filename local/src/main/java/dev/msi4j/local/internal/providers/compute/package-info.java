/**
 * Microsoft.Compute: virtual machines, extensions, and the catalogs of sizes, images and
 * extensions.
 *
 * <p>{@code ComputeProvider} is the entry point. {@code VirtualMachines}, {@code
 * VirtualMachineLists}, {@code PowerActions}, {@code Extensions} and the catalog lists serve the
 * operations. The {@code *Rules} classes validate and store, with the help of {@code
 * VirtualMachineProperties} and the {@code *Profiles} classes for parts of the body. The {@code
 * *Row} records are the stored documents, {@code ComputeErrors} creates the errors, and {@code
 * Responses} and {@code InstanceViews} render the bodies.
 */
package dev.msi4j.local.internal.providers.compute;
