/** Who may do what where: roles, their assignments, and the one decision made from them. */
package dev.msi4j.local.internal.rbac;
