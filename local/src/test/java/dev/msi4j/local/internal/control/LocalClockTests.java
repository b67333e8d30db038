package dev.msi4j.local.internal.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.msi4j.local.Arm;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.LocalClock;
import dev.msi4j.local.TestAzure;
import dev.msi4j.local.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class LocalClockTests {
  private final TestClock base = new TestClock();
  private final Instant start = base.instant();
  @AutoClose private final LocalAzure azure = TestAzure.builder().clock(base).start();
  private final LocalClock clock = azure.clock();

  @Test
  void clockFollowsClockOfBuilder() {
    base.advance(Duration.ofSeconds(5));

    assertThat(clock.instant()).isEqualTo(start.plusSeconds(5));
    assertThat(clock.isFrozen()).isFalse();
  }

  @Test
  void frozenClockMovesOnlyByAdvance() {
    clock.freeze();
    base.advance(Duration.ofHours(1));
    assertThat(clock.instant()).isEqualTo(start);

    clock.advance(Duration.ofMinutes(3));

    assertThat(clock.instant()).isEqualTo(start.plus(Duration.ofMinutes(3)));
    assertThat(clock.isFrozen()).isTrue();
  }

  @Test
  void resumedClockContinuesFromItsTime() {
    clock.freeze();
    base.advance(Duration.ofHours(1));
    clock.resume();
    clock.resume();
    base.advance(Duration.ofSeconds(1));

    assertThat(clock.instant()).isEqualTo(start.plusSeconds(1));
  }

  @Test
  void runningClockCanBeAdvanced() {
    clock.advance(Duration.ofDays(1));
    base.advance(Duration.ofSeconds(1));

    assertThat(clock.instant()).isEqualTo(start.plus(Duration.ofDays(1)).plusSeconds(1));
  }

  @Test
  void clockHasSameTimeInEveryZone() {
    var elsewhere = clock.asClock().withZone(ZoneId.of("Asia/Tokyo"));
    clock.freeze();
    clock.advance(Duration.ofHours(2));

    assertThat(elsewhere.getZone()).isEqualTo(ZoneId.of("Asia/Tokyo"));
    assertThat(elsewhere.instant()).isEqualTo(clock.instant());
  }

  @Test
  void advanceRejectsNegativeAndTooLargeTimes() {
    for (var time : new Duration[] {Duration.ofNanos(-1), Duration.ofSeconds(Long.MAX_VALUE)}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> clock.advance(time))
          .withMessage("time is " + time + ": it must be 0 or more, and not exceed the year 9999");
    }
    assertThat(clock.instant()).isEqualTo(start);
  }

  @Test
  void tokensUseControlledClock() {
    var arm = Arm.signIn(azure);
    arm.createGroup("rg");

    clock.advance(Duration.ofHours(2));

    assertThat(Arm.error(arm.get(arm.group("rg"), "2021-04-01")))
        .isEqualTo("401 ExpiredAuthenticationToken");
  }
}
