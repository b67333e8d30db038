/** Logging of the libraries that the published jar contains. */
package dev.msi4j.local.internal.logging;
