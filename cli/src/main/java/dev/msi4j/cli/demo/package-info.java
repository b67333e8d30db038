/** Demonstrations that run the samples: {@code msi demo}. */
@NullMarked
package dev.msi4j.cli.demo;

import org.jspecify.annotations.NullMarked;
