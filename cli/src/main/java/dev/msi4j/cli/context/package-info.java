/** Contexts, which select an Azure: {@code msi context}. */
@NullMarked
package dev.msi4j.cli.context;

import org.jspecify.annotations.NullMarked;
