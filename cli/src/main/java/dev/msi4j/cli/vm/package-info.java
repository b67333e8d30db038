/** Processes inside a virtual machine of a local Azure: {@code msi vm}. */
@NullMarked
package dev.msi4j.cli.vm;

import org.jspecify.annotations.NullMarked;
