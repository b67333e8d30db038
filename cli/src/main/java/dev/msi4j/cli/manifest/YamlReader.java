package dev.msi4j.cli.manifest;

import dev.msi4j.cli.console.CommandException;
import dev.msi4j.cli.manifest.Node.Entry;
import dev.msi4j.cli.manifest.Node.Place;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.reader.ReaderException;

/** Reads a YAML document: anchors, aliases and merge keys are resolved. */
public final class YamlReader {
  private static final Pattern UNDEFINED_ALIAS = Pattern.compile("found undefined alias (.*)");

  /** Allows shared lists, and limits aliases of aliases, which grow exponentially. */
  private static final int MAX_ALIASES = 1_000;

  private static final int DEEPEST = 50;

  private final IdentityHashMap<org.yaml.snakeyaml.nodes.Node, Node> read = new IdentityHashMap<>();
  private final Set<org.yaml.snakeyaml.nodes.Node> open =
      Collections.newSetFromMap(new IdentityHashMap<>());

  private final Source source;

  private YamlReader(Source source) {
    this.source = source;
  }

  /**
   * Returns the only document of a text; null if the text has none.
   *
   * @throws CommandException if the text is not YAML or has several documents, with the position
   */
  public static @Nullable Node read(Source source) {
    return new YamlReader(source).read();
  }

  private @Nullable Node read() {
    try {
      var documents = yaml().composeAll(new StringReader(source.text())).iterator();
      if (!documents.hasNext()) {
        return null;
      }
      var first = documents.next();
      if (documents.hasNext()) {
        throw place(documents.next().getStartMark())
            .error("a second document begins here: a file has one, without '---' before another");
      }
      return node(first);
    } catch (MarkedYAMLException e) {
      var mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
      throw place(mark).error(problem(String.valueOf(e.getProblem())));
    } catch (ReaderException e) {
      throw place(e.getPosition())
          .error(
              "the character U+"
                  + Integer.toHexString(e.getCodePoint()).toUpperCase(Locale.ROOT)
                  + " is not allowed in YAML: write it as an escape in double quotes");
    } catch (YAMLException e) {
      throw Place.start(source).error("the file exceeds the limits for size, nesting or aliases");
    }
  }

  private static Yaml yaml() {
    var options = new LoaderOptions();
    options.setMaxAliasesForCollections(MAX_ALIASES);
    options.setNestingDepthLimit(DEEPEST);
    // The text is in memory already: its size was limited when it was read.
    options.setCodePointLimit(Integer.MAX_VALUE);
    return new Yaml(new SafeConstructor(options));
  }

  private static String problem(String problem) {
    Matcher alias = UNDEFINED_ALIAS.matcher(problem);
    return alias.matches()
        ? "the alias '*" + alias.group(1) + "' has no anchor '&" + alias.group(1) + "' before it"
        : "this is not valid YAML: " + problem.replaceAll("\\s+", " ");
  }

  private Node node(org.yaml.snakeyaml.nodes.Node yaml) {
    var known = read.get(yaml);
    if (known != null) {
      return known;
    }
    var place = place(yaml.getStartMark());
    if (!open.add(yaml)) {
      throw place.error("the anchor here has an alias to itself within its own value");
    }
    checkTag(yaml.getTag(), place);
    var node = node(yaml, place);
    open.remove(yaml);
    read.put(yaml, node);
    return node;
  }

  private Node node(org.yaml.snakeyaml.nodes.Node yaml, Place place) {
    if (yaml instanceof SequenceNode sequence) {
      return new Node.Sequence(place, sequence.getValue().stream().map(this::node).toList());
    }
    if (yaml instanceof MappingNode mapping) {
      return new Node.Mapping(place, entries(mapping));
    }
    return yaml instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.NULL)
        ? new Node.Text(place, scalar.getValue())
        : new Node.Null(place);
  }

  private void checkTag(Tag tag, Place place) {
    if (!tag.startsWith(Tag.PREFIX)) {
      throw place.error("the tag '" + tag.getValue() + "' is not supported: write the value alone");
    }
  }

  /** Keys of the mapping itself win over merged ones, and earlier merged ones over later ones. */
  private Map<String, Entry> entries(MappingNode mapping) {
    var own = new LinkedHashMap<String, Entry>();
    var merged = new ArrayList<Node.Mapping>();
    for (NodeTuple tuple : mapping.getValue()) {
      var key = place(tuple.getKeyNode().getStartMark());
      if (tuple.getKeyNode().getTag().equals(Tag.MERGE)) {
        merged.addAll(merged(key, node(tuple.getValueNode())));
      } else if (!(tuple.getKeyNode() instanceof ScalarNode scalar)) {
        throw key.error("a key must be a text");
      } else if (own.put(scalar.getValue(), new Entry(key, node(tuple.getValueNode()))) != null) {
        throw key.error("the key '" + scalar.getValue() + "' is duplicated");
      }
    }
    for (var each : merged) {
      each.entries().forEach(own::putIfAbsent);
    }
    return own;
  }

  private List<Node.Mapping> merged(Place place, Node value) {
    if (value instanceof Node.Mapping mapping) {
      return List.of(mapping);
    }
    if (value instanceof Node.Sequence sequence) {
      return sequence.items().stream().flatMap(item -> merged(place, item).stream()).toList();
    }
    throw place.error("<< must be followed by keys with values, such as '<<: *defaults'");
  }

  private Place place(@Nullable Mark mark) {
    return mark == null
        ? Place.start(source)
        : new Place(source, mark.getLine() + 1, mark.getColumn() + 1);
  }

  /** Returns the position of a code point by its index. */
  private Place place(int position) {
    var text = source.text();
    int end = Math.min(position, text.codePointCount(0, text.length()));
    var before = text.substring(0, text.offsetByCodePoints(0, end)).split("\r\n|\r|\n", -1);
    return new Place(source, before.length, before[before.length - 1].length() + 1);
  }
}
