package dev.msi4j.cli.state;

import dev.msi4j.cli.manifest.Node;
import dev.msi4j.cli.manifest.Source;
import java.util.Map;

/** Applies a file that declares an estate to a running local Azure. */
public interface EstateLoader {
  /**
   * Applies a file.
   *
   * @param variables the environment variables that select the local Azure
   * @param root the top-level value of the file
   */
  void apply(Map<String, String> variables, Source source, Node root);
}
