package dev.msi4j.cli.estate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.cli.console.JsonText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.jspecify.annotations.Nullable;

/** Tests that msi and the JSON Schema accept the same files, valid ones and ones with a fault. */
class EstateSchemaPropertyTests {
  private static final List<String> FORMS =
      List.of(
          "githubBranch: contoso@12/shop@34@main",
          "githubTag: contoso/shop@v1",
          "githubPullRequest: contoso@12/shop@34",
          "githubEnvironment: contoso@12/shop@34@prod",
          "kubernetes: shop/orders",
          "gitlabBranch: contoso/shop@main",
          "gitlabTag: contoso/shop@v1",
          "azureDevops: 10000000-0000-0000-0000-000000000000/contoso/shop/azure",
          "terraformCloud: contoso/shop/prod@plan",
          "google: 123456789012345678901",
          "aws: arn:aws:iam::123456789012:role/build",
          "buildkite: 10000000-0000-0000-0000-000000000000",
          "subject: s",
          "claimsMatchingExpression: claims['sub'] eq 's'");

  private static final Set<String> NEED_ISSUER =
      Set.of("kubernetes", "aws", "subject", "claimsMatchingExpression");

  private static final Map<String, String> ADDED =
      Map.of("unknown", "text", "subject", "text", "issuer", "https://a.example", "as", "text");

  @Property(tries = 3000, shrinking = ShrinkingMode.OFF)
  void commandAndSchemaAgree(@ForAll Random random) {
    var documents = new Documents(random);
    var document = documents.valid();
    if (random.nextBoolean()) {
      documents.mutate(document);
    }
    var json = JsonText.indent(JsonText.write(document));

    var errors = EstateSchemaTests.errors(json);

    assertThat(EstateSchemaTests.isAccepted(json)).as(json + errors).isEqualTo(errors.isEmpty());
  }

  @Property(tries = 500, shrinking = ShrinkingMode.OFF)
  void validFilesAreAccepted(@ForAll Random random) {
    var json = JsonText.indent(JsonText.write(new Documents(random).valid()));

    assertThat(EstateSchemaTests.errors(json)).as(json).isEmpty();
    assertThat(EstateSchemaTests.isAccepted(json)).as(json).isTrue();
  }

  /** Creates valid files, and changes one place of a file. */
  private static final class Documents {
    private final Random random;
    private int number;

    Documents(Random random) {
      this.random = random;
    }

    Map<String, @Nullable Object> valid() {
      var document = new LinkedHashMap<String, @Nullable Object>();
      document.put("variables", Map.of("one", List.of("a"), "tags", Map.of("a", "b"), "text", "t"));
      optional(document, "$schema", () -> "schema.json");
      optional(document, "x-notes", () -> 1);
      optional(document, "resourceGroups", () -> list(this::group));
      optional(document, "identities", () -> list(this::identity));
      optional(document, "roleAssignments", () -> list(this::roleAssignment));
      return document;
    }

    private void optional(
        Map<String, @Nullable Object> mapping, String key, Supplier<@Nullable Object> value) {
      if (random.nextInt(4) > 0) {
        mapping.put(key, random.nextInt(20) == 0 ? null : value.get());
      }
    }

    private List<@Nullable Object> list(Supplier<@Nullable Object> item) {
      var items = new ArrayList<@Nullable Object>();
      for (int i = random.nextInt(3); i > 0; i--) {
        items.add(item.get());
      }
      return items;
    }

    private <T extends @Nullable Object> T any(List<T> values) {
      return values.get(random.nextInt(values.size()));
    }

    private String unique(String name) {
      return name + "-" + number++;
    }

    /** Returns an item that a loop may repeat once, and a name for it. */
    private Map<String, @Nullable Object> item() {
      var item = new LinkedHashMap<String, @Nullable Object>();
      if (random.nextInt(4) == 0) {
        item.put("forEach", any(List.<Object>of("1..1", List.of("a"), "${one}")));
        if (random.nextBoolean()) {
          item.put("as", "value");
        }
      }
      return item;
    }

    private static String suffix(Map<String, @Nullable Object> item) {
      return item.containsKey("as") ? "-${value}" : item.containsKey("forEach") ? "-${each}" : "";
    }

    private Object group() {
      var group = item();
      group.put("name", unique("group") + suffix(group));
      optional(group, "location", () -> any(List.<Object>of("westeurope", "${text}", 7)));
      optional(group, "tags", this::tags);
      return group;
    }

