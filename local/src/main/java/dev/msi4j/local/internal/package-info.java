/** The composition root of a local Azure: options, wiring and the bootstrap account. */
package dev.msi4j.local.internal;
