/** Text comparison: case folding and constant-time comparison. */
package dev.msi4j.local.internal.text;
