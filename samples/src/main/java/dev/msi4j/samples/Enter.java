package dev.msi4j.samples;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;

/** Waits for the Enter key. */
final class Enter {
  private Enter() {}

  /** Returns an action that waits for Enter or the end of the input. */
  static Runnable from(InputStream in, PrintWriter out) {
    var reader = new BufferedReader(new InputStreamReader(in, Charset.defaultCharset()));
    return () -> {
      out.print("\nPress Enter to delete all resources: ");
      out.flush();
      try {
        reader.readLine();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }
}
