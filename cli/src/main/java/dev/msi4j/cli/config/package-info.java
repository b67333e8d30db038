/** Defaults of options: {@code msi config}. */
@NullMarked
package dev.msi4j.cli.config;

import org.jspecify.annotations.NullMarked;
