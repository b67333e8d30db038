package dev.msi4j.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

class LineChartTests {
  @Test
  void svgHasTitleAxesLegendAndPoints() throws Exception {
    var chart = new LineChart("Cost & size", "items", "milliseconds");
    chart.line("ours", List.of(new LineChart.Point(1_000, 1), new LineChart.Point(100_000, 100)));

    var svg = chart.svg();

    var document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    var texts = document.getElementsByTagName("text");
    assertThat(IntStream.range(0, texts.getLength()))
        .extracting(i -> texts.item(i).getTextContent())
        .contains("Cost & size", "items", "milliseconds", "ours", "1k", "10k", "100k", "10");
    assertThat(document.getElementsByTagName("polyline").item(0).getAttributes())
        .extracting(attributes -> attributes.getNamedItem("points").getNodeValue())
        .isEqualTo("80.0,340.0 560.0,40.0");
  }

  @Test
  void chartWithoutPointsIsEmpty() {
    var chart = new LineChart("title", "x", "y");

    chart.line("none", List.of());

    assertThat(chart.isEmpty()).isTrue();
  }
}
