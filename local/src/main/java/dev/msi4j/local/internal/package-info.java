/**
 * The composition root of a local Azure: options, wiring, and the account created at the first
 * start.
 */
package dev.msi4j.local.internal;
