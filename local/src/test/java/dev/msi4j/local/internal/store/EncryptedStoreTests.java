package dev.msi4j.local.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EncryptedStoreTests {
  private final Store plain = TestStores.fresh();
  private final Store sealed = sealedBy((byte) 1);

  @AfterEach
  void close() {
    plain.close();
  }

  @Test
  void encryptsTheKindsThatHoldSecretsAndNoOthers() {
    sealed.change(documents -> {
      documents.put("secret", "one", "hidden");
      documents.insert("secret", "two", "hidden");
      documents.put("open", "one", "to be seen");
    });

    assertThat(under(plain, ""))
        .filteredOn(entry -> entry.kind().equals("secret"))
        .hasSize(2)
        .allSatisfy(entry -> assertThat(entry.body()).doesNotContain("hidden"))
        .doesNotHaveDuplicates();
    assertThat(get(plain, "open", "one")).hasValue("to be seen");
    assertThat(get(sealed, "secret", "two")).hasValue("hidden");
    assertThat(sealed.<List<Entry>>read(documents -> documents.list("secret", "", "", 9)))
        .extracting(Entry::body)
        .containsExactly("hidden", "hidden");
    assertThat(under(sealed, "t")).extracting(Entry::body).containsExactly("hidden");
  }

  @Test
  void readsNothingThatWasClosedByAnotherKey() {
    sealed.change(documents -> documents.put("secret", "one", "hidden"));

    assertThatIllegalStateException()
        .isThrownBy(() -> get(sealedBy((byte) 2), "secret", "one"))
        .withMessageContaining("under another key than this server has");
  }

  @Test
  void readsNothingThatWasPutInThePlaceOfAnother() {
    sealed.change(documents -> documents.put("secret", "one", "hidden"));
    plain.change(
        documents -> documents.put("secret", "two", documents.get("secret", "one").orElseThrow()));

    assertThatIllegalStateException().isThrownBy(() -> get(sealed, "secret", "two"));
  }

  @Test
  void readsNothingPlainWhereSecretsBelong() {
    plain.change(documents -> documents.put("secret", "one", "{}"));

    assertThatIllegalStateException().isThrownBy(() -> get(sealed, "secret", "one"));
  }

  @Test
  void wantsAKeyOfTheRightLength() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DocumentCipher(new byte[16]))
        .withMessage("the key has 16 bytes: it must have 32");
  }

  private Store sealedBy(byte each) {
    var key = new byte[DocumentCipher.KEY_BYTES];
    Arrays.fill(key, each);
    return new EncryptedStore(plain, new DocumentCipher(key), Set.of("secret"));
  }

  private static Optional<String> get(Store store, String kind, String key) {
    return store.read(documents -> documents.get(kind, key));
  }

  private static List<Entry> under(Store store, String prefix) {
    return store.read(documents -> documents.under(prefix));
  }
}
