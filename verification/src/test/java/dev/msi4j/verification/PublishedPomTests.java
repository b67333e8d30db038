package dev.msi4j.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Tests that the POM of each published module describes the project, as Maven Central requires. */
class PublishedPomTests {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  /** Elements that a module inherits. */
  private static final List<String> INHERITED =
      List.of(
          "url",
          "licenses/license/name",
          "licenses/license/url",
          "developers/developer/name",
          "developers/developer/url",
          "scm/connection",
          "scm/developerConnection",
          "scm/url",
          "issueManagement/url");

  @ParameterizedTest
  @MethodSource("publishedModules")
  void publishedModuleHasItsOwnNameAndDescription(String module) throws Exception {
    var pom = pom(module);

    assertThat(text(pom, "name")).startsWith("msi4j ");
    assertThat(text(pom, "description")).hasSizeGreaterThan(20).doesNotEndWith(".");
  }

  @ParameterizedTest
  @MethodSource("publishedModules")
  void publishedModuleHasAllElementsThatMavenCentralRequires(String module) throws Exception {
    var pom = pom(module);
    var source = text(pom, "parent/artifactId").equals("msi4j") ? pom("") : pom;

    assertThat(INHERITED).allSatisfy(path -> assertThat(text(source, path)).isNotBlank());
  }

  @Test
  void inheritedAddressesAreNotExtendedByModuleNames() throws Exception {
    var pom = pom("");

    assertThat(pom.getAttribute("child.project.url.inherit.append.path")).isEqualTo("false");
    assertThat(children(pom, "scm"))
        .singleElement()
        .satisfies(scm -> {
          for (var part : List.of("connection", "developerConnection", "url")) {
            assertThat(scm.getAttribute("child.scm." + part + ".inherit.append.path"))
                .isEqualTo("false");
          }
        });
  }

  @Test
  void buildHasFixedTimestamp() throws Exception {
    assertThat(text(pom(""), "properties/project.build.outputTimestamp"))
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
  }

  static Stream<String> publishedModules() throws Exception {
    var published = Stream.<String>builder();
    for (var module : children(children(pom(""), "modules").get(0), "module")) {
      var name = module.getTextContent();
      if (!text(pom(name), "properties/maven.deploy.skip").equals("true")) {
        published.add(name);
      }
    }
    return published.build();
  }

  private static Element pom(String module) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(ROOT.resolve(module).resolve("pom.xml").toFile())
        .getDocumentElement();
  }

  /** Returns the text at a path of elements, or an empty text. */
  private static String text(Element start, String path) {
    var elements = List.of(start);
    for (var name : path.split("/", -1)) {
      elements = elements.stream().flatMap(each -> children(each, name).stream()).toList();
    }
    return elements.isEmpty() ? "" : Objects.requireNonNull(elements.get(0).getTextContent());
  }

  private static List<Element> children(Element parent, String name) {
    var nodes = parent.getChildNodes();
    return IntStream.range(0, nodes.getLength())
        .mapToObj(nodes::item)
        .filter(node -> node.getNodeType() == Node.ELEMENT_NODE && node.getNodeName().equals(name))
        .map(Element.class::cast)
        .toList();
  }
}
