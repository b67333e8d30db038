/**
 * Issuers of assertions that this server plays itself: a cluster, a pipeline, whatever a workload
 * comes from.
 */
package dev.msi4j.local.issuers;
