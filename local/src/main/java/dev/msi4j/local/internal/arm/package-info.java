/**
 * Azure Resource Manager: operations declared once, the pipeline that serves them, and what every
 * resource provider needs.
 */
package dev.msi4j.local.internal.arm;
