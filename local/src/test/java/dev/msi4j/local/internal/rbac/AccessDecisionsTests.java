package dev.msi4j.local.internal.rbac;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.AbstractList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccessDecisionsTests {
  @Test
  void allowsMatchesPatternsOncePerAction() {
    var patterns = new CountedPatterns();
    var permission = new Role.Permission(patterns, List.of(), List.of(), List.of());
    var role = new Role("id", "r", "", Role.CUSTOM, List.of(permission), List.of("/s/1"));
    var access = new Access(List.of(new Grant(Scope.of("/s/1"), role)));

    access.decide(List.of("A/b/read"));
    var reads = patterns.reads;
    for (var group = 0; group < 100; group++) {
      assertThat(access.allows("A/b/read", "/s/1/g/" + group)).isTrue();
      assertThat(access.allowsWithin("A/b/read", "/s")).isTrue();
    }

    assertThat(reads).isEqualTo(1);
    assertThat(patterns.reads).isEqualTo(reads);
  }

  /** A list of one pattern that counts its reads. */
  private static final class CountedPatterns extends AbstractList<String> {
    private int reads;

    @Override
    public String get(int index) {
      reads++;
      return "A/*/read";
    }

    @Override
    public int size() {
      return 1;
    }
  }
}
