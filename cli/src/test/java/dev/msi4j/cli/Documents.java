package dev.msi4j.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The blocks of code in the documents of the project. */
public final class Documents {
  private static final Pattern BLOCK = Pattern.compile("```(\\w+)\n(.*?)```", Pattern.DOTALL);

  private Documents() {}

  /** Returns the blocks in a language, such as {@code sh}. */
  public static Stream<String> blocks(String language) throws IOException {
    var texts = new ArrayList<String>();
    try (var files = Files.walk(Path.of("..", "docs"))) {
      for (var file : files.filter(each -> each.toString().endsWith(".md")).toList()) {
        texts.add(Files.readString(file));
      }
    }
    return texts.stream()
        .flatMap(text -> BLOCK.matcher(text).results())
        .filter(block -> block.group(1).equals(language))
        .map(block -> block.group(2));
  }
}
