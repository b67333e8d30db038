/**
 * The signing keys of external issuers: registered with this server, or fetched from the issuer.
 */
package dev.msi4j.local.internal.entra.keys;
