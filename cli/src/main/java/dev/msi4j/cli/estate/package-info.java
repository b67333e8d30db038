/** The desired state of resource groups, identities, credentials, roles and assignments. */
@NullMarked
package dev.msi4j.cli.estate;

import org.jspecify.annotations.NullMarked;
