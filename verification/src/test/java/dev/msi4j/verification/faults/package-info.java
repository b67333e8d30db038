/** What a local Azure survives: {@code mvn -Pfaults verify}. */
package dev.msi4j.verification.faults;
