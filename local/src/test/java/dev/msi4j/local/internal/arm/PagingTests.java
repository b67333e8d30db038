package dev.msi4j.local.internal.arm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.rbac.Accesses;
import dev.msi4j.local.internal.store.TestStores;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PagingTests {
  private static final String KIND = "sample";
  private static final String GROUP = "/subscriptions/s/resourcegroups/rg/";
  private static final int ITEMS = 150;

  @AutoClose private final CountingStore store = new CountingStore(TestStores.fresh());

  @BeforeEach
  void createItems() {
    store.change(documents -> {
      for (var i = 0; i < ITEMS; i++) {
        var name = String.format(Locale.ROOT, "%03d", i);
        documents.put(KIND, GROUP + name, Json.write(Json.object().put("name", name)));
        documents.put("detail", GROUP + name, Json.write(Json.object().put("of", name)));
      }
    });
    store.reset();
  }

  @Test
  void pageRendersAllItemsInTheTransactionThatReadsThem() throws IOException {
    var page = page(100);

    assertThat(page.path("value")).hasSize(100);
    assertThat(page.path("value").path(99).path("of").asText()).isEqualTo("099");
    assertThat(page.has("nextLink")).isTrue();
    assertThat(store.reads()).isEqualTo(1);
    assertThat(store.writes()).isZero();
  }

  @Test
  void pageReadsOneTransactionForEachChunk() throws IOException {
    var page = page(1000);

    assertThat(page.path("value")).hasSize(ITEMS);
    assertThat(page.has("nextLink")).isFalse();
    // The last transaction finds no more documents.
    assertThat(store.reads()).isEqualTo(2);
  }

  @Test
  void pageOfAllKindsRendersItemsInTheTransactionThatReadsThem() {
    var rendered = new int[1];
    var response =
        new Paging(store, 10)
            .page(
                Requests.put(GROUP, Accesses.everything()),
                GROUP,
                (documents, entry) -> {
                  rendered[0]++;
                  return entry.kind().equals(KIND)
                      ? documents.get("detail", entry.key()).map(PagingTests::parse)
                      : Optional.empty();
                });

    assertThat(response.status()).isEqualTo(200);
    assertThat(store.reads()).isEqualTo(1);
    assertThat(rendered[0]).isLessThanOrEqualTo(22);
  }

  private JsonNode page(int size) throws IOException {
    return new Paging(store, size)
        .page(
            Requests.put(GROUP, Accesses.everything()),
            KIND,
            GROUP,
            "$skiptoken",
            (documents, entry) -> parse(documents.get("detail", entry.key()).orElseThrow()))
        .body()
        .json();
  }

  private static JsonNode parse(String body) {
    return Json.read(body, JsonNode.class);
  }
}
