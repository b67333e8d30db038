/** Recording of requests, for tests that assert on them. */
package dev.msi4j.local.internal.control.requests;
