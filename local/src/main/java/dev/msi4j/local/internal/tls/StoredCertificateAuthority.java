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

/** An authority in a store, so that all processes that share it have certificates of the same. */
final class StoredCertificateAuthority {
  private static final String KIND = "authority";

  static final List<DocumentKind> DOCUMENT_KINDS = List.of(DocumentKind.secret(KIND));

  private final Store store;

  StoredCertificateAuthority(Store store) {
    this.store = store;
  }

  /** The key kept there, or a new one that is kept from now on. */
  CaKeyPair key(Instant now) {
    return store.read(documents -> find(documents, now)).orElseGet(() -> add(now));
  }

  private CaKeyPair add(Instant now) {
    var fresh = CaKeyPair.create(now);
    // Looked for again: of two processes that start together the first one's key counts.
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
        .filter(key -> key.lasts(now));
  }

  private static CaKeyPair read(String body) {
    try {
      var document = Json.parse(body);
      return Pem.issuingKey(document.path("pem").asText());
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("the stored certificate authority can't be read", e);
    }
  }
}
