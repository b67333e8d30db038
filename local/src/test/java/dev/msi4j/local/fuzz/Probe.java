package dev.msi4j.local.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.Arm;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.Workload;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.json.Json;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** All inputs of a local Azure that a parser reads, by name. */
final class Probe {
  private static final String NETWORK = "2024-05-01";
  private static final String COMPUTE = "2024-07-01";
  private static final String ROLES = "2022-04-01";
  private static final String GROUPS = "2021-04-01";
  private static final String EXPRESSIONS = "2025-05-31-preview";
  private static final String ASSOCIATED = "2022-01-31-preview";

  /** More than any input needs; an expression with exponential time exceeds it. */
  private static final Duration CPU_LIMIT = Duration.ofSeconds(10);

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final String GUID = "6a31f1cf-8bcb-4ab6-a0bd-3cf2a5b6f0b1";

  private final LocalAzure azure;
  private final Arm arm;
  private final Arm graph;
  private final Arm anonymous;
  private final Workload workload;
  private final Map<String, Function<String, Response>> places = new LinkedHashMap<>();

  private Probe(LocalAzure azure) {
    this.azure = azure;
    arm = Arm.signIn(azure);
    anonymous = arm.anonymous();
    graph = anonymous.bearing(Arm.token(azure, "https://graph.microsoft.com"));
    arm.createGroup("rg");
    arm.createIdentity("rg", "one");
    workload = Workload.as(azure, "two");
    paths();
    queries();
    bodies();
    tokens();
  }

  static Probe of(LocalAzure azure) {
    return new Probe(azure);
  }

  Map<String, Function<String, Response>> places() {
    return places;
  }

  private void paths() {
    places.put("path", text -> arm.get("/" + text, GROUPS));
    places.put("method", text -> arm.send(text, arm.group("rg"), "api-version=" + GROUPS, ""));
    places.put("group in path", text -> arm.get(arm.group(encode(text)), GROUPS));
    places.put("new group", text -> arm.put(arm.group(encode(text)), GROUPS, located()));
    places.put("resource", text -> arm.get(provider("Microsoft." + encode(text)), GROUPS));
    places.put("identity", text -> arm.put(identity(encode(text)), Arm.VERSION, located()));
    places.put("scope", text -> arm.get("/" + text + "/" + roles("Assignments"), ROLES));
    places.put("encoded scope", text -> arm.get(encode(text) + "/" + roles("Definitions"), ROLES));
    places.put(
        "scope of an identity",
        text ->
            arm.get(
                "/" + text + "/providers/Microsoft.ManagedIdentity/identities/default",
                "2023-01-31"));
    places.put(
        "assignment", text -> arm.delete("/" + roles("Assignments") + "/" + encode(text), ROLES));
    places.put(
        "tenant", text -> anonymous.send("POST", "/" + encode(text) + "/oauth2/token", "", ""));
    places.put("issuer in path", text -> arm.send("PUT", "/issuers/" + encode(text), "", ""));
    places.put("graph", text -> graph.send("GET", "/v1.0/" + encode(text), "", ""));
    places.put(
        "principal", text -> graph.send("GET", "/v1.0/servicePrincipals/" + encode(text), "", ""));
  }

