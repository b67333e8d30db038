/** Managed identities: {@code msi identity}. */
@NullMarked
package dev.msi4j.cli.identity;

import org.jspecify.annotations.NullMarked;
