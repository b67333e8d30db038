/** The one store: documents by kind and key, in transactions. */
package dev.msi4j.local.internal.store;
