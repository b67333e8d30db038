/** HTTP: requests and responses as values, the router, and the Jetty adapter. */
package dev.msi4j.local.internal.http;
