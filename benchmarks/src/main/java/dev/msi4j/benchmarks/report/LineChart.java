package dev.msi4j.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A chart of lines on logarithmic axes, as an SVG image. Its colours are readable on light and dark
 * backgrounds.
 */
public final class LineChart {
  private static final List<String> COLORS =
      List.of("#888888", "#2f81f7", "#3fb950", "#db6d28", "#d2504a", "#a371f7", "#b08800");
  private static final int WIDTH = 760;
  private static final int HEIGHT = 400;
  private static final int LEFT = 80;
  private static final int RIGHT = 560;
  private static final int TOP = 40;
  private static final int BOTTOM = 340;

  private final String title;
  private final String xLabel;
  private final String yLabel;
  private final List<Line> lines = new ArrayList<>();

  /** A point of a line. */
  public record Point(double x, double y) {}

  private record Line(String name, List<Point> points) {}

  /** The powers of ten that enclose all values of an axis, and its place on the image. */
  private record Axis(int low, int high, int start, int end) {
    static Axis of(double[] values, int start, int end) {
      var low = Double.MAX_VALUE;
      var high = 0.0;
      for (var value : values) {
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
      var first = (int) Math.floor(Math.log10(low));
      return new Axis(first, Math.max(first + 1, (int) Math.ceil(Math.log10(high))), start, end);
    }

    double position(double value) {
      return start + (Math.log10(value) - low) / (high - low) * (end - start);
    }
  }

  /**
   * Creates a chart without lines.
   *
   * @param title the title
   * @param xLabel the label of the horizontal axis
   * @param yLabel the label of the vertical axis
   */
  public LineChart(String title, String xLabel, String yLabel) {
    this.title = title;
    this.xLabel = xLabel;
    this.yLabel = yLabel;
  }

  /** Returns the title. */
  public String title() {
    return title;
  }

  /** Adds a line. Points that are not positive, and a line without points, are left out. */
  public void line(String name, List<Point> points) {
    var shown = points.stream().filter(point -> point.x > 0 && point.y > 0).toList();
    if (!shown.isEmpty()) {
      lines.add(new Line(name, shown));
    }
  }

  /** Returns whether the chart has no lines. */
  public boolean isEmpty() {
    return lines.isEmpty();
  }

  /** Returns the SVG document. */
  public String svg() {
    var x = Axis.of(values(true), LEFT, RIGHT);
    var y = Axis.of(values(false), BOTTOM, TOP);
    var svg = new StringBuilder();
    svg.append(
        format(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\""
                + " font-family=\"sans-serif\" font-size=\"13\" fill=\"#808080\">%n",
            WIDTH, HEIGHT));
    svg.append(text(LEFT, 20, "start", title));
    svg.append(text((LEFT + RIGHT) / 2.0, HEIGHT - 15, "middle", xLabel));
    svg.append(
        format(
            "<text transform=\"translate(20 %d) rotate(-90)\" text-anchor=\"middle\">%s</text>%n",
            (TOP + BOTTOM) / 2, escape(yLabel)));
    for (var power = x.low; power <= x.high; power++) {
      var at = x.position(Math.pow(10, power));
      svg.append(gridLine(at, TOP, at, BOTTOM))
          .append(text(at, BOTTOM + 20, "middle", tick(power)));
    }
    for (var power = y.low; power <= y.high; power++) {
      var at = y.position(Math.pow(10, power));
      svg.append(gridLine(LEFT, at, RIGHT, at)).append(text(LEFT - 8, at + 4, "end", tick(power)));
    }
    for (var i = 0; i < lines.size(); i++) {
      svg.append(line(lines.get(i), COLORS.get(i % COLORS.size()), x, y));
      svg.append(legend(lines.get(i).name, COLORS.get(i % COLORS.size()), TOP + 10 + i * 22));
    }
    return svg.append("</svg>\n").toString();
  }

  private double[] values(boolean horizontal) {
    return lines.stream()
        .flatMap(line -> line.points.stream())
        .mapToDouble(point -> horizontal ? point.x : point.y)
        .toArray();
  }

  private static String line(Line line, String color, Axis x, Axis y) {
    var points = new StringBuilder();
    var marks = new StringBuilder();
    for (var point : line.points) {
      var left = x.position(point.x);
      var top = y.position(point.y);
      points.append(format("%.1f,%.1f ", left, top));
      marks.append(
          format("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\" fill=\"%s\"/>%n", left, top, color));
    }
    return format(
            "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>%n",
            points.toString().strip(), color)
        + marks;
  }

  private static String legend(String name, String color, int top) {
    var left = RIGHT + 15;
    return format(
            "<rect x=\"%d\" y=\"%d\" width=\"12\" height=\"12\" fill=\"%s\"/>%n",
            left, top - 11, color)
        + text(left + 18, top, "start", name);
  }

  private static String gridLine(double x1, double y1, double x2, double y2) {
    return format(
        "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#808080\""
            + " stroke-opacity=\"0.35\"/>%n",
        x1, y1, x2, y2);
  }

  private static String text(double x, double y, String anchor, String text) {
    return format(
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n", x, y, anchor, escape(text));
  }

  private static String tick(int power) {
    return power < 0
        ? Double.toString(Math.pow(10, power))
        : Numbers.count((long) Math.pow(10, power));
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format.replace("%n", "\n"), values);
  }
}
