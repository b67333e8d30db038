/** The front door: listeners, TLS and its authority, requests and responses as values, routing. */
package dev.msi4j.local.front;
