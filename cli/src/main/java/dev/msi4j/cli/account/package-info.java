/** The signed-in account: {@code msi account}. */
@NullMarked
package dev.msi4j.cli.account;

import org.jspecify.annotations.NullMarked;
