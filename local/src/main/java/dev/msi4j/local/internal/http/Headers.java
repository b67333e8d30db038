package dev.msi4j.local.internal.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** HTTP headers, immutable, in order; names are compared without case. */
public final class Headers {
  /** No headers. */
  public static final Headers NONE = new Headers(List.of());

  private final List<Header> headers;

  private Headers(List<Header> headers) {
    this.headers = headers;
  }

  /** The headers that these items name, in their order. */
  static <T> Headers of(List<T> items, Function<T, String> name, Function<T, String> value) {
    return new Headers(
        items.stream().map(item -> new Header(name.apply(item), value.apply(item))).toList());
  }

  /** These headers and one more. */
  public Headers with(String name, String value) {
    var more = new ArrayList<>(headers);
    more.add(new Header(name, value));
    return new Headers(List.copyOf(more));
  }

  /** The first value under a name. */
  public Optional<String> first(String name) {
    return headers.stream()
        .filter(header -> header.name.equalsIgnoreCase(name))
        .map(Header::value)
        .findFirst();
  }

  /** Hands over each name and value, in order. */
  public void forEach(BiConsumer<String, String> each) {
    headers.forEach(header -> each.accept(header.name, header.value));
  }

  private record Header(String name, String value) {}
}
