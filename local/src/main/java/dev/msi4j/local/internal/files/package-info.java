/** Reading and writing of user-supplied files and state files. */
package dev.msi4j.local.internal.files;
