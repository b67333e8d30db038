package dev.msi4j.local.internal.runtime;

import dev.msi4j.local.internal.store.Store;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Store, clock and source of ids of a server, which its components share. Thread-safe if the parts
 * are thread-safe.
 *
 * @param store the documents of this server
 * @param clock the clock of this server, which tests can control
 * @param ids the source of random ids, secrets and names
 */
public record ServerRuntime(Store store, Clock clock, Supplier<UUID> ids) {}
