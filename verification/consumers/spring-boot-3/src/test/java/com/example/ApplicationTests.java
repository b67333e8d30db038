package com.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.local.LocalAzure;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.JdbcTemplate;

@SpringBootTest
@ExtendWith(OutputCaptureExtension.class)
class ApplicationTests {
  @Autowired private JdbcTemplate database;

  @Test
  void databaseOfApplicationHasItsOwnTablesOnly() {
    assertThat(
            database.queryForList(
                "select \"script\" from \"flyway_schema_history\" where \"type\" = 'SQL'",
                String.class))
        .containsExactly("V1__orders.sql");
    assertThat(
            database.queryForList(
                "select table_name from information_schema.tables where table_schema = 'PUBLIC'",
                String.class))
        .containsExactlyInAnyOrder("ORDERS", "flyway_schema_history");
  }

  @Test
  void localAzureIsSilent(CapturedOutput output) throws Exception {
    var before = output.getAll().length();
    try (var azure = LocalAzure.start()) {
      assertThat(status(azure)).isEqualTo(200);
    }
    assertThat(output.getAll().substring(before)).isEmpty();
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
