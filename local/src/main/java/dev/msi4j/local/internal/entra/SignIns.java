package dev.msi4j.local.internal.entra;

import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.runtime.ServerRuntime;
import dev.msi4j.local.internal.store.DocumentKind;
import dev.msi4j.local.internal.store.Documents;
import dev.msi4j.local.internal.store.Entry;
import dev.msi4j.local.internal.store.Scan;
import dev.msi4j.local.internal.text.CaseFolding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * Records the sign-ins of service principals. To bound the number of writes and documents, only the
 * first sign-in of a principal to a resource within an hour is recorded, and sign-ins are deleted
 * after 30 days. The last sign-in of each principal is kept longer.
 */
public final class SignIns {
  private static final String SIGN_IN = "signin";
  private static final String LAST = "signin.last";

  /** The kinds of documents that this class stores. */
  public static final List<DocumentKind> DOCUMENT_KINDS =
      List.of(DocumentKind.object(SIGN_IN), DocumentKind.object(LAST));

  /**
   * The retention of sign-in logs with a P1 license (learn.microsoft.com, "Microsoft Entra data
   * retention").
   */
  private static final Duration RETENTION = Duration.ofDays(30);

  /** The most sign-ins that one request deletes. */
  private static final int MAX_DELETED = 50;

  private final ServerRuntime runtime;

  SignIns(ServerRuntime runtime) {
    this.runtime = runtime;
  }

  /** Records that a token was issued, unless the sign-in of this hour is recorded already. */
  void record(Principal principal, TargetResource resource, SignIn.Type type) {
    var now = runtime.clock().instant();
    var key = key(now) + key(principal, resource, type);
    if (runtime.store().read(documents -> documents.get(SIGN_IN, key)).isPresent()) {
      return;
    }
    var signIn =
        new SignIn(
            runtime.ids().get(),
            now.toEpochMilli(),
            principal.objectId(),
            principal.appId(),
            principal.displayName(),
            type,
            resource.identifier());
    runtime
        .store()
        .change(documents -> {
          documents.put(SIGN_IN, key, Json.write(signIn));
          documents.put(LAST, principal.objectId().toString(), Json.write(signIn));
          deleteExpired(documents, now);
        });
  }

  private static String key(Principal principal, TargetResource resource, SignIn.Type type) {
    return "/"
        + principal.objectId()
        + "/"
        + type.value()
        + "/"
        + CaseFolding.of(resource.identifier());
  }

  /** Returns the start of the keys of an hour. Later hours come first, as in Microsoft Graph. */
  private static String key(Instant time) {
    return String.format(Locale.ROOT, "%012d", 999_999_999_999L - time.getEpochSecond() / 3600);
  }

  private static void deleteExpired(Documents documents, Instant now) {
    documents
        .list(SIGN_IN, "", key(now.minus(RETENTION)), MAX_DELETED)
        .forEach(expired -> documents.delete(SIGN_IN, expired.key()));
  }

  /** Deletes the last sign-in of a deleted principal. Its sign-ins stay until they expire. */
  static void forget(Documents documents, Principal principal) {
    documents.delete(LAST, principal.objectId().toString());
  }

  /**
   * Scans the recorded sign-ins, the newest hour first.
   *
   * @param after the key after which the scan starts; empty to scan all sign-ins
   */
  public Scan scan(String after) {
    return Scan.of(runtime.store(), SIGN_IN, "", after);
  }

  /**
   * Scans the last sign-in of each principal, ordered by object id.
   *
   * @param after the key after which the scan starts; empty to scan all principals
   */
  public Scan scanLast(String after) {
    return Scan.of(runtime.store(), LAST, "", after);
  }

  /** Deserializes a recorded sign-in. */
  public static SignIn read(Entry entry) {
    return Json.read(entry.body(), SignIn.class);
  }
}
