package dev.msi4j;

import com.azure.core.http.rest.PagedResponse;
import com.azure.core.http.rest.PagedResponseBase;
import com.azure.core.http.rest.Response;
import com.azure.json.JsonReader;
import com.azure.json.ReadValueCallback;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A page of a list and the next link as Azure sent it. */
record Page<T>(List<T> items, @Nullable String nextLink) {
  /**
   * Returns the reader of a page.
   *
   * @param items creates the reader of the items of one page, which need not be thread-safe
   */
  static <T> ArmCall.ResponseReader<Page<T>> of(Supplier<ReadValueCallback<JsonReader, T>> items) {
    return ArmCall.ResponseReader.json(() -> {
      var collector = new Collector<T>(items.get());
      return json -> {
        Json.members(json, collector::read);
        return new Page<>(collector.items, collector.nextLink);
      };
    });
  }

  static <T> PagedResponse<T> response(Response<Page<T>> page) {
    return new PagedResponseBase<Void, T>(
        page.getRequest(),
        page.getStatusCode(),
        page.getHeaders(),
        page.getValue().items,
        page.getValue().nextLink,
        null);
  }

  private static final class Collector<T> {
    private final ReadValueCallback<JsonReader, T> item;
    private List<T> items = List.of();
    private @Nullable String nextLink;

    Collector(ReadValueCallback<JsonReader, T> item) {
      this.item = item;
    }

    void read(String member, JsonReader json) throws IOException {
      switch (member) {
        case "value" -> items = Json.list(json, item);
        case "nextLink" -> {
          String link = Json.text(json);
          nextLink = link == null || link.isEmpty() ? null : link;
        }
        default -> json.skipChildren();
      }
    }
  }
}
