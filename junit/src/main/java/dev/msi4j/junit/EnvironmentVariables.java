package dev.msi4j.junit;

import java.lang.reflect.InaccessibleObjectException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.jspecify.annotations.Nullable;

/**
 * Finds the maps in which the JDK keeps the environment variables of this process. The packages of
 * the maps must be open: by JVM options, or else by an agent.
 */
final class EnvironmentVariables {
  private EnvironmentVariables() {}

  /**
   * Returns the modifiable maps. A change must be made in each of them.
   *
   * @throws IllegalStateException if this JVM does not give access
   */
  static List<Map<String, String>> maps() {
    try {
      return find();
    } catch (InaccessibleObjectException packagesAreClosed) {
      openPackages();
      return find();
    }
  }

  private static List<Map<String, String>> find() {
    var maps = new ArrayList<Map<String, String>>();
    var view = System.getenv();
    maps.add(valueOf("m", view.getClass(), view));
    if (isWindows()) {
      maps.add(valueOf("theCaseInsensitiveEnvironment", processEnvironment(), null));
    }
    return maps;
  }

  private static boolean isWindows() {
    return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
  }

  private static Class<?> processEnvironment() {
    try {
      return Class.forName("java.lang.ProcessEnvironment");
    } catch (ClassNotFoundException e) {
      throw unsupported(e);
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, String> valueOf(String name, Class<?> type, @Nullable Object owner) {
    try {
      var field = type.getDeclaredField(name);
      field.setAccessible(true);
      return (Map<String, String>) field.get(owner);
    } catch (ReflectiveOperationException e) {
      throw unsupported(e);
    }
  }

  private static IllegalStateException unsupported(Exception cause) {
    return new IllegalStateException(
        "Java "
            + Runtime.version()
            + " keeps environment variables in an unknown way, so @RunsAs cannot change them",
        cause);
  }

  private static void openPackages() {
    var self = Set.of(EnvironmentVariables.class.getModule());
    try {
      ByteBuddyAgent.install()
          .redefineModule(
              Object.class.getModule(),
              Set.of(),
              Map.of(),
              Map.of("java.lang", self, "java.util", self),
              Set.of(),
              Map.of());
    } catch (IllegalStateException e) {
      throw new IllegalStateException(
          "@RunsAs cannot change the environment variables of this JVM. Add to the JVM options of"
              + " the tests (Maven: argLine of maven-surefire-plugin; Gradle: jvmArgs of the task"
              + " test): "
              + option("java.util")
              + (isWindows() ? " " + option("java.lang") : ""),
          e);
    }
  }

  private static String option(String name) {
    var module = EnvironmentVariables.class.getModule();
    return "--add-opens=java.base/"
        + name
        + "="
        + (module.isNamed() ? module.getName() : "ALL-UNNAMED");
  }
}
