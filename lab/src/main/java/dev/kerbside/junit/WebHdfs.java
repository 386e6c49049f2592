package dev.kerbside.junit;

import dev.kerbside.Endpoints;
import dev.kerbside.LabException;
import dev.kerbside.Principal;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A client of WebHDFS that knows the lab's certificate authority and answers Hadoop's question who it is (SPNEGO). It needs
 * nothing but Java. Paths are absolute, as {@code /user/tdp_user/orders}, and names are as they are, not encoded.
 */
public final class WebHdfs {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Pattern OPERATION = Pattern.compile("[A-Z]+(&[a-z.]+=[^&\\s\"<>]*)*");

    /** Of Hadoop's answer: its words, without the stack that may follow. */
    private static final Pattern WORDS = Pattern.compile("\"message\":\"((?:[^\"\\\\]|\\\\[^n])*)");

    private final URI root;
    private final Negotiation negotiation;
    private final HttpClient http;

    private WebHdfs(URI root, Negotiation negotiation, HttpClient http) {
        this.root = root;
        this.negotiation = negotiation;
        this.http = http;
    }

    /** A client of this user's, by keytab. */
    public static WebHdfs of(Endpoints lab, Principal user) {
        HttpClient http = HttpClient.newBuilder()
                .sslContext(LabAuthority.sslContext(lab.caCertificate()))
                .connectTimeout(LIMIT)
                .build();
        return new WebHdfs(URI.create(lab.webHdfs()), new Negotiation(user.toString(), lab.keytab(user)), http);
    }

    /** Java's own client, which trusts the lab's authority: for requests of another kind. */
    public HttpClient http() {
        return http;
    }

    /** The value of the header {@code Authorization} for one request to this server. */
    public String authorization(URI server) {
        return negotiation.authorization(server.getHost());
    }

    /** Writes a file, in place of one that is there. */
    public void write(String path, byte[] content) {
        URI place = redirected("PUT", path, "CREATE&overwrite=true");
        send(HttpRequest.newBuilder(place)
                .header("Content-Type", "application/octet-stream")
                .PUT(BodyPublishers.ofByteArray(content)));
    }

    /** The content of a file. */
    public byte[] read(String path) {
        return send(HttpRequest.newBuilder(redirected("GET", path, "OPEN")).GET());
    }

    /** Deletes a file, or a folder with all that is in it, if it is there. */
    public void delete(String path) {
        call("DELETE", path, "DELETE&recursive=true");
    }

    /**
     * Any other operation of WebHDFS that the NameNode does.
     *
     * @param method GET, PUT, POST or DELETE
     * @param operation with its parameters, whose values are URL-encoded: {@code LISTSTATUS}, {@code MKDIRS&permission=700}
     * @return the answer, as JSON
     * @throws LabException if it is refused, with Hadoop's words
     */
    public String call(String method, String path, String operation) {
        return new String(send(negotiated(method, path, operation)), StandardCharsets.UTF_8);
    }

    /** The NameNode names the DataNode that has the file, with a token for it. */
    private URI redirected(String method, String path, String operation) {
        HttpRequest request = negotiated(method, path, operation).build();
        HttpResponse<byte[]> answer = answer(request);
        return answer.headers().firstValue("Location").map(URI::create).orElseThrow(() -> refused(request, answer));
    }

    private HttpRequest.Builder negotiated(String method, String path, String operation) {
        URI uri = uri(path, operation);
        BodyPublisher nothing = BodyPublishers.noBody();
        return HttpRequest.newBuilder(uri)
                .header("Authorization", authorization(uri))
                .method(method, nothing);
    }

    /** A path is the name of a file as it is: whatever a URI has another meaning for is escaped. */
    private URI uri(String path, String operation) {
        if (!path.startsWith("/") || path.startsWith("//")) {
            throw LabException.usage("'%s' is no path: paths are absolute, as /user/tdp_user/orders.".formatted(path));
        }
        if (!OPERATION.matcher(operation).matches()) {
            throw LabException.usage(
                    "'%s' is no operation: give its name and parameters, as MKDIRS&permission=700, values URL-encoded."
                            .formatted(operation));
        }
        try {
            return URI.create(root + new URI(null, null, path, null).toASCIIString() + "?op=" + operation);
        } catch (URISyntaxException e) {
            throw LabException.usage("'%s' is no path: %s.".formatted(path, e.getMessage()), e);
        }
    }

    private byte[] send(HttpRequest.Builder builder) {
        HttpRequest request = builder.build();
        HttpResponse<byte[]> answer = answer(request);
        if (answer.statusCode() / 100 != 2) {
            throw refused(request, answer);
        }
        return answer.body();
    }

    private HttpResponse<byte[]> answer(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw LabException.checkFailed(
                    "%s %s at %s: %s"
                            .formatted(
                                    request.method(),
                                    request.uri().getPath(),
                                    request.uri().getAuthority(),
                                    e),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw LabException.checkFailed("interrupted at " + request.uri(), e);
        }
    }

    private static LabException refused(HttpRequest request, HttpResponse<byte[]> answer) {
        String said = new String(answer.body(), StandardCharsets.UTF_8).strip();
        Matcher words = WORDS.matcher(said);
        return LabException.checkFailed("%s %s: %d %s"
                .formatted(
                        request.method(),
                        request.uri().getPath(),
                        answer.statusCode(),
                        answer.statusCode() == 307
                                ? "(a DataNode does this: use read or write)"
                                : words.find() ? words.group(1) : said));
    }
}
