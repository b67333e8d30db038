package dev.msi4j.junit;

import com.azure.core.util.Configuration;
import java.util.Map;
import java.util.Set;

/** Program that changes a variable of its environment, and prints the variable or the error. */
final class EnvironmentProgram {
  private EnvironmentProgram() {}

  public static void main(String[] arguments) {
    var configuration = Configuration.getGlobalConfiguration();
    // azure-core keeps the values that it reads.
    configuration.get("AZURE_CLIENT_ID");
    configuration.get("AZURE_CLIENT_SECRET");
    try {
      var changed =
          ProcessEnvironment.change(
              Map.of("AZURE_CLIENT_ID", "changed"), Set.of("AZURE_CLIENT_SECRET"));
      print("inside", configuration);
      changed.close();
    } catch (IllegalStateException e) {
      System.out.println(e.getMessage());
    }
    print("outside", configuration);
  }

  private static void print(String when, Configuration configuration) {
    for (var name : new String[] {"AZURE_CLIENT_ID", "AZURE_CLIENT_SECRET"}) {
      System.out.println(
          when
              + " "
              + name
              + " "
              + System.getenv(name)
              + " "
              + System.getenv().get(name)
              + " "
              + configuration.get(name));
    }
  }
}
