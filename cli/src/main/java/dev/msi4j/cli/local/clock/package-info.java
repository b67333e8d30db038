/** The controllable clock: {@code msi local clock}. */
@NullMarked
package dev.msi4j.cli.local.clock;

import org.jspecify.annotations.NullMarked;
