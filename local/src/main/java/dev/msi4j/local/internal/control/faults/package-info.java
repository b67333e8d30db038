/** Fault injection into the handling of requests. */
package dev.msi4j.local.internal.control.faults;
