package dev.kerbside.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SharedClassesTest {
    /** Folders of configuration come after all jars, so that the jars may have archives. */
    @ParameterizedTest
    @ValueSource(strings = {"core-site.xml", "hdfs-site.xml", "ssl-server.xml", "ssl-client.xml", "server.properties"})
    void noJarHidesAConfigurationFile(String name) {
        assertThat(getClass().getClassLoader().getResource(name)).isNull();
    }
}
