/**
 * Manages federated identity credentials on top of the client in {@link dev.msi4j}: retries,
 * reconciliation, diagnosis and waiting for replication.
 *
 * <p>{@link dev.msi4j.federation.FederationClient} and the asynchronous {@link
 * dev.msi4j.federation.FederationAsyncClient} serialize and retry writes, reconcile the credentials
 * of identities with a desired set, report the credential count, explain why a token is rejected,
 * and wait until a change is replicated. {@link dev.msi4j.federation.FederatedSubject} and the
 * classes named after identity providers build subjects. {@link
 * dev.msi4j.federation.ClaimsExpression} builds, parses and evaluates claims matching expressions.
 *
 * <p>Clients are thread-safe. All other types are immutable, except for builders.
 */
package dev.msi4j.federation;
