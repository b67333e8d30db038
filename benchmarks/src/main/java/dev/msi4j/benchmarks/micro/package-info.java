/** JMH benchmarks of parts of the client and the local Azure. */
package dev.msi4j.benchmarks.micro;
