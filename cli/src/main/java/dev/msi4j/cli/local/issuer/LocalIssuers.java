package dev.msi4j.cli.local.issuer;

import dev.msi4j.cli.local.LocalAdmin;
import com.azure.core.http.HttpMethod;
import dev.msi4j.local.TokenClaims;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The issuers of assertions that a running local Azure plays. */
public final class LocalIssuers {
  private final LocalAdmin admin;

  public LocalIssuers(LocalAdmin admin) {
    this.admin = admin;
  }

  /** An issuer. */
  public record Issuer(String name, String url) {
    private static Issuer of(Map<String, String> members) {
      return new Issuer(members.getOrDefault("name", ""), members.getOrDefault("url", ""));
    }
  }

  /** Makes an issuer, unless it is there; without a URL it gets one of the local Azure's own. */
  public Issuer create(String name, @Nullable String url) {
    Map<String, Object> body = url == null ? Map.of() : Map.of("url", url);
    return Issuer.of(LocalAdmin.texts(admin.send(HttpMethod.PUT, path(name), body)));
  }

  public List<Issuer> list() {
    var answer = admin.send(HttpMethod.GET, "/issuers", null);
    return LocalAdmin.objects(answer.get("value")).map(LocalAdmin::texts).map(Issuer::of).toList();
  }

  /** Signs a token. */
  public String token(String name, TokenClaims claims) {
    var body = new LinkedHashMap<String, Object>();
    body.put("lifetime", claims.lifetime().toSeconds());
    body.put("claims", claims.asMap());
    return String.valueOf(admin.send(HttpMethod.POST, path(name) + "/token", body).get("token"));
  }

  public void rotate(String name) {
    admin.send(HttpMethod.POST, path(name) + "/rotate", null);
  }

  public void delete(String name) {
    admin.send(HttpMethod.DELETE, path(name), null);
  }

  private static String path(String name) {
    return "/issuers/" + LocalAdmin.segment(name);
  }
}
