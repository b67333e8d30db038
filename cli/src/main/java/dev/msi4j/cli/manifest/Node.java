package dev.msi4j.cli.manifest;

import dev.msi4j.cli.console.CommandException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value in a YAML or JSON file, with its position. */
public sealed interface Node {
  /** Returns the position of the first character. */
  Place place();

  /** Returns the kind of the value for errors. */
  String kind();

  /**
   * A position in a text.
   *
   * @param line the line, from 1
   * @param column the column, from 1
   */
  record Place(Source source, int line, int column) {
    /** Returns the first position of a text. */
    public static Place start(Source source) {
      return new Place(source, 1, 1);
    }

    /** Returns an error that begins with the position and quotes the line. */
    public CommandException error(String message) {
      return error(message, null);
    }

    /** Returns an error that begins with the position and quotes the line. */
    CommandException error(String message, @Nullable Throwable cause) {
      return new CommandException(this + ": " + message, source.quote(line, column), cause);
    }

    @Override
    public String toString() {
      return source.name() + ", line " + line + ", column " + column;
    }
  }

  /** The source text of a string, number or boolean. */
  record Text(Place place, String text) implements Node {
    @Override
    public String kind() {
      return "the text '" + text + "'";
    }
  }

  /** A null value. */
  record Null(Place place) implements Node {
    @Override
    public String kind() {
      return "null";
    }
  }

  /** A list. */
  record Sequence(Place place, List<Node> items) implements Node {
    @Override
    public String kind() {
      return "a list";
    }
  }

  /** Keys with values, in source order. */
  record Mapping(Place place, Map<String, Entry> entries) implements Node {
    @Override
    public String kind() {
      return "keys with values";
    }
  }

  /** The value of a key and the position of the key. */
  record Entry(Place place, Node value) {}
}
