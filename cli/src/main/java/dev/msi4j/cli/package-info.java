/** The {@code msi} command: one class a noun, one method a verb. */
@NullMarked
package dev.msi4j.cli;

import org.jspecify.annotations.NullMarked;
