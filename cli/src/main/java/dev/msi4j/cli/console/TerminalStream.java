package dev.msi4j.cli.console;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;

/**
 * Replaces a standard stream for libraries such as the logger: complete lines go to a {@link
 * TerminalWriter}, which escapes control characters.
 */
public final class TerminalStream extends OutputStream {
  private final TerminalWriter target;
  private final Charset charset;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  private TerminalStream(TerminalWriter target, Charset charset) {
    this.target = target;
    this.charset = charset;
  }

  /** Returns a stream that prints complete lines to a writer. */
  public static PrintStream of(TerminalWriter target, Charset charset) {
    return new PrintStream(new TerminalStream(target, charset), true, charset);
  }

  @Override
  public synchronized void write(int b) {
    line.write(b);
    if (b == '\n') {
      target.print(line.toString(charset));
      target.flush();
      line.reset();
    }
  }

  @Override
  public synchronized void close() {
    target.print(line.toString(charset));
    target.flush();
    line.reset();
  }
}
