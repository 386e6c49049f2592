package dev.kerbside.drills;

import java.util.stream.Stream;

/** What is nearly right is refused. */
class SubtleMistakesTest extends MistakeTrial {
    static Stream<Mistake> mistakes() {
        return SubtleMistakes.all();
    }
}
