package dev.msi4j.local.internal.files;

import java.io.Serial;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Decodes text files. A byte order mark determines the encoding: editors and shells on Windows
 * write UTF-16 or UTF-8 with a mark. A file without a mark is UTF-8.
 */
public final class TextDecoder {
  private static final String MARK = "\uFEFF";

  /** Encodings with a mark. UTF-32LE comes first: its mark starts with the mark of UTF-16LE. */
  private static final List<Charset> MARKED =
      List.of(
          Charset.forName("UTF-32BE"),
          Charset.forName("UTF-32LE"),
          StandardCharsets.UTF_8,
          StandardCharsets.UTF_16BE,
          StandardCharsets.UTF_16LE);

  private TextDecoder() {}

  /** Returns whether the bytes begin with a byte order mark. */
  public static boolean hasMark(byte[] content) {
    return marked(content).isPresent();
  }

  /**
   * Returns the text without its byte order mark.
   *
   * @throws CharacterCodingException if the bytes are invalid in the encoding; the message has the
   *     place and the remedy
   */
  public static String decode(byte[] content) throws CharacterCodingException {
    var marked = marked(content);
    if (marked.isPresent()) {
      return decode(content, mark(marked.get()).length, marked.get());
    }
    var text = decode(content, 0, StandardCharsets.UTF_8);
    if (text.indexOf('\0') >= 0) {
      throw new UndecodableTextException(
          "line 1, column 1: the file has zero bytes, as UTF-16 without a byte order mark has: save"
              + " it as UTF-8");
    }
    return text;
  }

  private static Optional<Charset> marked(byte[] content) {
    return MARKED.stream().filter(charset -> begins(content, mark(charset))).findFirst();
  }

  private static byte[] mark(Charset charset) {
    return MARK.getBytes(charset);
  }

  private static boolean begins(byte[] content, byte[] mark) {
    return content.length >= mark.length
        && Arrays.equals(content, 0, mark.length, mark, 0, mark.length);
  }

  private static String decode(byte[] content, int start, Charset charset)
      throws CharacterCodingException {
    var in = ByteBuffer.wrap(content, start, content.length - start);
    var out = CharBuffer.allocate(content.length - start);
    var decoder = charset.newDecoder();
    var result = decoder.decode(in, out, true);
    if (result.isUnderflow()) {
      result = decoder.flush(out);
    }
    out.flip();
    if (result.isError()) {
      throw new UndecodableTextException(
          place(out.toString())
              + ": the byte at offset "
              + in.position()
              + " is not "
              + charset.name()
              + ": save the file as UTF-8");
    }
    return out.toString();
  }

  /** Returns line and column of the end of a text. */
  private static String place(String before) {
    var lines = before.split("\r\n|\r|\n", -1);
    return "line " + lines.length + ", column " + (lines[lines.length - 1].length() + 1);
  }

  private static final class UndecodableTextException extends CharacterCodingException {
    @Serial private static final long serialVersionUID = 1;

    private final String message;

    private UndecodableTextException(String message) {
      this.message = message;
    }

    @Override
    public String getMessage() {
      return message;
    }
  }
}
