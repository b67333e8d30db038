package dev.msi4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ResourceIdPropertyTests {
  @Property
  void toStringReturnsTheParsedText(@ForAll("ids") String id) {
    assertThat(ResourceId.parse(id)).hasToString(id);
    assertThat(ResourceId.parse(id).canonical()).isEqualTo(id);
  }

  @Property
  void parsesItsCanonicalForm(@ForAll("ids") String id) {
    var parsed = ResourceId.parse(id);

    assertThat(ResourceId.parse(parsed.canonical())).isEqualTo(parsed);
  }

  @Property
  void ignoresCase(@ForAll("ids") String id) {
    var upper = ResourceId.parse(id.toUpperCase(Locale.ROOT));

    assertThat(upper).isEqualTo(ResourceId.parse(id)).hasSameHashCodeAs(ResourceId.parse(id));
  }

  @Property
  void isAChildOfItsParent(@ForAll("ids") String id, @ForAll("segments") String name) {
    var parent = ResourceId.parse(id);
    var extension = parent.extension("A.B", "things", name);

    assertThat(extension.parent()).isEqualTo(parent);
    assertThat(ResourceId.parse(extension.toString())).isEqualTo(extension);
    assertThat(extension.child("parts", "p").parent()).isEqualTo(extension);
  }

  @Property
  void equalsOnlyWithEqualHashCode(@ForAll String one, @ForAll String other) {
    if (isSegment(one) && isSegment(other)) {
      var first = ResourceId.subscription(one);
      var second = ResourceId.subscription(other);
      if (first.equals(second)) {
        assertThat(first).hasSameHashCodeAs(second);
      }
    }
  }

  private static boolean isSegment(String text) {
    return !text.isBlank() && text.chars().noneMatch(c -> c < ' ' || "/?#\\".indexOf(c) >= 0);
  }

  @Provide
  Arbitrary<String> segments() {
    return Arbitraries.strings()
        .withCharRange('a', 'z')
        .withCharRange('A', 'Z')
        .withCharRange('0', '9')
        .withChars("-_.() äé")
        .ofMinLength(1)
        .ofMaxLength(12)
        .filter(text -> !text.isBlank() && !text.equalsIgnoreCase("providers"));
  }

  @Provide
  Arbitrary<String> ids() {
    Arbitrary<String> group =
        Combinators.combine(segments(), segments())
            .as((s, g) -> "/subscriptions/" + s + "/resourceGroups/" + g);
    Arbitrary<String> resource =
        Combinators.combine(group, segments(), segments(), segments())
            .as((g, p, t, n) -> g + "/providers/" + p + "/" + t + "/" + n);
    Arbitrary<String> child =
        Combinators.combine(resource, segments(), segments())
            .as((r, t, n) -> r + "/" + t + "/" + n);
    return Arbitraries.oneOf(segments().map(s -> "/subscriptions/" + s), group, resource, child);
  }
}
