/** The JSON mapper. */
package dev.msi4j.local.internal.json;
