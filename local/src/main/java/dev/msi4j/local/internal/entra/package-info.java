/** The directory, the token service and what verifies its tokens. Knows nothing of ARM. */
package dev.msi4j.local.internal.entra;
