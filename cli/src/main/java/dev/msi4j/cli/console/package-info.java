/** Environment, output, errors and text files: what all commands share. */
@NullMarked
package dev.msi4j.cli.console;

import org.jspecify.annotations.NullMarked;
