package dev.kerbside.taxi.fetch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One file by HTTP, within limits of size and time, whatever the server does. A redirect is followed by HTTP only, and never from
 * HTTPS to plain HTTP. Nor does one lead from a public address to one of this machine or its network.
 *
 * @param bytes the most that is taken
 * @param whole the most time, redirects included
 * @param stall the most time without a byte
 */
record Download(long bytes, Duration whole, Duration stall) {
    private static final int MOST_REDIRECTS = 5;
    private static final Duration LOOK = Duration.ofMillis(100);

    /**
     * Writes the file, from its beginning.
     *
     * @throws IOException if it is not there, or beyond a limit, or redirected where it must not; the file holds a part
     *     then
     */
    void fetch(URI first, Path target) throws IOException {
        long deadline = System.nanoTime() + whole.toNanos();
        HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(stall)
                .proxy(new ProxyVariables(System.getenv()).proxyOf(first))
                .build();
        URI url = first;
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            HttpResponse<Void> answer = answer(client, url, target, deadline);
            if (answer.statusCode() == 200) {
                return;
            }
            if (!List.of(301, 302, 303, 307, 308).contains(answer.statusCode())) {
                throw new IOException("the server answered " + answer.statusCode()
                        + " (no such month, or TLC has moved its files: see --base-url)");
            }
            url = redirected(url, answer.headers().firstValue("Location").orElse(""));
        }
        throw new IOException("the server redirected it more than " + MOST_REDIRECTS + " times");
    }

    private HttpResponse<Void> answer(HttpClient client, URI url, Path target, long deadline) throws IOException {
        try (BoundedBody body = new BoundedBody(target, bytes)) {
            CompletableFuture<HttpResponse<Void>> answer = client.sendAsync(
                    HttpRequest.newBuilder(url).build(), head -> head.statusCode() == 200 ? body : new NoBody());
            try {
                return await(answer, body, deadline);
            } finally {
                answer.cancel(true);
            }
        }
    }

    private HttpResponse<Void> await(CompletableFuture<HttpResponse<Void>> answer, BoundedBody body, long deadline)
            throws IOException {
        while (true) {
            try {
                return answer.get(LOOK.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if (System.nanoTime() > deadline) {
                    throw new IOException("it took longer than " + whole.toSeconds() + " s", e);
                }
                if (body.idle().compareTo(stall) > 0) {
                    throw new IOException("no byte came for " + stall.toSeconds() + " s", e);
                }
            } catch (ExecutionException e) {
                throw new IOException(e.getCause().getMessage(), e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }
    }

    /** Where a redirect leads, if it may. */
    static URI redirected(URI from, String location) throws IOException {
        URI to;
        try {
            to = from.resolve(location);
        } catch (IllegalArgumentException e) {
            throw new IOException("the server redirected it to '" + location + "', which is no URL", e);
        }
        String scheme = String.valueOf(to.getScheme()).toLowerCase(Locale.ROOT);
        boolean web = scheme.equals("https") || scheme.equals("http") && !"https".equalsIgnoreCase(from.getScheme());
        if (!web || to.getHost() == null) {
            throw new IOException("the server redirected it to " + to + ", which is not followed: "
                    + (web ? "it has no host" : "only HTTPS, and HTTP from HTTP, is"));
        }
        if (!isLocal(from) && isLocal(to)) {
            throw new IOException("the server redirected it to " + to
                    + ", which is not followed: an address of this machine or its network");
        }
        return to;
    }

    private static boolean isLocal(URI url) {
        try {
            return Arrays.stream(InetAddress.getAllByName(url.getHost())).anyMatch(Download::isLocal);
        } catch (UnknownHostException e) {
            // A proxy may know it, and it is not in this network.
            return false;
        }
    }

    private static boolean isLocal(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean unique = bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc;
        return unique
                || address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress();
    }
}