  private void queries() {
    places.put("query", text -> arm.send("GET", "/subscriptions", text, ""));
    places.put("version", text -> arm.get("/subscriptions", encode(text)));
    var lists =
        Map.of(
            arm.subscription() + "/resources",
            GROUPS,
            arm.subscription() + "/resourceGroups",
            GROUPS,
            arm.group("rg") + "/" + roles("Assignments"),
            ROLES,
            arm.group("rg") + "/" + roles("Definitions"),
            ROLES,
            provider("Microsoft.ManagedIdentity/userAssignedIdentities"),
            Arm.VERSION);
    for (var name : List.of("$filter", "$top", "$skiptoken", "$expand")) {
      lists.forEach((path, version) ->
          places.put(
              name + " of " + path, text -> arm.send("GET", path, query(version, name, text), "")));
    }
    for (var name : List.of("$filter", "$orderby", "$top", "$skip", "$skiptoken", "skiptoken")) {
      places.put(
          name + " of associated resources",
          text ->
              arm.send(
                  "POST",
                  identity("one") + "/listAssociatedResources",
                  query(ASSOCIATED, name, text),
                  ""));
    }
    places.put(
        "both offsets of associated resources",
        text ->
            arm.send(
                "POST",
                identity("one") + "/listAssociatedResources",
                query(ASSOCIATED, "$skip", text) + "&$skiptoken=" + encode(text),
                ""));
    places.put(
        "$filter of sizes",
        text ->
            arm.send(
                "GET",
                arm.subscription() + "/providers/Microsoft.Compute/skus",
                query("2021-07-01", "$filter", text),
                ""));
    places.put(
        "$filter of principals",
        text -> graph.send("GET", "/v1.0/servicePrincipals", "$filter=" + encode(text), ""));
    places.put(
        "authorization_endpoint",
        text ->
            anonymous.send(
                "GET", "/common/discovery/instance", "authorization_endpoint=" + encode(text), ""));
    places.put(
        "version of endpoints",
        text -> anonymous.send("GET", "/metadata/endpoints", "api-version=" + encode(text), ""));
  }

  private void bodies() {
    places.put("body", text -> arm.put(identity("one"), Arm.VERSION, text));
    places.put("body of an issuer", text -> arm.send("POST", "/issuers/strange/token", "", text));
    places.put(
        "body of ids", text -> graph.send("POST", "/v1.0/directoryObjects/getByIds", "", text));
    put("location", identity("one"), Arm.VERSION, "{'location':?}");
    put("tag", identity("one"), Arm.VERSION, "{'location':'eastus','tags':{?:?}}");
    put("issuer", credential(), Arm.VERSION, trust("'issuer':?,'subject':'s'"));
    put("subject", credential(), Arm.VERSION, trust("'issuer':'https://a.example','subject':?"));
    put(
        "expression",
        credential(),
        EXPRESSIONS,
        trust(
            "'issuer':'https://a.example','claimsMatchingExpression':{'languageVersion':1,'value':?}"));
    put(
        "address space",
        provider("Microsoft.Network/virtualNetworks/net"),
        NETWORK,
        "{'location':'eastus','properties':{'addressSpace':{'addressPrefixes':[?]}}}");
    put(
        "subnet",
        provider("Microsoft.Network/virtualNetworks/net"),
        NETWORK,
        "{'location':'eastus','properties':{'addressSpace':{'addressPrefixes':['10.0.0.0/8']},"
            + "'subnets':[{'name':?,'properties':{'addressPrefix':?}}]}}");
    put(
        "address",
        provider("Microsoft.Network/networkInterfaces/nic"),
        NETWORK,
        "{'location':'eastus','properties':{'ipConfigurations':[{'name':?,'properties':{"
            + "'privateIPAllocationMethod':'Static','privateIPAddress':?,'subnet':{'id':?}}}]}}");
    put(
        "security rule",
        provider("Microsoft.Network/networkSecurityGroups/nsg"),
        NETWORK,
        "{'location':'eastus','properties':{'securityRules':[{'name':'r','properties':{'protocol':'Tcp',"
            + "'access':'Allow','direction':'Inbound','priority':100,'sourceAddressPrefix':?,"
            + "'sourcePortRange':?,'destinationAddressPrefix':?,'destinationPortRange':?}}]}}");
    put(
        "label",
        provider("Microsoft.Network/publicIPAddresses/ip"),
        NETWORK,
        "{'location':'eastus','properties':{'dnsSettings':{'domainNameLabel':?}}}");
    put(
        "machine",
        provider("Microsoft.Compute/virtualMachines/vm"),
        COMPUTE,
        "{'location':'eastus','identity':{'type':?,'userAssignedIdentities':{?:{}}},"
            + "'properties':{'hardwareProfile':{'vmSize':?},'osProfile':{'computerName':?,"
            + "'adminUsername':?,'adminPassword':?}}}");
    put(
        "identity type",
        provider("Microsoft.Compute/virtualMachines/vm2"),
        COMPUTE,
        "{'location':'eastus','identity':{'type':?}}");
    put(
        "role",
        arm.subscription() + "/" + roles("Definitions") + "/" + GUID,
        ROLES,
        "{'properties':{'roleName':?,'permissions':[{'actions':[?]}],'assignableScopes':[?]}}");
    put(
        "role assignment",
        arm.group("rg") + "/" + roles("Assignments") + "/" + GUID,
        ROLES,
        "{'properties':{'principalId':?,'roleDefinitionId':?,'principalType':?}}");
    places.put(
        "issuer's url", text -> arm.send("PUT", "/issuers/made", "", fill("{'url':?}", text)));
    places.put(
        "issuer's token",
        text ->
            arm.send(
                "POST", "/issuers/made/token", "", fill("{'claims':{?:?},'lifetime':?}", text)));
  }

