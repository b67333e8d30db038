/** The transactional document store on SQLite or PostgreSQL. */
package dev.msi4j.local.internal.store;
