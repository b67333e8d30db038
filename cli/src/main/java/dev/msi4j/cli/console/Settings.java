package dev.msi4j.cli.console;

import dev.msi4j.local.internal.files.InputFile;
import dev.msi4j.local.internal.files.OutputFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The settings of a user: defaults of options, and contexts. They are in {@code config.json} in the
 * configuration directory of the user. Immutable.
 */
public final class Settings {
  /** The name of the context that selects the standard local Azure. It needs no definition. */
  public static final String LOCAL = "local";

  /** The name of the setting with the selected context. */
  public static final String CONTEXT = "context";

  /** The options with a default, by the names of their settings. */
  private static final SortedMap<String, String> DEFAULTS =
      new TreeMap<>(
          Map.of(
              "defaults.group", "--resource-group",
              "defaults.location", "--location",
              "defaults.output", "--output"));

  private static final String CONTEXTS = "contexts.";
  private static final int MAX_BYTES = 1 << 20;

  private final Path directory;
  private final Path file;
  private final SortedMap<String, String> values;

  private Settings(Path directory, SortedMap<String, String> values) {
    this.directory = directory;
    this.file = file(directory);
    this.values = values;
  }

  private static Path file(Path directory) {
    return directory.resolve("config.json");
  }

  /**
   * The selection of an Azure.
   *
   * @param local the name or directory of a local Azure, empty for the standard one; null for the
   *     cloud
   * @param subscription the id of the subscription, or null
   * @param tenant the id of the tenant, or null
   */
  public record Context(
      String name,
      @Nullable String local,
      @Nullable String subscription,
      @Nullable String tenant) {}

  /**
   * Reads the settings; none if there is no file.
   *
   * @throws CommandException if the file cannot be read
   */
  public static Settings read(Environment environment) {
    var directory = UserDirectories.configuration(environment);
    var file = file(directory);
    var values = new TreeMap<String, String>();
    if (Files.exists(file)) {
      members(file).forEach((name, value) -> values.put(name, String.valueOf(value)));
    }
    return new Settings(directory, values);
  }

  private static Map<String, Object> members(Path file) {
    try {
      var text = InputFile.readText(file, MAX_BYTES);
      return JsonText.readObject(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new CommandException(
          "the configuration " + file + " cannot be read: " + ErrorPrinter.reason(e), e);
    } catch (UncheckedIOException e) {
      throw new CommandException(
          "the configuration " + file + " is not a JSON object: correct or delete it", e);
    }
  }

  /** Returns the names of the settings that can be set. */
  public static List<String> names() {
    return List.copyOf(DEFAULTS.keySet());
  }

  /**
   * Checks the name of a setting.
   *
   * @throws CommandException if there is no such setting
   */
  public static String checked(String name) {
    if (!DEFAULTS.containsKey(name)) {
      throw new CommandException(
          "there is no setting '"
              + name
              + "': it must be one of "
              + String.join(", ", names())
              + Suggestions.of(name, names()));
    }
    return name;
  }

  /** Returns a value; empty if it is not set. */
  public Optional<String> get(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /** Returns the values of all settings, without contexts. */
  public SortedMap<String, String> defaults() {
    var defaults = new TreeMap<>(values);
    defaults.keySet().retainAll(DEFAULTS.keySet());
    return defaults;
  }

  /** Returns settings with another value; null removes it. */
  public Settings with(String name, @Nullable String value) {
    var changed = new TreeMap<>(values);
    if (value == null) {
      changed.remove(name);
    } else {
      changed.put(name, value);
    }
    return new Settings(directory, changed);
  }

  /** Returns the default of an option; null if there is none. */
  public @Nullable String defaultValue(ArgSpec argument) {
    // An option with the name of a resource group deletes or shows that group, and an option of a
    // group of options selects the group.
    if (!(argument instanceof OptionSpec option)
        || argument.group() != null
        || List.of(option.names()).contains("--name")) {
      return null;
    }
    var names = List.of(option.names());
    return DEFAULTS.entrySet().stream()
        .filter(setting -> names.contains(setting.getValue()))
        .flatMap(setting -> get(setting.getKey()).stream())
        .findFirst()
        .orElse(null);
  }

  /** Returns the selected context, if any. */
  public Optional<Context> context() {
    return get(CONTEXT).map(this::context);
  }

  /**
   * Returns a context.
   *
   * @throws CommandException if there is no context of this name
   */
  public Context context(String name) {
    return contexts().stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new CommandException(
                "there is no context '"
                    + name
                    + "': create it with 'msi context create'"
                    + Suggestions.of(name, contexts().stream().map(Context::name).toList())));
  }

  /** Returns all contexts, the predefined one first. */
  public List<Context> contexts() {
    var contexts = new ArrayList<Context>();
    contexts.add(new Context(LOCAL, "", null, null));
    values.keySet().stream()
        .filter(key -> key.startsWith(CONTEXTS))
        .map(key -> key.substring(CONTEXTS.length(), key.lastIndexOf('.')))
        .distinct()
        .forEach(name -> contexts.add(defined(name)));
    return contexts;
  }

  private Context defined(String name) {
    return new Context(
        name,
        values.get(key(name, "local")),
        values.get(key(name, "subscription")),
        values.get(key(name, "tenant")));
  }

  /** Returns settings with a new or changed context. */
  public Settings with(Context context) {
    return without(context.name())
        .with(key(context.name(), "local"), context.local())
        .with(key(context.name(), "subscription"), context.subscription())
        .with(key(context.name(), "tenant"), context.tenant());
  }

  /** Returns settings without a context. */
  public Settings without(String context) {
    var changed = new TreeMap<>(values);
    changed.keySet().removeIf(key -> key.startsWith(key(context, "")));
    return new Settings(directory, changed);
  }

  private static String key(String context, String member) {
    return CONTEXTS + context + "." + member;
  }

  /** Writes the settings to their file. */
  public void write() {
    try {
      Files.createDirectories(directory);
      OutputFile.at(file)
          .write(JsonText.indent(JsonText.write(values)) + "\n", OutputFile.Access.OWNER);
    } catch (IOException e) {
      throw new CommandException(
          "the configuration " + file + " cannot be written: " + ErrorPrinter.reason(e), e);
    }
  }
}
