/**
 * Programs to copy. Each is run by a test against a local Azure, and the documentation quotes them.
 */
@NullMarked
package dev.msi4j.samples;

import org.jspecify.annotations.NullMarked;
