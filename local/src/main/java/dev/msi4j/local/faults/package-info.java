/** Faults on request, and a clock that can be steered. */
package dev.msi4j.local.faults;
