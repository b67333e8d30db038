/** Controls a running server: fault injection, controllable clock, admin API, simulated issuers. */
package dev.msi4j.local.internal.control;
