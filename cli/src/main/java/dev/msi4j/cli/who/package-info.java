/** The command {@code msi who}: who can become an identity, and who has a role. */
@NullMarked
package dev.msi4j.cli.who;

import org.jspecify.annotations.NullMarked;
