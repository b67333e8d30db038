/** The {@code msi completion} command: scripts for shells. */
@NullMarked
package dev.msi4j.cli.completion;

import org.jspecify.annotations.NullMarked;
