/**
 * State directories and databases of a local Azure: {@code msi local export}, {@code import},
 * {@code reset} and {@code seed}.
 */
@NullMarked
package dev.msi4j.cli.state;

import org.jspecify.annotations.NullMarked;
