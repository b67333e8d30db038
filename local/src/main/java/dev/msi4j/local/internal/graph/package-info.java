/** Microsoft Graph: applications, service principals, groups, sign-ins. */
package dev.msi4j.local.internal.graph;
