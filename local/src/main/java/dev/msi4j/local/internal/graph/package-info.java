/** Microsoft Graph: applications, service principals, sign-ins. */
package dev.msi4j.local.internal.graph;
