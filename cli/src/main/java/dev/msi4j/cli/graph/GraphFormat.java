package dev.msi4j.cli.graph;

import dev.msi4j.cli.console.HtmlText;
import dev.msi4j.cli.console.JsonText;
import dev.msi4j.cli.graph.AccessGraph.Edge;
import dev.msi4j.cli.graph.AccessGraph.Kind;
import dev.msi4j.cli.graph.AccessGraph.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** A format of graphs. All texts of Azure are escaped. */
enum GraphFormat {
  /** The language of Graphviz. */
  DOT {
    @Override
    String write(AccessGraph graph) {
      var text = new StringBuilder("digraph access {\n  rankdir=LR;\n  node [shape=box];\n");
      for (var node : graph.nodes()) {
        text.append("  n")
            .append(node.id())
            .append(" [label=")
            .append(quoted(node.label()))
            .append(", tooltip=")
            .append(quoted(tooltip(node)))
            .append(", class=")
            .append(quoted(node.kind().word()))
            .append(", shape=")
            .append(shape(node.kind()))
            .append("];\n");
      }
      for (var edge : graph.edges()) {
        text.append("  n").append(edge.from()).append(" -> n").append(edge.to()).append(";\n");
      }
      return text.append("}\n").toString();
    }

    private static String quoted(String text) {
      return '"' + line(text).replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String tooltip(Node node) {
      return node.details().entrySet().stream()
          .map(each -> each.getKey() + ": " + each.getValue())
          .sorted()
          .collect(Collectors.joining(", ", node.kind().word() + ", ", ""));
    }

    private static String shape(Kind kind) {
      return switch (kind) {
        case WORKLOAD, HOST -> "component";
        case CREDENTIAL -> "note";
        case IDENTITY -> "ellipse";
        case ROLE -> "hexagon";
        case SCOPE -> "folder";
      };
    }
  },

  /** The language of Mermaid, which GitHub shows in Markdown. */
  MERMAID {
    @Override
    String write(AccessGraph graph) {
      var text = new StringBuilder("flowchart LR\n");
      for (var node : graph.nodes()) {
        text.append("  n")
            .append(node.id())
            .append(node.kind() == Kind.IDENTITY ? "([\"" : "[\"")
            .append(node.kind().word())
            .append("<br>")
            .append(encoded(node.label()))
            .append(node.kind() == Kind.IDENTITY ? "\"])\n" : "\"]\n");
      }
      for (var edge : graph.edges()) {
        text.append("  n").append(edge.from()).append(" --> n").append(edge.to()).append('\n');
      }
      return text.toString();
    }

    // Returns text with character codes for everything that could be syntax.
    private static String encoded(String text) {
      var encoded = new StringBuilder();
      line(text)
          .codePoints()
          .forEach(each -> {
            if (Character.isLetterOrDigit(each) || " -_./:".indexOf(each) >= 0) {
              encoded.appendCodePoint(each);
            } else {
              encoded.append('#').append(each).append(';');
            }
          });
      return encoded.toString();
    }
  },

  /** JSON with the lists of nodes and edges. */
  JSON {
    @Override
    String write(AccessGraph graph) {
      return JsonText.indent(json(graph)) + "\n";
    }
  },

  /** A page with a picture, without external files. */
  HTML {
    @Override
    String write(AccessGraph graph) {
      return page().replace("\"GRAPH\"", HtmlText.escapeJson(json(graph)));
    }

    private static String page() {
      try (var page = GraphFormat.class.getResourceAsStream("graph.html")) {
        return new String(
            Objects.requireNonNull(page, "graph.html").readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  };

  abstract String write(AccessGraph graph);

  private static String json(AccessGraph graph) {
    var document = new LinkedHashMap<String, Object>();
    document.put("nodes", graph.nodes().stream().map(GraphFormat::members).toList());
    document.put("edges", graph.edges().stream().map(GraphFormat::members).toList());
    return JsonText.write(document);
  }

  private static Map<String, Object> members(Node node) {
    var members = new LinkedHashMap<String, Object>();
    members.put("id", node.id());
    members.put("kind", node.kind().word());
    members.put("label", node.label());
    members.put("details", node.details());
    return members;
  }

  private static Map<String, Object> members(Edge edge) {
    var members = new LinkedHashMap<String, Object>();
    members.put("from", edge.from());
    members.put("to", edge.to());
    return members;
  }

  /** Returns text on one line, without control characters. */
  private static String line(String text) {
    return text.codePoints()
        .map(each -> Character.isISOControl(each) ? ' ' : each)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
