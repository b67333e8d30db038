/** Reading and writing of JSON. */
package dev.msi4j.local.internal.json;
