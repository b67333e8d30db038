/**
 * The main class of the {@code msi} command. The packages under it hold one noun each, and one
 * class for each verb.
 */
@NullMarked
package dev.msi4j.cli;

import org.jspecify.annotations.NullMarked;
