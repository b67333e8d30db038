/** Fault injection: {@code msi local fault}. */
@NullMarked
package dev.msi4j.cli.local.fault;

import org.jspecify.annotations.NullMarked;
