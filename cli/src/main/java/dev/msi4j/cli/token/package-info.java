/** Access tokens: {@code msi token}. */
@NullMarked
package dev.msi4j.cli.token;

import org.jspecify.annotations.NullMarked;
