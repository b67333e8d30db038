/** Identities of virtual machines: {@code msi vm identity}. */
@NullMarked
package dev.msi4j.cli.vm.identity;

import org.jspecify.annotations.NullMarked;
