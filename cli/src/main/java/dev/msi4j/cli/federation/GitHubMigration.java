package dev.msi4j.cli.federation;

import dev.msi4j.FederatedIdentityCredential;
import dev.msi4j.Identity;
import dev.msi4j.ManagedServiceIdentityClient;
import dev.msi4j.cli.console.ErrorPrinter;
import dev.msi4j.federation.CredentialLimitException;
import dev.msi4j.federation.FederationClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Moves the credentials of an identity from subjects with the names of GitHub repositories to
 * subjects with their ids. A credential with a name is deleted only after the credential with the
 * ids exists and is proven, so that tokens of both forms are accepted in between. Each step can be
 * repeated.
 */
final class GitHubMigration {
  private final ManagedServiceIdentityClient client;
  private final FederationClient federation;
  private final GitHubRepositories repositories;
  private final BiPredicate<Identity, FederatedIdentityCredential> proof;
  private final Consumer<Step> listener;

  /**
   * @param proof returns whether a token was exchanged with the credential of an identity
   * @param listener receives the last step of each credential, on any thread
   */
  GitHubMigration(
      ManagedServiceIdentityClient client,
      FederationClient federation,
      GitHubRepositories repositories,
      BiPredicate<Identity, FederatedIdentityCredential> proof,
      Consumer<Step> listener) {
    this.client = client;
    this.federation = federation;
    this.repositories = repositories;
    this.proof = proof;
    this.listener = listener;
  }

  /** The state of a credential after a migration. */
  enum Status {
    /** The credential with the ids exists, and the one with the names is deleted. */
    MIGRATED,
    /** Both credentials exist until a token of the new form is exchanged. */
    ADDED,
    /** The ids of the repository are not known. */
    UNKNOWN,
    /** The credential with the ids could not be created, or the other one not deleted. */
    FAILED
  }

  /**
   * The last step of a credential.
   *
   * @param reason the reason of a failure; null otherwise
   */
  record Step(
      Identity identity,
      String credential,
      String subject,
      Status status,
      @Nullable String reason) {}

  /** Migrates the credentials of an identity as far as possible. */
  void migrate(Identity identity) {
    var id = Objects.requireNonNull(identity.resourceId());
    var pending = new ArrayList<FederatedIdentityCredential>();
    client.federatedIdentityCredentials().list(id).stream()
        .filter(GitHubMigration::isByName)
        .forEach(pending::add);
    // A deletion can make room for the next credential of an identity with 20 credentials.
    boolean isDone = false;
    while (!pending.isEmpty() && !isDone) {
      var full = new ArrayList<FederatedIdentityCredential>();
      int migrated = 0;
      CredentialLimitException limit = null;
      for (var each : pending) {
        try {
          migrated += step(identity, each) ? 1 : 0;
        } catch (CredentialLimitException e) {
          limit = e;
          full.add(each);
        } catch (RuntimeException e) {
          report(identity, each, Status.FAILED, ErrorPrinter.oneLine(e));
        }
      }
      isDone = migrated == 0;
      if (isDone && limit != null) {
        reportFull(identity, full, limit);
      }
      pending = full;
    }
  }

  private void reportFull(
      Identity identity, List<FederatedIdentityCredential> full, CredentialLimitException limit) {
    full.forEach(each -> report(identity, each, Status.FAILED, ErrorPrinter.oneLine(limit)));
  }

  /** Returns whether the credential with the names was deleted. */
  private boolean step(Identity identity, FederatedIdentityCredential named) {
    var id = Objects.requireNonNull(identity.resourceId());
    var subject = repositories.immutable(Objects.requireNonNull(named.subject()));
    if (subject.isEmpty()) {
      report(identity, named, Status.UNKNOWN, "pass --repository with the ids");
      return false;
    }
    var added =
        federation.ensure(
            id,
            FederatedIdentityCredential.builder()
                .issuer(Objects.requireNonNull(named.issuer()))
                .subject(subject.get())
                .audiences(named.audiences())
                .build());
    if (!proof.test(identity, added)) {
      report(identity, named, Status.ADDED, null);
      return false;
    }
    var unused = federation.delete(id, Objects.requireNonNull(named.name()));
    report(identity, named, Status.MIGRATED, null);
    return true;
  }

  private static boolean isByName(FederatedIdentityCredential credential) {
    return credential.issuer() != null
        && credential.subject() != null
        && GitHubRepositories.isByName(credential.issuer(), credential.subject());
  }

  private synchronized void report(
      Identity identity,
      FederatedIdentityCredential named,
      Status status,
      @Nullable String reason) {
    var subject = Objects.requireNonNull(named.subject());
    listener.accept(
        new Step(identity, Objects.requireNonNull(named.name()), subject, status, reason));
  }
}
