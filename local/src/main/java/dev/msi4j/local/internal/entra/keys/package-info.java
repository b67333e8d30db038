/** The keys of issuers outside: registered with this server, or fetched from where they publish. */
package dev.msi4j.local.internal.entra.keys;
