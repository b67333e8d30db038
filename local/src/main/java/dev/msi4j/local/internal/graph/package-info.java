/** The part of Microsoft Graph that clients use to look up service principals. */
package dev.msi4j.local.internal.graph;
