package dev.kerbside.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every JVM of the lab speaks English, whatever the person's locale is. */
class LocaleTest {
    @Test
    void thisJvmIsOneOfThem() {
        assertThat(Locale.getDefault()).isEqualTo(Locale.US);
        assertThat(ForkedJvm.sharedFlags()).contains("-Duser.language=en", "-Duser.country=US", "-Duser.timezone=UTC");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tr_TR.UTF-8", "de_DE.UTF-8", "ar_SA.UTF-8", "th_TH.UTF-8"})
    void inAnotherLocaleAJvmOfTheLabsStillIs(String locale) throws Exception {
        assumeTrue(!settings(locale).contains("default locale = English"), () -> locale + " is not installed here");

        assertThat(settings(locale, "@lab/jvm.args"))
                .contains("default locale = English", "default display locale = English (United States)")
                .contains("default format locale = English (United States)");
    }

    private static String settings(String locale, String... flags) throws Exception {
        List<String> command = new ArrayList<>(List.of(ForkedJvm.java()));
        command.addAll(List.of(flags));
        command.addAll(List.of("-XshowSettings:locale", "-version"));
        ProcessBuilder java = new ProcessBuilder(command).redirectErrorStream(true);
        java.environment().put("LC_ALL", locale);
        Process process = java.start();
        String said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
