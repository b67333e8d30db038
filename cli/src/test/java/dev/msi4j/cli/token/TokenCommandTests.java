package dev.msi4j.cli.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.cli.Terminal;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenCommandTests {
  @AutoClose private static final LocalAzure azure = TestAzure.start();
  private static final Terminal terminal = Terminal.signedIn(azure);

  @TempDir private Path folder;

  @Test
  void getPrintsTokenOnly() {
    var got = terminal.run("token", "get");

    assertThat(got.status()).as(got.err()).isZero();
    assertThat(got.lines()).hasSize(1);
    assertThat(got.out().strip().split("\\.", -1)).hasSize(3);
  }

  @Test
  void getPrintsExpiryAsJson() {
    var got = terminal.run("token", "get", "--resource", "https://vault.azure.net", "-o", "json");

    assertThat(got.out()).contains("\"accessToken\": \"ey", "\"expiresOn\": \"20", "\"Bearer\"");
  }

  @Test
  void decodePrintsClaimsWithoutSignature() {
    var token = token();

    var decoded = terminal.answering(token).run("token", "decode");
    var json = terminal.answering(token).run("token", "decode", "-o", "json");

    assertThat(decoded.lines().get(0).split(" +")).containsExactly("Part", "Name", "Value", "Time");
    assertThat(decoded.lines())
        .anyMatch(line -> line.matches("header +alg +RS256"))
        .anyMatch(line -> line.matches("claims +tid +" + azure.tenantId()))
        .anyMatch(line -> line.matches("claims +exp +\\d+ +20\\d\\d-.*Z"));
    assertThat(json.out()).contains("\"header\": {", "\"claims\": {", "\"alg\": \"RS256\"");
    assertThat(decoded.out() + json.out()).doesNotContain(token.substring(token.lastIndexOf('.')));
  }

  @Test
  void decodeEscapesControlCharacters() {
    var header = encoded("{\"alg\":\"RS256\"}");
    var claims = encoded("{\"sub\":\"a\\u001b[31mb\\nforged\"}");

    var decoded = terminal.answering(header + "." + claims + ".c2ln").run("token", "decode");

    assertThat(decoded.out()).contains("a\\u001b[31mb\\nforged").doesNotContain("\u001b");
  }

  @Test
  void decodeRejectsOtherTextWithoutPrintingIt() {
    var decoded = terminal.answering("secret-text").run("token", "decode");

    assertThat(decoded.status()).isEqualTo(1);
    assertThat(decoded.err())
        .startsWith("msi: the token is not a signed JSON Web Token")
        .doesNotContain("secret-text");
  }

  @Test
  void verifyAcceptsTokenOfTenant() throws IOException {
    var file = Files.writeString(folder.resolve("token"), token());

    var verified =
        terminal.run(
            "token",
            "verify",
            "--token-file",
            file.toString(),
            "--audience",
            "https://management.azure.com");

    assertThat(verified.status()).as(verified.err()).isZero();
    assertThat(verified.out()).startsWith("The token is valid.");
  }

  @Test
  void verifyRejectsOtherAudience() {
    var verified =
        terminal.answering(token()).run("token", "verify", "--audience", "https://example.com");

    assertThat(verified.status()).isEqualTo(1);
    assertThat(verified.err()).startsWith("msi: the token is not valid: JWT aud");
  }

  @Test
  void verifyRejectsChangedToken() {
    var parts = token().split("\\.", -1);
    var claims =
        new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
            .replace("\"tid\"", "\"other\"");
    var changed = parts[0] + "." + encoded(claims) + "." + parts[2];

    var verified = terminal.answering(changed).run("token", "verify");

    assertThat(verified.status()).isEqualTo(1);
    assertThat(verified.err()).contains("the token is not valid: ", "ignature");
  }

  @Test
  void verifyRejectsOtherIssuer() {
    var claims = encoded("{\"iss\":\"https://example.com\",\"exp\":4102444800}");
    var foreign = encoded("{\"alg\":\"RS256\"}") + "." + claims + ".c2ln";

    var verified = terminal.answering(foreign).run("token", "verify");

    assertThat(verified.status()).isEqualTo(1);
    assertThat(verified.err()).contains("its issuer 'https://example.com' is not '");
  }

  private static String token() {
    return terminal.run("token", "get").out().strip();
  }

  private static String encoded(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
