package dev.msi4j.cli.console;

import com.azure.json.JsonProviders;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads and writes JSON as maps and lists, and indents JSON for people. */
public final class JsonText {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final DefaultIndenter INDENTER = new DefaultIndenter("  ", "\n");

  private JsonText() {}

  /**
   * Returns the members of a JSON object.
   *
   * @throws UncheckedIOException if the text is not a JSON object
   */
  public static Map<String, Object> readObject(byte[] json) {
    try (var reader = JsonProviders.createReader(json)) {
      var members = reader.readMap(each -> each.readUntyped());
      if (members == null) {
        throw new IOException("the text is empty or null");
      }
      return members;
    } catch (IOException e) {
      throw new UncheckedIOException("the response is not JSON", e);
    } catch (IllegalStateException e) {
      // The text is another JSON value, such as a list.
      throw new UncheckedIOException("the response is not JSON", new IOException(e));
    }
  }

  /** Returns a value of maps, lists, scalars and models as JSON on one line. */
  public static String write(@Nullable Object value) {
    var text = new StringWriter();
    try (var writer = JsonProviders.createWriter(text)) {
      writer.writeUntyped(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /** Returns the same value without models: they become maps and lists. */
  static @Nullable Object plain(Object value) {
    try (var reader = JsonProviders.createReader(write(value))) {
      return reader.readUntyped();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the same JSON with one member or item per line. */
  public static String indent(String json) {
    var text = new StringWriter();
    try (var parser = FACTORY.createParser(json);
        var generator = FACTORY.createGenerator(text)) {
      generator.setPrettyPrinter(prettyPrinter());
      parser.nextToken();
      generator.copyCurrentStructure(parser);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static DefaultPrettyPrinter prettyPrinter() {
    var separators =
        Separators.createDefaultInstance()
            .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
            .withObjectEmptySeparator("")
            .withArrayEmptySeparator("");
    var printer = new DefaultPrettyPrinter(separators);
    printer.indentObjectsWith(INDENTER);
    printer.indentArraysWith(INDENTER);
    return printer;
  }
}
