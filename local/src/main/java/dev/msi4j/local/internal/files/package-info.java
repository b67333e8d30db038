/** Reading and writing of files that a user names or that keep the state. */
package dev.msi4j.local.internal.files;
