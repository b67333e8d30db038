/** Roles and role assignments: {@code msi role}. */
@NullMarked
package dev.msi4j.cli.role;

import org.jspecify.annotations.NullMarked;
