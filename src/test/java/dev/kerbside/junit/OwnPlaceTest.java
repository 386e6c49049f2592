package dev.kerbside.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class OwnPlaceTest {
    @Test
    void whoeverComesSecondTakesAnotherFolder() {
        Path first = OwnPlace.take();
        Path second = OwnPlace.take();
        assertThat(first.getParent()).isEqualTo(Path.of("target")).isEqualTo(second.getParent());
        assertThat(first.getFileName().toString()).startsWith("kerbside");
        assertThat(second).isNotEqualTo(first);
    }
}
