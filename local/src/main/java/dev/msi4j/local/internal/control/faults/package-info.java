/** Fault injection. */
package dev.msi4j.local.internal.control.faults;
