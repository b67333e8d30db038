/**
 * Federated identity credentials that work the first time: a layer above the client of {@link
 * dev.msi4j}.
 *
 * <p>{@link dev.msi4j.federation.FederationClient} (or its twin that does not block, {@link
 * dev.msi4j.federation.FederationAsyncClient}) writes without collisions, brings identities to the
 * credentials they are to have, counts them, finds out why a token is not accepted, and waits for
 * what Azure has still to spread. {@link dev.msi4j.federation.FederatedSubject} and the classes
 * named after providers spell subjects; {@link dev.msi4j.federation.ClaimsExpression} spells and
 * tests expressions.
 *
 * <p>Clients may be used by any number of threads; values are immutable.
 */
package dev.msi4j.federation;
