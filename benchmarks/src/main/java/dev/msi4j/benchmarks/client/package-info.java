/** The processes of the whole-process comparison: the clients under test and their servers. */
package dev.msi4j.benchmarks.client;
