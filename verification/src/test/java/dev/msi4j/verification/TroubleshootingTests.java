package dev.msi4j.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Tests that the sources contain each message that the troubleshooting guide explains. */
class TroubleshootingTests {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final List<String> MODULES = List.of("client", "transport", "local", "cli");

  private static final Pattern MESSAGE = Pattern.compile("(?m)^#### `(.+)`$");
  private static final Pattern CODE = Pattern.compile("AADSTS(\\d+): (.*)");

  /** The parts of a text that is split over lines of code. */
  private static final Pattern CONCATENATION = Pattern.compile("\"\\s*\\+\\s*\"");

  @Test
  void sourcesContainEveryExplainedMessage() throws IOException {
    var sources = sources();
    var messages =
        MESSAGE
            .matcher(Files.readString(ROOT.resolve("docs/guide/troubleshooting.md")))
            .results()
            .map(heading -> heading.group(1))
            .toList();

    assertThat(messages)
        .hasSizeGreaterThan(25)
        .allSatisfy(message ->
            assertThat(parts(message))
                .as(message)
                .isNotEmpty()
                .allSatisfy(part -> assertThat(sources.contains(part)).as(part).isTrue()));
  }

  /** Returns the constant parts of a message; those of a token error without their prefix. */
  private static List<String> parts(String message) {
    var text = CODE.matcher(message).replaceFirst("$1,…$2");
    return Pattern.compile("…")
        .splitAsStream(text)
        .map(part -> part.replaceFirst("^ +$", ""))
        .filter(part -> part.length() > 1)
        .toList();
  }

  private static String sources() throws IOException {
    var all = new StringBuilder();
    for (var module : MODULES) {
      try (var files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
        for (var file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
          all.append(Files.readString(file));
        }
      }
    }
    return CONCATENATION.matcher(all).replaceAll("");
  }
}
