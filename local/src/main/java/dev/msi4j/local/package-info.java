/**
 * A local Azure in one process: {@link dev.msi4j.local.LocalAzure} starts, describes and stops it.
 */
package dev.msi4j.local;
