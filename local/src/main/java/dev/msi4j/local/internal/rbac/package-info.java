/** Role-based access control: roles, role assignments, and the access decision. */
package dev.msi4j.local.internal.rbac;
