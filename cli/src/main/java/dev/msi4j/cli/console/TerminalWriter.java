package dev.msi4j.cli.console;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes text to a standard stream. Escapes control characters, so that untrusted text cannot
 * control the terminal, and keeps the first write error.
 */
public final class TerminalWriter extends PrintWriter {
  private final Recorder recorder;
  private final Screen screen;

  /** Creates a writer to a file or a pipe. */
  public TerminalWriter(Writer target) {
    this(target, Screen.NONE);
  }

  /** Creates a writer to a stream with a display. */
  public TerminalWriter(Writer target, Screen screen) {
    this(new Recorder(target), screen);
  }

  private TerminalWriter(Recorder recorder, Screen screen) {
    super(recorder, true);
    this.recorder = recorder;
    this.screen = screen;
  }

  /** Returns the display that the stream is connected to. */
  public Screen screen() {
    return screen;
  }

  /** Keeps the first write error, which a PrintWriter discards. */
  private static final class Recorder extends FilterWriter {
    private @Nullable IOException failure;

    private Recorder(Writer target) {
      super(target);
    }

    @Override
    public void write(int c) throws IOException {
      recorded(() -> out.write(c));
    }

    @Override
    public void write(char[] text, int offset, int length) throws IOException {
      recorded(() -> out.write(text, offset, length));
    }

    @Override
    public void write(String text, int offset, int length) throws IOException {
      recorded(() -> out.write(text, offset, length));
    }

    @Override
    public void flush() throws IOException {
      recorded(out::flush);
    }

    private void recorded(Write write) throws IOException {
      try {
        write.run();
      } catch (IOException e) {
        if (failure == null) {
          failure = e;
        }
        throw e;
      }
    }

    /** A write that can fail. */
    private interface Write {
      void run() throws IOException;
    }
  }

  /** Prints one line; line feeds in the text are escaped. */
  public void line(String text) {
    println(TerminalText.line(text));
  }

  /** Prints text in a color if the display has colors. */
  public void print(Color color, String text) {
    if (screen.hasColor()) {
      unescaped().print(color.paint(TerminalText.lines(text)));
    } else {
      print(text);
    }
  }

  /** Returns a writer to the same stream without escaping, for trusted text only. */
  public PrintWriter unescaped() {
    return new PrintWriter(recorder, true);
  }

  /** Flushes and returns the first write error, if any. */
  public Optional<IOException> failure() {
    flush();
    return Optional.ofNullable(recorder.failure);
  }

  @Override
  public void write(int c) {
    write(String.valueOf((char) c));
  }

  @Override
  public void write(char[] text, int offset, int length) {
    write(new String(text, offset, length));
  }

  @Override
  public void write(String text, int offset, int length) {
    var escaped = TerminalText.lines(text.substring(offset, offset + length));
    super.write(escaped, 0, escaped.length());
  }
}
