/** What the components of a server share: store, clock, source of ids; work on another thread. */
package dev.msi4j.local.internal.runtime;
