package dev.msi4j.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ModulePathTests {
  /** Prefixes of the file names of the client and its dependencies. */
  private static final List<String> CLIENT =
      List.of(
          "msi4j-client",
          "azure-core-1",
          "azure-json",
          "azure-xml",
          "jackson-",
          "reactor-core",
          "reactive-streams",
          "slf4j-api");

  /** Prefixes of the file names of the HTTP client and its engine. */
  private static final List<String> HTTP = List.of("msi4j-http", "httpcore5");

  @Test
  void clientResolvesOnModulePath() throws ReflectiveOperationException {
    var layer =
        ModuleLayer.boot()
            .defineModulesWithOneLoader(
                ModuleLayer.boot()
                    .configuration()
                    .resolve(finder(), ModuleFinder.of(), Set.of("dev.msi4j.client")),
                ClassLoader.getPlatformClassLoader());

    var builder =
        layer
            .findLoader("dev.msi4j.client")
            .loadClass("dev.msi4j.ManagedServiceIdentityClientBuilder");
    assertThat(builder.getModule().getName()).isEqualTo("dev.msi4j.client");
    assertThat(builder.getDeclaredConstructor().newInstance()).isNotNull();
  }

  @Test
  void clientExportsTwoPackages() {
    var descriptor =
        finder().find("dev.msi4j.client").map(ModuleReference::descriptor).orElseThrow();

    assertThat(descriptor.exports())
        .extracting(exports -> exports.source())
        .containsExactlyInAnyOrder("dev.msi4j", "dev.msi4j.federation");
    assertThat(
            descriptor.requires().stream()
                .map(requires -> requires.name())
                .collect(Collectors.toSet()))
        .contains("com.azure.core", "com.azure.json")
        .doesNotContain("org.slf4j");
  }

  @Test
  void httpClientResolvesOnModulePathAndIsDiscovered() throws ReflectiveOperationException {
    var layer =
        ModuleLayer.boot()
            .defineModulesWithOneLoader(
                ModuleLayer.boot()
                    .configuration()
                    .resolve(finder(), ModuleFinder.of(), Set.of("dev.msi4j.http")),
                ClassLoader.getPlatformClassLoader());

    var provider = layer.findLoader("com.azure.core").loadClass("com.azure.core.http.HttpClient");
    var client = provider.getMethod("createDefault").invoke(null);
    assertThat(client.getClass().getName()).isEqualTo("dev.msi4j.http.PooledHttpClient");
    assertThat(client.getClass().getModule().getName()).isEqualTo("dev.msi4j.http");
  }

  @Test
  void httpModuleExportsItsPackage() {
    var descriptor = finder().find("dev.msi4j.http").map(ModuleReference::descriptor).orElseThrow();

    assertThat(descriptor.exports())
        .extracting(exports -> exports.source())
        .containsExactly("dev.msi4j.http");
    assertThat(descriptor.requires())
        .extracting(requires -> requires.name())
        .containsExactlyInAnyOrder(
            "java.base",
            "com.azure.core",
            "org.apache.httpcomponents.core5.httpcore5",
            "org.jspecify");
  }

  private static ModuleFinder finder() {
    return ModuleFinder.of(
        Arrays.stream(classPath().split(File.pathSeparator))
            .map(Path::of)
            .filter(ModulePathTests::belongsToClient)
            .toArray(Path[]::new));
  }

  private static boolean belongsToClient(Path entry) {
    var name = entry.toString().replace('\\', '/');
    return name.contains("/client/target/")
        || name.contains("/transport/target/")
        || Stream.concat(CLIENT.stream(), HTTP.stream())
            .anyMatch(prefix -> entry.getFileName().toString().startsWith(prefix));
  }

  /** Returns the class path, which Surefire passes in a separate property. */
  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }
}
