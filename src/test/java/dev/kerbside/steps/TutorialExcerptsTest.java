package dev.kerbside.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerbside.course.Page;
import dev.kerbside.course.PageProblems;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Java and Python on the pages under {@code tutorial-steps/} is the code that runs; pictures have a twin. */
class TutorialExcerptsTest {
    @ParameterizedTest
    @MethodSource("dev.kerbside.steps.Pages#pages")
    void everyBlockOfCodeIsAnExcerptAndEveryPictureHasADrawing(Path page) {
        assertThat(PageProblems.ofCode(Page.of(Pages.ROOT, Pages.ROOT.relativize(page))))
                .isEmpty();
    }
}
