/** Federated identity credentials: {@code msi federation}. */
@NullMarked
package dev.msi4j.cli.federation;

import org.jspecify.annotations.NullMarked;
