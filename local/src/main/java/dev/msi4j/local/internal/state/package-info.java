/** The stored state: directory, export format, encryption key and document kinds. */
package dev.msi4j.local.internal.state;
