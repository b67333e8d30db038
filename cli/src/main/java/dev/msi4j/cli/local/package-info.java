/** A local Azure as a process: {@code msi local}. */
@NullMarked
package dev.msi4j.cli.local;

import org.jspecify.annotations.NullMarked;
