package dev.msi4j.local.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.AfterFailureMode;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import org.assertj.core.api.SoftAssertions;

/** Every input gets a response in time and never status 500. */
class FuzzTests {
  private static final LocalAzure AZURE = TestAzure.start();
  private static final Probe PROBE = Probe.of(AZURE);

  @AfterContainer
  static void stop() {
    AZURE.close();
  }

  /** Inputs that failed once do not fail again. */
  @Example
  void corpusGetsResponsesEverywhere() {
    assertThat(PROBE.places()).hasSizeGreaterThan(70);
    SoftAssertions.assertSoftly(softly -> {
      for (var text : Texts.corpus()) {
        PROBE
            .places()
            .forEach((place, send) ->
                softly
                    .assertThatCode(() -> Probe.assertAnswered(place, text, send))
                    .doesNotThrowAnyException());
      }
    });
  }

  @Property(
      tries = 500,
      shrinking = ShrinkingMode.BOUNDED,
      afterFailure = AfterFailureMode.PREVIOUS_SEED)
  void generatedTextsGetResponses(@ForAll("places") String place, @ForAll("texts") String text) {
    var send = Objects.requireNonNull(PROBE.places().get(place));

    Probe.assertAnswered(place, text, send);
  }

  @Provide
  Arbitrary<String> places() {
    return Arbitraries.of(List.copyOf(PROBE.places().keySet()));
  }

  @Provide
  Arbitrary<String> texts() {
    return Texts.made();
  }
}
