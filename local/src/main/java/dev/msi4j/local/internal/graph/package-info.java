/** The part of Microsoft Graph by which clients look up service principals. */
package dev.msi4j.local.internal.graph;
