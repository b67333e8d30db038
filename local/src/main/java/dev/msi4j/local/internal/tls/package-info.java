/** TLS: the certificate authority, its key, and where both are stored. */
package dev.msi4j.local.internal.tls;
