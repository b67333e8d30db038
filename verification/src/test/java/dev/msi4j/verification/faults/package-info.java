/** Reliability suite of the local Azure: {@code mvn -Pfaults verify}. */
package dev.msi4j.verification.faults;
