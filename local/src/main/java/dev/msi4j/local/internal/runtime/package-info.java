/** The store, the clock and the source of ids that the components of a server share. */
package dev.msi4j.local.internal.runtime;
