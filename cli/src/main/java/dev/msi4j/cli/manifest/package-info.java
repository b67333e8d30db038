/** Files in YAML or JSON as values with positions, and typed access to their keys. */
@NullMarked
package dev.msi4j.cli.manifest;

import org.jspecify.annotations.NullMarked;
