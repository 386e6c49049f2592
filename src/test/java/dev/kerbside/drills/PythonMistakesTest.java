package dev.kerbside.drills;

import java.util.stream.Stream;

/** What only people who write Python get wrong is named, too. */
class PythonMistakesTest extends MistakeTrial {
    static Stream<Mistake> mistakes() {
        return PythonMistakes.all();
    }
}
