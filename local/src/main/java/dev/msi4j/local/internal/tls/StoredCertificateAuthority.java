package dev.msi4j.local.internal.tls;

import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.store.DocumentKind;
import dev.msi4j.local.internal.store.Documents;
import dev.msi4j.local.internal.store.Store;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Certificate authority in a store that several servers share. */
final class StoredCertificateAuthority {
  private static final String KIND = "authority";

  static final List<DocumentKind> DOCUMENT_KINDS = List.of(DocumentKind.secret(KIND).asPermanent());

  private final Store store;

  StoredCertificateAuthority(Store store) {
    this.store = store;
  }

  /** Returns the stored key pair; creates one if none exists or it is about to expire. */
  CaKeyPair key(Instant now) {
    return store.read(documents -> find(documents, now)).orElseGet(() -> add(now));
  }

  private CaKeyPair add(Instant now) {
    var fresh = CaKeyPair.create(now);
    // Checked again in the write transaction: when two servers start together, the first key wins.
    return store.write(documents ->
        find(documents, now)
            .orElseGet(() -> {
              documents.put(KIND, KIND, Json.write(Json.object().put("pem", Pem.of(fresh))));
              return fresh;
            }));
  }

  private static Optional<CaKeyPair> find(Documents documents, Instant now) {
    return documents
        .get(KIND, KIND)
        .map(StoredCertificateAuthority::read)
        .filter(key -> key.isCurrent(now));
  }

  private static CaKeyPair read(String body) {
    try {
      var document = Json.parse(body);
      return Pem.parse(document.path("pem").asText());
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("the stored certificate authority cannot be parsed", e);
    }
  }
}
