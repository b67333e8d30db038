/** Resource groups: {@code msi group}. */
@NullMarked
package dev.msi4j.cli.group;

import org.jspecify.annotations.NullMarked;
