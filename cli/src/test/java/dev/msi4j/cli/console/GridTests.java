package dev.msi4j.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class GridTests {
  private static final String GUID = "11111111-2222-3333-4444-555555555555";

  private final Grid identities =
      new Grid(
          List.of("Name", "Location", "ClientId", "PrincipalId", "Tags"),
          List.of(List.of("orders", "westeurope", GUID, GUID, "team=core")));

  @Test
  void linesContainAllColumnsThatFit() {
    assertThat(identities.lines(200, true))
        .containsExactly(
            "Name    Location    ClientId                              "
                + "PrincipalId                           Tags",
            "orders  westeurope  " + GUID + "  " + GUID + "  team=core");
  }

  @Test
  void linesOmitLastColumnsRatherThanCutGuid() {
    assertThat(identities.lines(80, true))
        .containsExactly("Name    Location    ClientId", "orders  westeurope  " + GUID);
  }

  @Test
  void linesHaveWidestCellsShortened() {
    var grid =
        new Grid(
            List.of("Name", "Subject"),
            List.of(List.of("main", "repo:contoso@123456/shop@456789:ref:refs/heads/main")));

    assertThat(grid.lines(40, false)).containsExactly("main  repo:contoso@12...:refs/heads/main");
  }

  @Test
  void shortenedTextKeepsGuidsWhole() {
    var id = "/subscriptions/" + GUID + "/resourceGroups/shop/providers/x/y/orders-and-more";
    for (int columns = 16; columns < id.length(); columns++) {
      var cell = new Grid(List.of("Id"), List.of(List.of(id))).lines(columns, false).get(0);

      assertThat(cell.replace(GUID, "")).doesNotContain("1", "2-", "-3", "44", "55");
      assertThat(cell.length()).isLessThanOrEqualTo(columns);
    }
  }

  @Property
  void linesFitTerminalUnlessFirstColumnDoesNot(
      @ForAll @Size(3) List<@Size(4) List<@StringLength(max = 60) String>> rows,
      @ForAll @IntRange(min = 16, max = 200) int columns) {
    var grid = new Grid(List.of("A", "B", "C", "D"), rows);

    assertThat(grid.lines(columns, true))
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(columns));
  }

  @Test
  void commaSeparatedQuotesSpecialCharacters() {
    var grid = new Grid(List.of("A", "B"), List.of(List.of("x,y", "say \"hi\"")));

    assertThat(grid.commaSeparated(true)).containsExactly("A,B", "\"x,y\",\"say \"\"hi\"\"\"");
    assertThat(grid.commaSeparated(false)).hasSize(1);
  }

  @Test
  void namesAreCellsOfColumnName() {
    var grid = new Grid(List.of("Id", "Name"), List.of(List.of("1", "orders")));

    assertThat(grid.names()).containsExactly("orders");
  }

  @Test
  void gridWithoutRowsHasHeaderOnly() {
    assertThat(new Grid(List.of("Name"), List.of()).lines(80, true)).containsExactly("Name");
  }
}
