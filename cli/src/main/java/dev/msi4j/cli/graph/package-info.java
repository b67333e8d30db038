/** The command {@code msi graph}: a picture of workloads, identities, roles and hosts. */
@NullMarked
package dev.msi4j.cli.graph;

import org.jspecify.annotations.NullMarked;
