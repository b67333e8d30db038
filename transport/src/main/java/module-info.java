/** An HTTP client for azure-core on blocking sockets. */
@org.jspecify.annotations.NullMarked
module dev.msi4j.http {
  requires transitive com.azure.core;
  requires org.apache.httpcomponents.core5.httpcore5;
  requires static transitive org.jspecify;

  exports dev.msi4j.http;

  provides com.azure.core.http.HttpClientProvider with
      dev.msi4j.http.PooledHttpClientProvider;
}
