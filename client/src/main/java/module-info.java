/** Client library for Microsoft.ManagedIdentity and workload identity federation. */
@org.jspecify.annotations.NullMarked
module dev.msi4j.client {
  requires transitive com.azure.core;
  requires transitive com.azure.json;
  requires com.fasterxml.jackson.core;
  requires static transitive org.jspecify;

  exports dev.msi4j;
  exports dev.msi4j.federation;
}
