/** The performance report: results, tables, charts and targets. Measures nothing. */
package dev.msi4j.benchmarks.report;
