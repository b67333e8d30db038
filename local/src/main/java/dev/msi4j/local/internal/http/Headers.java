package dev.msi4j.local.internal.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** HTTP headers in their order, with case-insensitive names. Immutable. */
public final class Headers {
  /** No headers. */
  public static final Headers NONE = new Headers(List.of());

  private final List<Header> headers;

  private Headers(List<Header> headers) {
    this.headers = headers;
  }

  /** Returns headers made of items, in their order. */
  static <T> Headers of(List<T> items, Function<T, String> name, Function<T, String> value) {
    return new Headers(
        items.stream().map(item -> new Header(name.apply(item), value.apply(item))).toList());
  }

  /** Returns these headers and one more. */
  public Headers with(String name, String value) {
    var more = new ArrayList<>(headers);
    more.add(new Header(name, value));
    return new Headers(List.copyOf(more));
  }

  /** Returns the first value of a header. */
  public Optional<String> first(String name) {
    return headers.stream()
        .filter(header -> header.name.equalsIgnoreCase(name))
        .map(Header::value)
        .findFirst();
  }

  /** Calls an action with each name and value, in order. */
  public void forEach(BiConsumer<String, String> action) {
    headers.forEach(header -> action.accept(header.name, header.value));
  }

  private record Header(String name, String value) {}
}
