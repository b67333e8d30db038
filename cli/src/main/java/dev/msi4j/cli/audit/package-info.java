/** The commands {@code msi audit} and {@code msi unused}: risks of identities, and unused ones. */
@NullMarked
package dev.msi4j.cli.audit;

import org.jspecify.annotations.NullMarked;
