package dev.msi4j.junit;

import com.azure.core.util.Configuration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Changes environment variables of this process until it is closed, as {@link System#getenv} and
 * azure-core's global {@link Configuration} return them. The change holds for the whole process.
 */
// The methods that change azure-core's global configuration are deprecated without a replacement.
@SuppressWarnings("deprecation")
final class ProcessEnvironment implements AutoCloseable {
  private final List<Map<String, String>> variables;
  private final Map<String, @Nullable String> previous = new LinkedHashMap<>();

  private ProcessEnvironment(List<Map<String, String>> variables) {
    this.variables = variables;
  }

  /**
   * Sets and removes variables.
   *
   * @param set the variables to set
   * @param unset the names of variables to remove; those that are set as well are set
   * @throws IllegalStateException if this JVM does not allow the change
   */
  static ProcessEnvironment change(Map<String, String> set, Set<String> unset) {
    var environment = new ProcessEnvironment(EnvironmentVariables.maps());
    var changes = new TreeMap<String, @Nullable String>();
    unset.forEach(name -> changes.put(name, null));
    changes.putAll(set);
    changes.forEach(environment::change);
    return environment;
  }

  private void change(String name, @Nullable String value) {
    previous.put(name, System.getenv(name));
    set(name, value);
    var configuration = Configuration.getGlobalConfiguration();
    // azure-core keeps what it read before, so the explicit value has to override it.
    if (value != null) {
      configuration.put(name, value);
    } else if (configuration.get(name) != null) {
      configuration.put(name, "");
    }
  }

  private void set(String name, @Nullable String value) {
    for (var map : variables) {
      if (value == null) {
        map.remove(name);
      } else {
        map.put(name, value);
      }
    }
  }

  /** Restores the previous values. */
  @Override
  public void close() {
    previous.forEach((name, value) -> {
      set(name, value);
      Configuration.getGlobalConfiguration().remove(name);
    });
  }
}
