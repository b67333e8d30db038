package dev.msi4j.local.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class DeclaredKindsStoreTests {
  private static final DocumentKinds KINDS =
      new DocumentKinds(List.of(DocumentKind.secret("secret"), DocumentKind.object("open")));

  @AutoClose private final Store plain = TestStores.fresh();
  private final Store encrypted = encryptedBy((byte) 1);

  @Test
  void encryptsOnlySecretKinds() {
    encrypted.change(documents -> {
      documents.put("secret", "one", "hidden");
      documents.insert("secret", "two", "hidden");
      documents.put("open", "one", "visible");
    });

    assertThat(under(plain, ""))
        .filteredOn(entry -> entry.kind().equals("secret"))
        .hasSize(2)
        .allSatisfy(entry -> assertThat(entry.body()).doesNotContain("hidden"))
        .doesNotHaveDuplicates();
    assertThat(get(plain, "open", "one")).hasValue("visible");
    assertThat(get(encrypted, "secret", "two")).hasValue("hidden");
    assertThat(encrypted.<List<Entry>>read(documents -> documents.list("secret", "", "", 9)))
        .extracting(Entry::body)
        .containsExactly("hidden", "hidden");
    assertThat(under(encrypted, "t")).extracting(Entry::body).containsExactly("hidden");
  }

  @Test
  void readRejectsDocumentEncryptedWithAnotherKey() {
    encrypted.change(documents -> documents.put("secret", "one", "hidden"));

    assertThatIllegalStateException()
        .isThrownBy(() -> get(encryptedBy((byte) 2), "secret", "one"))
        .withMessageContaining("under another key than this server has");
  }

  @Test
  void readRejectsBodyOfAnotherDocument() {
    encrypted.change(documents -> documents.put("secret", "one", "hidden"));
    plain.change(
        documents -> documents.put("secret", "two", documents.get("secret", "one").orElseThrow()));

    assertThatIllegalStateException().isThrownBy(() -> get(encrypted, "secret", "two"));
  }

  @Test
  void readRejectsPlainDocumentOfSecretKind() {
    plain.change(documents -> documents.put("secret", "one", "{}"));

    assertThatIllegalStateException().isThrownBy(() -> get(encrypted, "secret", "one"));
  }

  @Test
  void cipherRejectsKeyOfWrongLength() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DocumentCipher(new byte[16]))
        .withMessage("the key has 16 bytes: it must have 32");
  }

  @Test
  void writeRejectsUndeclaredKind() {
    for (var store : List.of(encrypted, DeclaredKindsStore.plain(plain, KINDS))) {
      assertThatIllegalStateException()
          .isThrownBy(() -> store.change(documents -> documents.put("other", "one", "{}")))
          .withMessageContaining("no class declares the document kind 'other'");
      assertThatIllegalStateException()
          .isThrownBy(() -> store.change(documents -> documents.insert("other", "one", "{}")));
    }
    assertThat(under(plain, "")).isEmpty();
  }

  private Store encryptedBy(byte each) {
    var key = new byte[DocumentCipher.KEY_BYTES];
    Arrays.fill(key, each);
    return DeclaredKindsStore.encrypted(plain, KINDS, new DocumentCipher(key));
  }

  private static Optional<String> get(Store store, String kind, String key) {
    return store.read(documents -> documents.get(kind, key));
  }

  private static List<Entry> under(Store store, String prefix) {
    return store.read(documents -> documents.under(prefix));
  }
}
