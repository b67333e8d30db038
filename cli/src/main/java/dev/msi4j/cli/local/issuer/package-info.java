/** Local OpenID Connect issuers: {@code msi local issuer}. */
@NullMarked
package dev.msi4j.cli.local.issuer;

import org.jspecify.annotations.NullMarked;
