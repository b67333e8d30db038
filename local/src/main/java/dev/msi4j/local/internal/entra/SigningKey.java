package dev.msi4j.local.internal.entra;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.msi4j.local.internal.json.Json;
import java.text.ParseException;
import java.util.Map;

/** A key that signs tokens. Thread-safe; the string form does not reveal the key. */
final class SigningKey {
  private final RSAKey key;
  private final JWSHeader header;
  private final RSASSASigner signer;
  private final RSASSAVerifier verifier;

  private SigningKey(RSAKey key) throws JOSEException, ParseException {
    this.key = key;
    // In Azure the key id is the thumbprint of the certificate, and the header holds both.
    header =
        JWSHeader.parse(
            Map.of(
                "typ", "JWT",
                "alg", JWSAlgorithm.RS256.getName(),
                "x5t", key.getKeyID(),
                "kid", key.getKeyID()));
    signer = new RSASSASigner(key);
    verifier = new RSASSAVerifier(key.toRSAPublicKey());
  }

  /** Parses the output of {@link #json}. */
  static SigningKey parse(String json) {
    try {
      return new SigningKey(RSAKey.parse(json));
    } catch (ParseException | JOSEException e) {
      throw new IllegalStateException("cannot parse a stored signing key", e);
    }
  }

  /** Serializes a key with its private part; the result must not leave the store. */
  static String json(RSAKey key) {
    return key.toJSONString();
  }

  String id() {
    return key.getKeyID();
  }

  String sign(JWTClaimsSet claims) {
    var token = new SignedJWT(header, claims);
    try {
      token.sign(signer);
    } catch (JOSEException e) {
      throw new IllegalStateException("cannot sign a token", e);
    }
    return token.serialize();
  }

  boolean hasSigned(SignedJWT token) {
    try {
      return token.verify(verifier);
    } catch (JOSEException e) {
      return false;
    }
  }

  /** Returns the public key as an element of a JWK set. */
  ObjectNode publicJson() {
    var json =
        Json.object()
            .put("kty", "RSA")
            .put("use", "sig")
            .put("kid", id())
            .put("x5t", id())
            .put("n", key.getModulus().toString())
            .put("e", key.getPublicExponent().toString());
    var chain = json.putArray("x5c");
    key.getX509CertChain().forEach(certificate -> chain.add(certificate.toString()));
    return json;
  }
}
