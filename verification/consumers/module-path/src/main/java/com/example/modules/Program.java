package com.example.modules;

import dev.msi4j.local.LocalAzure;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

public final class Program {
  private Program() {}

  public static int run() throws Exception {
    try (var azure = LocalAzure.start()) {
      return status(azure);
    }
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
