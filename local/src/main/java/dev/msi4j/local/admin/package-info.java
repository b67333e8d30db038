/** Faults and the clock over HTTP, for those in other processes who have the secret. */
package dev.msi4j.local.admin;
