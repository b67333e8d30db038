/**
 * Measures the client and the local Azure beside others, and writes the performance report. {@link
 * dev.msi4j.benchmarks.Benchmarks} is the program.
 */
package dev.msi4j.benchmarks;
