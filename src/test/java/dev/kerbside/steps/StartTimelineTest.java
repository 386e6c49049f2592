package dev.kerbside.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerbside.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;

class StartTimelineTest {
    private final List<String> told = new ArrayList<>();
    private long now;
    private final StartTimeline timeline = new StartTimeline(
            new Progress() {
                @Override
                public void starting(String node) {
                    told.add("starting " + node);
                }

                @Override
                public void listening(String node) {
                    told.add("listening " + node);
                }

                @Override
                public void ready(String node, Duration took) {
                    told.add("ready " + node + " " + took);
                }

                @Override
                public void say(String line) {
                    told.add(line);
                }
            },
            () -> now);

    @Test
    void aLineHasThreePartsInProportionToTheWholeStart() {
        start("kdc", 0, 1_000, 2_000);
        start("broker-1", 2_000, 3_000, 4_000);
        assertThat(timeline.text(false).subList(1, 3))
                .containsExactly(
                        "kdc        " + ".".repeat(14) + "-".repeat(15) + "#".repeat(31) + "   2.0 s",
                        "broker-1   " + " ".repeat(30) + ".".repeat(14) + "-".repeat(15)
                                + "#   4.0 s  waits for kdc, the other brokers");
    }

    @Test
    void whatWasNotUsedIsNotShown() {
        start("kdc", 0, 1_000, 2_000);
        timeline.starting("broker-1");
        assertThat(timeline.text(true)).hasSize(2);
    }

    @Test
    void aServiceThatNobodyListensForHasTwoParts() {
        timeline.starting("kafka");
        now = 600;
        timeline.ready("kafka", Duration.ofMillis(600));
        assertThat(timeline.text(false).get(1)).doesNotContain("-").contains("....", "#", "each broker");
    }

    @Test
    void theNextOneIsToldTheSame() {
        start("kdc", 0, 1_000, 2_000);
        timeline.say("a word");
        assertThat(told).containsExactly("starting kdc", "listening kdc", "ready kdc PT2S", "a word");
    }

    @Test
    void thePictureHasARowForEachNodeWithinItsFrame() {
        start("kdc", 0, 1_000, 2_000);
        start("namenode", 2_000, 3_000, 8_000);
        Document svg = Jsoup.parse(timeline.svg(), Parser.xmlParser());
        assertThat(svg.select("text.name").eachText()).containsExactly("kdc", "namenode");
        assertThat(svg.select("rect[fill=#56b4e9][height=18]")).hasSize(2).allSatisfy(bar -> assertThat(
                        Double.parseDouble(bar.attr("x")) + Double.parseDouble(bar.attr("width")))
                .isBetween(124.0, 684.0));
        assertThat(svg.select("text").eachText()).contains("8.0 s, waits for kdc");
    }

    private void start(String node, long starts, long listens, long used) {
        now = starts;
        timeline.starting(node);
        now = listens;
        timeline.listening(node);
        now = used;
        timeline.ready(node, Duration.ofMillis(used - starts));
    }
}