  private void tokens() {
    places.put("bearer", text -> anonymous.bearing(text).get("/subscriptions", GROUPS));
    places.put(
        "authorization",
        text -> anonymous.with("Authorization", text).get("/subscriptions", GROUPS));
    places.put(
        "basic",
        text ->
            anonymous.with("Authorization", "Basic " + base64(text)).send("POST", token(), "", ""));
    places.put("form", text -> anonymous.send("POST", token(), "", text));
    places.put("assertion", text -> workload.exchange(text));
    places.put("header of an assertion", text -> workload.exchange(base64(text) + ".e30.AA"));
    places.put(
        "claims of an assertion",
        text ->
            workload.exchange(
                base64("{\"alg\":\"RS256\",\"kid\":\"a\"}") + "." + base64(text) + ".AA"));
    places.put(
        "claim of an assertion",
        text ->
            workload.exchange(
                base64("{\"alg\":\"RS256\",\"kid\":\"a\"}")
                    + "."
                    + base64(fill("{'iss':?,'sub':?,'aud':?,'exp':4000000000}", text))
                    + ".AA"));
    places.put(
        "header of a token",
        text -> anonymous.bearing(base64(text) + ".e30.AA").get("/subscriptions", GROUPS));
    for (var name : List.of("client_id", "scope", "grant_type", "client_assertion_type")) {
      places.put(name, text -> workload.exchange("e30.e30.e30", Map.of(name, text)));
    }
    places.put("client_secret", text -> secret("client_secret", text));
    places.put("secret's scope", text -> secret("scope", text));
  }

  private Response secret(String name, String text) {
    var form = new LinkedHashMap<String, String>();
    form.put("grant_type", "client_credentials");
    form.put("client_id", azure.clientId().toString());
    form.put("client_secret", azure.clientSecret());
    form.put("scope", "https://management.azure.com/.default");
    form.put(name, text);
    return workload.post(token(), form);
  }

  private void put(String name, String path, String version, String template) {
    places.put(name, text -> arm.put(path, version, fill(template, text)));
  }

  /** Fills a template: apostrophes become quotes, question marks become the text. */
  private static String fill(String template, String text) {
    return template.replace('\'', '"').replace("?", Json.object().textNode(text).toString());
  }

  private static String trust(String properties) {
    return "{'properties':{" + properties + ",'audiences':['api://AzureADTokenExchange']}}";
  }

  private static String located() {
    ObjectNode document = Json.object().put("location", "eastus");
    return document.toString();
  }

  private String provider(String typeAndName) {
    return arm.group("rg") + "/providers/" + typeAndName;
  }

  private String identity(String name) {
    return arm.identity("rg", name);
  }

  private String credential() {
    return identity("one") + "/federatedIdentityCredentials/fuzz";
  }

  private String token() {
    return "/" + azure.tenantId() + "/oauth2/v2.0/token";
  }

  private static String roles(String what) {
    return "providers/Microsoft.Authorization/role" + what;
  }

  private static String query(String version, String name, String text) {
    return "api-version=" + version + "&" + name + "=" + encode(text);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Asserts a response other than status 500 that takes the thread less than the CPU limit. */
  static void assertAnswered(String place, String text, Function<String, Response> send) {
    var start = THREADS.getCurrentThreadCpuTime();
    var answer = send.apply(text);
    var used = Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - start);

    assertThat(answer.status()).as("%s: %s", place, answer.body().text()).isBetween(200, 499);
    assertThat(used).as(place).isLessThan(CPU_LIMIT);
  }
}
