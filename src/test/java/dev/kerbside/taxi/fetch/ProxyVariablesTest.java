package dev.kerbside.taxi.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ProxySelector;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxyVariablesTest {
    private static final URI MONTH = URI.create("https://data.example.org/month.parquet");

    @ParameterizedTest
    @CsvSource({
        "https_proxy, http://127.0.0.1:3128, 127.0.0.1:3128",
        "HTTPS_PROXY, http://127.0.0.1:3128/, 127.0.0.1:3128",
        "https_proxy, 127.0.0.1:3128, 127.0.0.1:3128",
        "all_proxy, http://127.0.0.1, 127.0.0.1:80"
    })
    void theProxyIsTheVariables(String name, String value, String address) {
        assertThat(new ProxyVariables(Map.of(name, value)).proxyOf(MONTH).select(MONTH))
                .singleElement()
                .extracting(proxy -> proxy.address().toString().replaceFirst("^.*/", ""))
                .isEqualTo(address);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"example.org", "localhost, .example.org", "*", "data.example.org"})
    void aHostWithoutProxyIsAskedItself(String direct) {
        ProxySelector proxy =
                new ProxyVariables(Map.of("https_proxy", "127.0.0.1:1", "NO_PROXY", direct)).proxyOf(MONTH);
        assertThat(proxy.select(MONTH)).containsExactly(java.net.Proxy.NO_PROXY);
    }

    @Test
    void anotherSchemesProxyAndAnEmptyOneAreNone() {
        assertThat(new ProxyVariables(Map.of("http_proxy", "127.0.0.1:1", "https_proxy", "")).proxyOf(MONTH))
                .isSameAs(ProxySelector.getDefault());
    }

    @Test
    void aProxyThatSpeaksNoHttpIsRefused() {
        assertThatThrownBy(() -> new ProxyVariables(Map.of("ALL_PROXY", "socks5://127.0.0.1:1080")).proxyOf(MONTH))
                .hasMessageContaining("socks5://127.0.0.1:1080 is not one for HTTP");
    }
}
