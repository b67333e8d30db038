package dev.msi4j.local.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.local.TestAzure;
import dev.msi4j.local.internal.store.DocumentKind;
import java.io.IOException;
import java.lang.reflect.Field;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DocumentKindsTests {
  @Test
  void registryHasTheKindsThatClassesDeclare() throws Exception {
    var declared = declaredKinds();

    assertThat(declared).hasSizeGreaterThan(30);
    assertThat(declared)
        .allSatisfy(kind -> assertThat(Components.DOCUMENT_KINDS.find(kind.name())).contains(kind));
  }

  @Test
  void kindsWithKeysAndCredentialsAreSecret() {
    assertThat(List.of("account", "authority", "issuer", "signing-key"))
        .allSatisfy(name ->
            assertThat(Components.DOCUMENT_KINDS.find(name).orElseThrow().secret()).isTrue());
  }

  /** The whole module's tests run on a store that rejects other kinds; this one starts a server. */
  @Test
  void serverStoresDocumentsOfDeclaredKindsOnly() {
    try (var azure = TestAzure.start()) {
      assertThat(azure.clientSecret()).isNotEmpty();
    }
  }

  /** Returns the values of all static fields DOCUMENT_KINDS of the module. */
  @SuppressWarnings("unchecked")
  private static List<DocumentKind> declaredKinds() throws Exception {
    return classes()
        .flatMap(type -> Stream.of(type.getDeclaredFields()))
        .filter(field -> field.getName().equals("DOCUMENT_KINDS"))
        .filter(field -> field.getType() == List.class)
        .flatMap(field -> ((List<DocumentKind>) value(field)).stream())
        .distinct()
        .toList();
  }

  private static Object value(Field field) {
    try {
      field.setAccessible(true);
      return field.get(null);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  private static Stream<Class<?>> classes() throws IOException, URISyntaxException {
    var root =
        Path.of(Components.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (var files = Files.walk(root.resolve("dev/msi4j/local/internal"))) {
      return files
          .filter(file -> file.toString().endsWith(".class"))
          .filter(file -> !file.endsWith("package-info.class"))
          .map(file -> root.relativize(file).toString())
          .map(name -> name.substring(0, name.length() - ".class".length()).replace('/', '.'))
          .<Class<?>>map(DocumentKindsTests::load)
          .toList()
          .stream();
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, DocumentKindsTests.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }
}
