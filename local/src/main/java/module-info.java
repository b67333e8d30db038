/** A local Azure: token service, Resource Manager and its providers, in one process. */
@org.jspecify.annotations.NullMarked
module dev.msi4j.local {
  requires com.fasterxml.jackson.databind;
  requires java.management;
  requires java.naming;
  requires java.net.http;
  requires java.sql;
  requires org.slf4j;
  requires static transitive org.jspecify;

  // In the published jar, the libraries are packages of this module.
  requires static com.nimbusds.jose.jwt;
  requires static com.zaxxer.hikari;
  requires static org.bouncycastle.provider;
  requires static org.eclipse.jetty.server;
  requires static org.jdbi.v3.core;

  exports dev.msi4j.local;

  // Jackson reads and writes the records that are stored as documents.
  opens dev.msi4j.local.internal to
      com.fasterxml.jackson.databind;
  opens dev.msi4j.local.internal.arm to
      com.fasterxml.jackson.databind;
  opens dev.msi4j.local.internal.control to
      com.fasterxml.jackson.databind;
  opens dev.msi4j.local.internal.deployments to
      com.fasterxml.jackson.databind;
  opens dev.msi4j.local.internal.entra to
      com.fasterxml.jackson.databind;
  opens dev.msi4j.local.internal.keyvault to
      com.fasterxml.jackson.databind;
  opens dev.msi4j.local.internal.providers.compute to
      com.fasterxml.jackson.databind;
  opens dev.msi4j.local.internal.providers.managedidentity to
      com.fasterxml.jackson.databind;
  opens dev.msi4j.local.internal.providers.network to
      com.fasterxml.jackson.databind;
  opens dev.msi4j.local.internal.providers.resources to
      com.fasterxml.jackson.databind;
  opens dev.msi4j.local.internal.rbac to
      com.fasterxml.jackson.databind;
}
