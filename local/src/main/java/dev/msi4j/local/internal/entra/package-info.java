/** The directory, the token service and the verification of its tokens. Independent of ARM. */
package dev.msi4j.local.internal.entra;
