/** Defaults and contexts of a user: {@code msi config} and {@code msi context}. */
@NullMarked
package dev.msi4j.cli.config;

import org.jspecify.annotations.NullMarked;
