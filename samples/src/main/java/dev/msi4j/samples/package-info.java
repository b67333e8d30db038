/**
 * Sample programs. A test runs each of them on a local Azure, and the documentation quotes them.
 */
@NullMarked
package dev.msi4j.samples;

import org.jspecify.annotations.NullMarked;
