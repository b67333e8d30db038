package dev.msi4j.cli.dist;

import static dev.msi4j.cli.dist.InstalledCommand.ARCHIVES;
import static dev.msi4j.cli.dist.InstalledCommand.VERSION;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.json.JsonProviders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Unpacks the images of the command and runs one. Run by {@code mvn -Pdist verify}. */
@EnabledOnOs(OS.LINUX)
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class ImageSuite {
  /** Prepares a root directory, and runs chroot with the arguments. */
  private static final String IN_ROOT =
      "mount --rbind /proc \"$0/proc\" && mount --rbind /dev \"$0/dev\" && exec chroot \"$@\"";

  private static final boolean IS_ROOT = "root".equals(System.getProperty("user.name"));

  @TempDir private Path directory;

  @Test
  void ociImageHasBlobsNamedAfterTheirDigests() throws Exception {
    unpack("oci");

    assertThat(Files.readString(directory.resolve("oci-layout"))).contains("imageLayoutVersion");
    var index = Json.read(directory.resolve("index.json"));
    var manifest = Json.read(blob(index.list("manifests").get(0)));
    assertThat(manifest.list("layers")).hasSizeGreaterThan(1);
    for (var layer : manifest.list("layers")) {
      assertThat(sha256(blob(layer))).isEqualTo(layer.text("digest"));
    }
    assertThat(sha256(blob(manifest.object("config"))))
        .isEqualTo(manifest.object("config").text("digest"));
  }

  @Test
  void ociImageHasConfigurationOfDockerImage() throws Exception {
    unpack("oci");
    var index = Json.read(directory.resolve("index.json"));
    var oci = Json.read(blob(Json.read(blob(index.list("manifests").get(0))).object("config")));
    unpack("docker");

    assertThat(Json.read(dockerFile("Config")).object("config")).isEqualTo(oci.object("config"));
  }

  @Test
  void dockerImageRunsWithoutSystemOfItsHost() throws Exception {
    unpack("docker");
    var configuration = Json.read(dockerFile("Config")).object("config");
    var root = unpackLayers();

    assertThat(root.resolve("app")).doesNotExist();
    assertThat(root.resolve("opt/msi/LICENSE")).exists();
    assertThat(root.resolve("opt/msi/THIRD-PARTY.txt")).exists();
    assertThat(configuration.texts("Cmd")).containsExactly("local", "start");
    inside(root, configuration).servesLocalAzure();
  }

  /** Returns the command of an image, as the user of the image if the test may do so. */
  private static InstalledCommand inside(Path root, Json configuration) {
    var line = new ArrayList<String>();
    line.addAll(List.of("unshare", "--mount"));
    if (!IS_ROOT) {
      line.add("--map-root-user");
    }
    line.addAll(List.of("sh", "-c", IN_ROOT, root.toString()));
    if (IS_ROOT) {
      line.add("--userspec=" + configuration.text("User"));
    }
    line.add(root.toString());
    line.addAll(configuration.texts("Entrypoint"));
    var variables = new HashMap<String, String>();
    for (var variable : configuration.texts("Env")) {
      var separator = variable.indexOf('=');
      variables.put(variable.substring(0, separator), variable.substring(separator + 1));
    }
    return new InstalledCommand(line, variables);
  }

  private Path unpackLayers() throws Exception {
    var root = Files.createDirectory(directory.resolve("root"));
    for (var layer : Json.readList(directory.resolve("manifest.json")).get(0).texts("Layers")) {
      untar(directory.resolve(layer), root);
    }
    Files.createDirectory(root.resolve("proc"));
    Files.createDirectory(root.resolve("dev"));
    return root;
  }

  private Path dockerFile(String member) throws IOException {
    var manifest = Json.readList(directory.resolve("manifest.json")).get(0);
    return directory.resolve(manifest.text(member));
  }

  private Path blob(Json descriptor) {
    return directory.resolve("blobs").resolve(descriptor.text("digest").replace(':', '/'));
  }

  private static String sha256(Path file) throws Exception {
    var digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
    return "sha256:" + HexFormat.of().formatHex(digest);
  }

  private void unpack(String format) throws Exception {
    var platform = InstalledCommand.property("dist.platform");
    untar(ARCHIVES.resolve("msi-" + VERSION + "-" + platform + "-" + format + ".tar"), directory);
  }

  private static void untar(Path archive, Path directory) throws Exception {
    var command = List.of("tar", "-xpf", archive.toString(), "-C", directory.toString());
    var result = new InstalledCommand(command, Map.of()).run();
    assertThat(result.status()).as(result.output()).isZero();
  }

  /** A JSON object. */
  private record Json(Map<?, ?> members) {
    static Json read(Path file) throws IOException {
      return new Json((Map<?, ?>) parse(file));
    }

    static List<Json> readList(Path file) throws IOException {
      return objects(parse(file));
    }

    private static Object parse(Path file) throws IOException {
      try (var reader = JsonProviders.createReader(Files.readAllBytes(file))) {
        return Objects.requireNonNull(reader.readUntyped());
      }
    }

    private static List<Json> objects(Object list) {
      return ((List<?>) list).stream().map(each -> new Json((Map<?, ?>) each)).toList();
    }

    private Object member(String name) {
      return Objects.requireNonNull(members.get(name), name);
    }

    Json object(String name) {
      return new Json((Map<?, ?>) member(name));
    }

    List<Json> list(String name) {
      return objects(member(name));
    }

    String text(String name) {
      return (String) member(name);
    }

    List<String> texts(String name) {
      return ((List<?>) member(name)).stream().map(String.class::cast).toList();
    }
  }
}
