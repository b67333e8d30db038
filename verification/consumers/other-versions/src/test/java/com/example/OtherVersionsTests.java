package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.msi4j.local.LocalAzure;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Jetty 11, older Jackson, Bouncy Castle, Nimbus JOSE+JWT and Jdbi; SLF4J's simple logger, which
 * prints INFO.
 */
class OtherVersionsTests {
  @Test
  void localAzureIsSilentBesideOtherVersions(@TempDir Path directory) throws Exception {
    var error = System.err;
    var printed = new ByteArrayOutputStream();
    // Before the first logger exists.
    System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try (var inMemory = LocalAzure.start();
        var inDirectory = LocalAzure.builder().stateDirectory(directory).start()) {
      assertEquals(200, status(inMemory));
      assertEquals(200, status(inDirectory));
    } finally {
      System.setErr(error);
    }
    assertEquals("", printed.toString(StandardCharsets.UTF_8));
  }

  @Test
  void ownVersionsStay() {
    assertTrue(Server.getVersion().startsWith("11."), Server.getVersion());
    assertEquals("2.18.2", com.fasterxml.jackson.databind.cfg.PackageVersion.VERSION.toString());
  }

  private static int status(LocalAzure azure) throws Exception {
    var url =
        azure.authorityHost() + "/" + azure.tenantId() + "/v2.0/.well-known/openid-configuration";
    var client = HttpClient.newBuilder().sslContext(azure.sslContext()).build();
    return client
        .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.discarding())
        .statusCode();
  }
}
