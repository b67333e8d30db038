package dev.msi4j.cli.manifest;

import dev.msi4j.cli.console.CommandException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Typed access to the keys of one mapping in a file; errors name the position. */
public final class Fields {
  private final String path;
  private final Node.Mapping mapping;
  private final String example;

  private Fields(String path, Node.Mapping mapping, String example) {
    this.path = path;
    this.mapping = mapping;
    this.example = example;
  }

  /**
   * Returns the fields of a value.
   *
   * @param path the path of the value for errors, such as {@code identities[0]}; empty for the file
   * @param keys the allowed keys
   * @param example a valid value
   * @throws CommandException if the value is not a mapping or has an unknown key
   */
  public static Fields of(String path, Node node, Set<String> keys, String example) {
    if (!(node instanceof Node.Mapping mapping)) {
      throw node.place()
          .error(
              (path.isEmpty() ? "the file" : path)
                  + " must have the keys "
                  + String.join(", ", new TreeSet<>(keys))
                  + ", and is "
                  + node.kind()
                  + ": for example "
                  + example);
    }
    var fields = new Fields(path, mapping, example);
    mapping.entries().forEach((key, entry) -> fields.check(key, entry, keys));
    return fields;
  }

  private void check(String key, Node.Entry entry, Set<String> keys) {
    boolean holdsAnchors = path.isEmpty() && key.startsWith("x-");
    if (!keys.contains(key) && !holdsAnchors) {
      throw entry
          .place()
          .error(
              path(key)
                  + " must be one of "
                  + String.join(", ", new TreeSet<>(keys))
                  + ": for example "
                  + example);
    }
  }

  /** Returns these fields with another value of a key that is given. */
  public Fields map(String key, UnaryOperator<Node> change) {
    var entries = new LinkedHashMap<>(mapping.entries());
    entries.computeIfPresent(
        key, (same, entry) -> new Node.Entry(entry.place(), change.apply(entry.value())));
    return new Fields(path, new Node.Mapping(mapping.place(), entries), example);
  }

  /** Returns a text; null if the key is not given or its value is null. */
  public @Nullable String text(String key) {
    var value = value(key);
    return value == null ? null : text(path(key), value, example);
  }

  /** Returns a required text. */
  public String requiredText(String key) {
    return text(path(key), required(key), example);
  }

  /** Returns a required list. */
  public List<Node> requiredList(String key) {
    return list(key, required(key));
  }

  /** Returns a list; null if the key is not given or its value is null. */
  public @Nullable List<Node> list(String key) {
    var value = value(key);
    return value == null ? null : list(key, value);
  }

  /** Returns the entries of a mapping; none if the key is not given or its value is null. */
  public Map<String, Node.Entry> entries(String key) {
    var value = value(key);
    if (value == null) {
      return Map.of();
    }
    if (value instanceof Node.Mapping entries) {
      return entries.entries();
    }
    throw value
        .place()
        .error(
            path(key)
                + " must have keys with values, and is "
                + value.kind()
                + ": for example "
                + example);
  }

  /** Returns keys with texts; null if the key is not given or its value is null. */
  public @Nullable Map<String, String> textMap(String key) {
    if (value(key) == null) {
      return null;
    }
    var all = new LinkedHashMap<String, String>();
    entries(key)
        .forEach(
            (name, entry) -> all.put(name, text(path(key) + "." + name, entry.value(), example)));
    return all;
  }

  /** Returns the position of the mapping. */
  public Node.Place place() {
    return mapping.place();
  }

  /** Returns a list of texts; null if the key is not given or its value is null. */
  public @Nullable List<String> texts(String key) {
    var value = value(key);
    if (value == null) {
      return null;
    }
    var items = list(key, value);
    return IntStream.range(0, items.size())
        .mapToObj(i -> text(path(key) + "[" + i + "]", items.get(i), example))
        .toList();
  }

  /** Adds a position to the errors of an action: that of the key with which the message begins. */
  public <T> T checked(Supplier<T> work) {
    try {
      return work.get();
    } catch (IllegalArgumentException | CommandException e) {
      String message = String.valueOf(e.getMessage());
      throw place(message.split(" ", 2)[0]).error(path + ": " + message, e);
    }
  }

  /** Returns an error about the value of a key. */
  public CommandException error(String key, String message) {
    return place(key).error(path(key) + " " + message);
  }

  private Node.Place place(String key) {
    var entry = mapping.entries().get(key);
    return entry == null ? mapping.place() : entry.place();
  }

  private Node required(String key) {
    var value = value(key);
    if (value == null) {
      throw error(key, "must be given: for example " + example);
    }
    return value;
  }

  private @Nullable Node value(String key) {
    var entry = mapping.entries().get(key);
    return entry == null || entry.value() instanceof Node.Null ? null : entry.value();
  }

  private List<Node> list(String key, Node value) {
    if (value instanceof Node.Sequence sequence) {
      return sequence.items();
    }
    throw value
        .place()
        .error(path(key) + " must be a list, and is " + value.kind() + ": for example " + example);
  }

  private static String text(String path, Node value, String example) {
    if (value instanceof Node.Text text) {
      return text.text();
    }
    throw value
        .place()
        .error(path + " must be a text, and is " + value.kind() + ": for example " + example);
  }

  /** Returns the path of a key for errors. */
  public String path(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
