package dev.msi4j.local.internal.runtime;

import dev.msi4j.local.internal.store.Store;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Environment of a server's components. The composition root creates one per server. Thread-safe if
 * its parts are.
 *
 * @param store the documents of this server
 * @param clock the time as this server reports it; tests may move it
 * @param ids the source of random ids, secrets and names
 */
public record ServerRuntime(Store store, Clock clock, Supplier<UUID> ids) {}
