package dev.msi4j.local.files;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Decodes text files. A byte order mark tells the encoding: editors and shells on Windows write
 * UTF-16 or UTF-8 with a mark. A file without a mark is UTF-8.
 */
public final class TextDecoder {
  private static final List<Mark> MARKS =
      List.of(
          new Mark(Charset.forName("UTF-32BE"), 0x00, 0x00, 0xFE, 0xFF),
          new Mark(Charset.forName("UTF-32LE"), 0xFF, 0xFE, 0x00, 0x00),
          new Mark(StandardCharsets.UTF_8, 0xEF, 0xBB, 0xBF),
          new Mark(StandardCharsets.UTF_16BE, 0xFE, 0xFF),
          new Mark(StandardCharsets.UTF_16LE, 0xFF, 0xFE));

  private TextDecoder() {}

  /** A byte order mark and the encoding it stands for. */
  private record Mark(Charset charset, int... bytes) {
    boolean begins(byte[] content) {
      if (content.length < bytes.length) {
        return false;
      }
      for (var i = 0; i < bytes.length; i++) {
        if ((content[i] & 0xFF) != bytes[i]) {
          return false;
        }
      }
      return true;
    }
  }

  /** Returns whether the bytes begin with a byte order mark. */
  public static boolean hasMark(byte[] content) {
    return MARKS.stream().anyMatch(mark -> mark.begins(content));
  }

  /**
   * Returns the text without its byte order mark.
   *
   * @throws CharacterCodingException if the bytes are not text in the encoding; its message has the
   *     place and what to do
   */
  public static String decode(byte[] content) throws CharacterCodingException {
    for (var mark : MARKS) {
      if (mark.begins(content)) {
        return decode(content, mark.bytes.length, mark.charset);
      }
    }
    var text = decode(content, 0, StandardCharsets.UTF_8);
    if (text.indexOf('\0') >= 0) {
      throw new UndecodableTextException(
          "line 1, column 1: the file has zero bytes, as UTF-16 without a byte order mark has: save"
              + " it as UTF-8");
    }
    return text;
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

  /** Returns the place after a text. */
  private static String place(String before) {
    var lines = before.split("\r\n|\r|\n", -1);
    return "line " + lines.length + ", column " + (lines[lines.length - 1].length() + 1);
  }

  private static final class UndecodableTextException extends CharacterCodingException {
    private static final long serialVersionUID = 1;

    private final String place;

    private UndecodableTextException(String place) {
      this.place = place;
    }

    @Override
    public String getMessage() {
      return place;
    }
  }
}
