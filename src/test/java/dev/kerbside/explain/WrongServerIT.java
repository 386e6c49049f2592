package dev.kerbside.explain;

import static dev.kerbside.explain.Provoked.assertExplained;
import static dev.kerbside.explain.Provoked.kafka;
import static java.nio.charset.StandardCharsets.US_ASCII;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.kerbside.security.CertificateAuthority;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Properties;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kafka's client at servers that are not the ones it means. */
class WrongServerIT {
    private static final String PASSWORD = "only here";

    @TempDir
    private Path folder;

    private CertificateAuthority authority;

    @BeforeEach
    void found() throws Exception {
        authority = new CertificateAuthority("Test CA");
        authority.writeTruststore(folder.resolve("truststore.p12"), PASSWORD);
    }

    @Test
    void aServerWithoutTls() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
            new Thread(() -> greet(server), "greeter").start();
            assertExplained(refusedAt(server.getLocalPort()), "tls-to-plaintext", "a port without TLS");
        }
    }

    /** As a web server answers what is no HTTP. */
    private static void greet(ServerSocket server) {
        while (!server.isClosed()) {
            try (Socket client = server.accept()) {
                client.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII));
                client.shutdownOutput();
                // Closed with something unread, the answer might be lost.
                client.getInputStream().transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                // The test has ended, or the client has.
            }
        }
    }

    @Test
    void aServerWhoseCertificateHasAnotherName() throws Exception {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(certified("worker-01.tdp")));
        server.start();
        try {
            assertExplained(refusedAt(server.getAddress().getPort()), "wrong-host-name", "another host name");
        } finally {
            server.stop(0);
        }
    }

    /** What a client gets that speaks TLS, and calls the server localhost. */
    private Throwable refusedAt(int port) {
        Properties client = new Properties();
        client.put("bootstrap.servers", "localhost:" + port);
        client.put("security.protocol", "SSL");
        client.put("ssl.truststore.location", folder.resolve("truststore.p12").toString());
        client.put("ssl.truststore.password", PASSWORD);
        return kafka(client);
    }

    private SSLContext certified(String host) throws Exception {
        Path file = folder.resolve("server.p12");
        authority.issue("server", host, file, PASSWORD);
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }
}
