package dev.msi4j.cli.federation;

import dev.msi4j.cli.console.CommandException;
import java.util.List;
import java.util.Map;

/** A value in a YAML or JSON file, with its place. */
sealed interface Node {
  /** Returns where the value begins. */
  Place place();

  /** Returns what kind of value it is, for an error. */
  String kind();

  /**
   * A place in a text.
   *
   * @param line from 1
   * @param column from 1
   */
  record Place(int line, int column) {
    static final Place START = new Place(1, 1);

    /** Returns an error that begins with the place. */
    CommandException error(String message) {
      return new CommandException(this + ": " + message);
    }

    @Override
    public String toString() {
      return "line " + line + ", column " + column;
    }
  }

  /** A text, a number or a boolean, as it is written. */
  record Text(Place place, String text) implements Node {
    @Override
    public String kind() {
      return "the text '" + text + "'";
    }
  }

  /** No value. */
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

  /** Keys with values, in their order. */
  record Mapping(Place place, Map<String, Entry> entries) implements Node {
    @Override
    public String kind() {
      return "keys with values";
    }
  }

  /** The value of a key, and where the key is. */
  record Entry(Place place, Node value) {}
}
