/** JUnit extension that runs tests with a local Azure. */
@org.jspecify.annotations.NullMarked
module dev.msi4j.junit {
  requires transitive com.azure.core;
  requires transitive dev.msi4j.client;
  requires transitive dev.msi4j.local;
  requires transitive org.junit.jupiter.api;
  requires com.azure.json;
  requires dev.msi4j.http;
  requires java.instrument;
  requires net.bytebuddy.agent;
  requires static com.microsoft.aad.msal4j;
  requires static spring.context;
  requires static spring.core;
  requires static transitive quarkus.test.common;
  requires static transitive spring.test;
  requires static transitive org.assertj.core;
  requires static transitive org.jspecify;

  exports dev.msi4j.junit;
}
