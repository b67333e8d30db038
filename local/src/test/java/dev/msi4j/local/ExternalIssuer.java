package dev.msi4j.local;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.msi4j.local.internal.http.Body;
import dev.msi4j.local.internal.http.ExceptionHandler;
import dev.msi4j.local.internal.http.Headers;
import dev.msi4j.local.internal.http.HttpsListener;
import dev.msi4j.local.internal.http.Request;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.tls.CertificateAuthority;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** An issuer on another port, with a certificate of a separate certificate authority. */
public final class ExternalIssuer implements AutoCloseable {
  private static final String CONFIGURATION = "/.well-known/openid-configuration";

  private final CertificateAuthority authority;
  private final HttpsListener listener;
  private final Map<String, Response> documents = new ConcurrentHashMap<>();
  private final AtomicInteger fetches = new AtomicInteger();
  private volatile RSAKey key = newKey("first");

  /** Starts it; its authority's certificate goes into the folder. */
  public ExternalIssuer(Path folder) {
    authority = CertificateAuthority.in(folder, Clock.systemUTC());
    listener =
        HttpsListener.start(
            new HttpsListener.Address("127.0.0.1", 0, List.of("localhost")),
            authority.serverContext(List.of("localhost")),
            new ExceptionHandler(this::answer, UUID::randomUUID));
    publish();
  }

  public String url() {
    return listener.origin();
  }

  /** The certificate to trust. */
  public Path authority() {
    return authority.file();
  }

  /** Returns the number of fetches of the keys. */
  public int fetches() {
    return fetches.get();
  }

  /** Answers this in the place of the configuration. */
  public void answerConfiguration(Response response) {
    documents.put(CONFIGURATION, response);
  }

  /** Answers this in the place of the keys. */
  public void answerKeys(Response response) {
    documents.put("/jwks", response);
  }

  /** Signs with a new key, and publishes it alone. */
  public void rotate(String keyId) {
    key = newKey(keyId);
    publish();
  }

  /** Answers with the usual documents again. */
  public void publish() {
    answerConfiguration(configuration(url(), url() + "/jwks"));
    answerKeys(keys());
  }

  /** The usual answer with the keys. */
  public Response keys() {
    return json(Json.write(Map.of("keys", List.of(key.toPublicJWK().toJSONObject()))));
  }

  /** A configuration of this issuer with those keys. */
  public static Response configuration(String issuer, String keys) {
    return Response.json(200, Json.object().put("issuer", issuer).put("jwks_uri", keys));
  }

  /** A response with this text. */
  public static Response json(String text) {
    return new Response(200, Headers.NONE, Body.of(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Returns a token for a subject, with a long lifetime. */
  public String token(String subject) {
    var claims =
        Json.object()
            .put("iss", url())
            .put("sub", subject)
            .put("aud", Workload.AUDIENCE)
            .put("exp", 4_102_444_800L);
    var header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build();
    var token = new JWSObject(header, new Payload(claims.toString()));
    try {
      token.sign(new RSASSASigner(key));
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
    return token.serialize();
  }

  private Response answer(Request request) {
    if (request.path().equals("/jwks")) {
      fetches.incrementAndGet();
    }
    return documents.getOrDefault(request.path(), Response.empty(404));
  }

  private static RSAKey newKey(String id) {
    try {
      return new RSAKeyGenerator(2048).keyID(id).keyUse(KeyUse.SIGNATURE).generate();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    listener.close();
  }
}
