/** Microsoft.Compute: virtual machines, their extensions, and the images and sizes they come in. */
package dev.msi4j.local.internal.providers.compute;
