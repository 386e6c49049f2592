package dev.kerbside.taxi.fetch;

import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The proxy that a person's environment names for a URL, in the variables that curl reads; Java reads none. */
record ProxyVariables(Map<String, String> environment) {
    /**
     * For {@link HttpClient}. Where no variable is set, Java's own.
     *
     * @throws IllegalArgumentException if the proxy is none for HTTP
     */
    ProxySelector proxyOf(URI url) {
        String proxy = variable(url.getScheme() + "_proxy", "all_proxy");
        if (proxy == null) {
            return ProxySelector.getDefault();
        }
        if (isDirect(url.getHost())) {
            return HttpClient.Builder.NO_PROXY;
        }
        URI address = URI.create(proxy.contains("://") ? proxy : "http://" + proxy);
        if (address.getHost() == null || !"http".equals(address.getScheme())) {
            throw new IllegalArgumentException("the proxy %s is not one for HTTP".formatted(proxy));
        }
        return ProxySelector.of(
                new InetSocketAddress(address.getHost(), address.getPort() < 0 ? 80 : address.getPort()));
    }

    private boolean isDirect(String host) {
        String direct = Objects.requireNonNullElse(variable("no_proxy"), "");
        return Stream.of(direct.split("[, ]+"))
                .map(name -> name.replaceFirst("^[*]?[.]", ""))
                .anyMatch(
                        name -> name.equals("*") || host.equals(name) || !name.isEmpty() && host.endsWith("." + name));
    }

    private String variable(String... names) {
        return Stream.of(names)
                .flatMap(name -> Stream.of(name, name.toUpperCase(Locale.ROOT)))
                .map(environment::get)
                .filter(value -> value != null && !value.isBlank())
                .findFirst()
                .orElse(null);
    }
}