    private Object tags() {
      var tags = new LinkedHashMap<String, @Nullable Object>();
      tags.put("key", any(List.<Object>of("value", 5, true, "${text}")));
      return random.nextInt(4) == 0 ? "${tags}" : tags;
    }

    private Object identity() {
      var identity = item();
      identity.put("resourceGroup", any(List.<Object>of("shop", "${text}", 7)));
      identity.put("name", unique("identity") + suffix(identity));
      optional(identity, "location", () -> "westeurope");
      optional(identity, "tags", this::tags);
      optional(identity, "isolationScope", () -> any(List.of("None", "REGIONAL")));
      optional(identity, "credentials", this::credentials);
      optional(identity, "roles", () -> list(this::role));
      optional(identity, "virtualMachines", () -> any(List.of("${one}", list(() -> unique("vm")))));
      return identity;
    }

    private List<@Nullable Object> credentials() {
      // Each form once, since a trust must occur once.
      var forms = new ArrayList<>(FORMS);
      return list(() -> credential(forms.remove(random.nextInt(forms.size()))));
    }

    private Object credential(String form) {
      var credential = new LinkedHashMap<String, @Nullable Object>();
      var key = form.substring(0, form.indexOf(':'));
      optional(credential, "name", () -> unique("credential"));
      credential.put(key, form.substring(key.length() + 2));
      if (NEED_ISSUER.contains(key)) {
        credential.put("issuer", "https://a.example");
      }
      optional(credential, "audiences", () -> List.of("api://AzureADTokenExchange"));
      return credential;
    }

    private Object role() {
      var role = item();
      role.put("role", unique("Reader") + suffix(role));
      role.put("scope", scope());
      return role;
    }

    private String scope() {
      return any(
          List.of(
              "subscription",
              "resourceGroups/shop",
              "/subscriptions/s",
              "/${text}",
              "SubScription"));
    }

    private Object roleAssignment() {
      var assignment = item();
      assignment.put("principalId", "10000000-0000-0000-0000-00000000000" + random.nextInt(10));
      optional(assignment, "principalType", () -> any(List.of("Group", "user")));
      assignment.put("role", unique("Reader") + suffix(assignment));
      assignment.put("scope", scope());
      return assignment;
    }

    /** Changes one place: replaces a value, removes a key, or adds one. */
    void mutate(Map<String, @Nullable Object> document) {
      var sites = new ArrayList<Runnable>();
      addSites(sites, document);
      any(sites).run();
    }

    @SuppressWarnings("unchecked")
    private void addSites(List<Runnable> sites, @Nullable Object value) {
      if (value instanceof LinkedHashMap<?, ?> untyped) {
        var mapping = (Map<String, @Nullable Object>) untyped;
        ADDED.forEach((key, added) -> {
          // A loop with another variable leaves its name undefined.
          boolean renames = key.equals("as") && mapping.containsKey("forEach");
          if (!mapping.containsKey(key) && !renames) {
            sites.add(() -> mapping.put(key, added));
          }
        });
        for (var key : mapping.keySet()) {
          sites.add(() -> mapping.put(key, replacement(key)));
          // Without its loop, a name refers to a variable that is not defined.
          if (!Set.of("forEach", "as", "variables").contains(key)) {
            sites.add(() -> mapping.remove(key));
          }
          addSites(sites, mapping.get(key));
        }
      } else if (value instanceof ArrayList<?> untyped) {
        var list = (List<@Nullable Object>) untyped;
        for (int i = 0; i < list.size(); i++) {
          int index = i;
          sites.add(() -> list.set(index, replacement("")));
          addSites(sites, list.get(i));
        }
      }
    }

    private @Nullable Object replacement(String key) {
      if (key.equals("variables")) {
        // The references to variables stay.
        return any(List.<Object>of(7, "text", List.of()));
      }
      var values =
          new ArrayList<@Nullable Object>(
              Arrays.asList(null, List.of(), Map.of(), List.of("text"), Map.of("a", "b")));
      // The schema does not know the syntax of each form.
      boolean hasSyntax =
          FORMS.stream().anyMatch(form -> form.startsWith(key + ":")) && !key.equals("subject");
      if (!hasSyntax && !Set.of("issuer", "as").contains(key)) {
        values.addAll(List.of(7007, true, "text"));
      }
      return any(values);
    }
  }
}
