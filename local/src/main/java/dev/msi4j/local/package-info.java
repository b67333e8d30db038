/**
 * A local Azure in one process. Start with {@link dev.msi4j.local.LocalAzure}, which starts and
 * stops the server.
 */
package dev.msi4j.local;
