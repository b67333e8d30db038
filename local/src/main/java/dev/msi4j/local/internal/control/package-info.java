/** Controls a running server: admin API, controllable clock, locally played issuers. */
package dev.msi4j.local.internal.control;
