package dev.msi4j.cli.estate;

import dev.msi4j.cli.manifest.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Replaces {@code ${name}} by the value of a variable, and an item with {@code forEach} by one item
 * for each value. A variable may use other variables.
 */
final class Expander {
  private static final String FOR_EACH = "forEach";
  private static final String AS = "as";
  private static final String EACH = "each";

  private static final Pattern REFERENCE = Pattern.compile("\\$(?:\\$\\{|\\{([^{}]*)\\})");
  private static final Pattern RANGE = Pattern.compile("(\\d{1,6})\\.\\.(\\d{1,6})");
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");

  /** Bounds the memory of nested lists. */
  private static final int MAX_ITEMS = 100_000;

  private final Map<String, Node> variables;
  private final Set<String> open;
  private final int[] items;

  private Expander(Map<String, Node> variables, Set<String> open, int[] items) {
    this.variables = variables;
    this.open = open;
    this.items = items;
  }

  /** Returns an expander with these variables. */
  static Expander of(Map<String, Node> variables) {
    return new Expander(Map.copyOf(variables), Set.of(), new int[1]);
  }

  /** Checks that a name can be the name of a variable. */
  static void checkName(Node.Place place, String name) {
    if (!NAME.matcher(name).matches()) {
      throw place.error(
          "the variable '"
              + name
              + "' must be named with letters, digits, '_' and '-', and start with a letter or '_'");
    }
  }

  /** Returns a value in which all variables and {@code forEach} are replaced. */
  Node expand(Node node) {
    if (node instanceof Node.Mapping mapping) {
      return new Node.Mapping(mapping.place(), entries(mapping.entries()));
    }
    if (node instanceof Node.Sequence sequence) {
      return new Node.Sequence(
          sequence.place(),
          sequence.items().stream().flatMap(item -> items(item).stream()).toList());
    }
    return node instanceof Node.Text text ? substituted(text) : node;
  }

  private Map<String, Node.Entry> entries(Map<String, Node.Entry> entries) {
    var expanded = new LinkedHashMap<String, Node.Entry>();
    entries.forEach(
        (key, entry) -> expanded.put(key, new Node.Entry(entry.place(), expand(entry.value()))));
    return expanded;
  }

  private List<Node> items(Node item) {
    count(item);
    var forEach = item instanceof Node.Mapping all ? all.entries().get(FOR_EACH) : null;
    if (forEach == null || !(item instanceof Node.Mapping mapping)) {
      return List.of(expand(item));
    }
    var rest = new LinkedHashMap<>(mapping.entries());
    rest.remove(FOR_EACH);
    var name = name(rest.remove(AS));
    var template = new Node.Mapping(mapping.place(), rest);
    var expanded = new ArrayList<Node>();
    for (var value : values(expand(forEach.value()))) {
      count(item);
      expanded.add(with(name, value).expand(template));
    }
    return expanded;
  }

  private void count(Node item) {
    if (++items[0] > MAX_ITEMS) {
      throw item.place().error("the files have more than " + MAX_ITEMS + " items: split them");
    }
  }

  private static String name(Node.@Nullable Entry as) {
    if (as == null) {
      return EACH;
    }
    if (!(as.value() instanceof Node.Text text)) {
      throw as.place().error("as must be the name of a variable, and is " + as.value().kind());
    }
    checkName(text.place(), text.text());
    return text.text();
  }

  private static List<Node> values(Node list) {
    if (list instanceof Node.Sequence sequence) {
      return sequence.items();
    }
    if (list instanceof Node.Text text) {
      Matcher range = RANGE.matcher(text.text());
      if (range.matches()) {
        return IntStream.rangeClosed(
                Integer.parseInt(range.group(1)), Integer.parseInt(range.group(2)))
            .<Node>mapToObj(i -> new Node.Text(text.place(), Integer.toString(i)))
            .toList();
      }
    }
    throw list.place()
        .error("forEach must be a list, or a range such as 1..30, and is " + list.kind());
  }

  private Expander with(String name, Node value) {
    var more = new HashMap<>(variables);
    more.put(name, value);
    return new Expander(Map.copyOf(more), open, items);
  }

  private Node substituted(Node.Text text) {
    Matcher reference = REFERENCE.matcher(text.text());
    if (reference.matches() && reference.group(1) != null) {
      return value(text, reference.group(1));
    }
    var result = new StringBuilder();
    reference.reset();
    while (reference.find()) {
      String replacement = reference.group(1) == null ? "${" : text(text, reference.group(1));
      reference.appendReplacement(result, Matcher.quoteReplacement(replacement));
    }
    reference.appendTail(result);
    return new Node.Text(text.place(), result.toString());
  }

  private String text(Node.Text use, String path) {
    if (value(use, path) instanceof Node.Text text) {
      return text.text();
    }
    throw use.place()
        .error(
            "${"
                + path
                + "} must be a text within another text, and is "
                + value(use, path).kind()
                + ": write it alone");
  }

  private Node value(Node.Text use, String path) {
    var names = path.split("\\.", -1);
    var value = variables.get(names[0]);
    if (value == null) {
      throw use.place()
          .error(
              "the variable '"
                  + names[0]
                  + "' is not defined: "
                  + (variables.isEmpty()
                      ? "define it under 'variables', or pass --var " + names[0] + "=VALUE"
                      : "known are " + String.join(", ", new TreeSet<>(variables.keySet()))));
    }
    var resolved = resolved(use, names[0], value);
    for (int i = 1; i < names.length; i++) {
      var entry = resolved instanceof Node.Mapping mapping ? mapping.entries().get(names[i]) : null;
      if (entry == null) {
        throw use.place().error("${" + path + "}: '" + names[i] + "' is not a key of its value");
      }
      resolved = entry.value();
    }
    return resolved;
  }

  private Node resolved(Node.Text use, String name, Node value) {
    if (open.contains(name)) {
      throw use.place().error("the variable '" + name + "' uses itself");
    }
    var more = new TreeSet<>(open);
    more.add(name);
    return new Expander(variables, more, items).expand(value);
  }
}
