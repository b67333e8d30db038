/** The connection of a command to Azure or to a local Azure. */
@NullMarked
package dev.msi4j.cli.azure;

import org.jspecify.annotations.NullMarked;
