package dev.kerbside.refusals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kerbside.Endpoints;
import dev.kerbside.Principal;
import dev.kerbside.security.CertificateAuthority;
import dev.kerbside.security.KafkaLogin;
import dev.kerbside.security.Kerberos;
import dev.kerbside.testkit.RunningLab;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivilegedExceptionAction;
import java.time.Duration;
import java.util.Base64;
import javax.net.ssl.SSLHandshakeException;
import org.ietf.jgss.GSSContext;
import org.ietf.jgss.GSSManager;
import org.ietf.jgss.GSSName;
import org.ietf.jgss.Oid;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom HDFS refuses over HTTPS. */
@ExtendWith(RunningLab.class)
class WebHdfsRefusalsIT {
    private static final String HOME = "/webhdfs/v1/user/tdp_user?op=LISTSTATUS";
    private static final String SPNEGO = "1.3.6.1.5.5.2";

    private static Endpoints endpoints;
    private static HttpClient trusting;

    @BeforeAll
    static void trustTheLabsAuthority(Endpoints running) throws Exception {
        endpoints = running;
        Kerberos.use(endpoints);
        String password = KafkaLogin.ticket(endpoints).getProperty("ssl.truststore.password");
        trusting = client(endpoints.truststore(), password);
    }

    @Test
    void webHdfsServesTheHolderOfATicket() throws Exception {
        HttpResponse<String> response = getAs(Principal.TDP_USER, HOME);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.body()).contains("FileStatuses");
    }

    @Test
    void webHdfsRefusesAClientWithoutATicket() throws Exception {
        assertAsksForATicket(get(HOME));
    }

    @ParameterizedTest
    @ValueSource(strings = {"user.name=hdfs", "user.name=tdp_user", "doas=hdfs", "user.name=tdp_user&doas=hdfs"})
    void webHdfsRefusesAnIdentityThatIsOnlyClaimed(String claim) throws Exception {
        assertAsksForATicket(get(HOME + "&" + claim));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/conf", "/jmx", "/logs/", "/stacks", "/dfshealth.html", "/imagetransfer?getimage=1"})
    void nameNodeShowsNoPageWithoutATicket(String page) throws Exception {
        assertAsksForATicket(get(page));
    }

    @Test
    void webHdfsRefusesOtherUserInTdpUsersHome() throws Exception {
        HttpResponse<String> response = getAs(Principal.OTHER_USER, HOME);
        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body()).contains("AccessControlException", "Permission denied: user=other_user");
    }

    @Test
    void webHdfsRefusesOtherUserWhoClaimsToBeTheSuperuser() throws Exception {
        HttpResponse<String> impersonation = getAs(Principal.OTHER_USER, HOME + "&doas=hdfs");
        assertThat(impersonation.statusCode()).isEqualTo(403);
        assertThat(impersonation.body()).contains("other_user is not allowed to impersonate hdfs");
        HttpResponse<String> name = getAs(Principal.OTHER_USER, HOME + "&user.name=hdfs");
        assertThat(name.statusCode()).as(name.body()).isEqualTo(403);
    }

    @Test
    void dataNodeWritesNothingWithoutTheNameNodesToken() throws Exception {
        String file = "/webhdfs/v1/user/tdp_user/refusals-web.txt";
        String dataNode = sendAs(
                        Principal.TDP_USER, request(file + "?op=CREATE").PUT(BodyPublishers.noBody()))
                .headers()
                .firstValue("Location")
                .orElseThrow();
        String withoutToken = dataNode.replaceFirst("delegation=[^&]*&", "user.name=tdp_user&");
        HttpResponse<String> refused = send(request(withoutToken).PUT(BodyPublishers.ofString("forged")));
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("Client cannot authenticate via:[TOKEN, KERBEROS]");
        HttpResponse<String> written = send(request(dataNode).PUT(BodyPublishers.ofString("genuine")));
        assertThat(written.statusCode()).as(written.body()).isEqualTo(201);
        sendAs(Principal.TDP_USER, request(file + "?op=DELETE").DELETE());
    }

    @Test
    void clientRefusesAServerOfAnUnknownAuthority(@TempDir Path folder) throws Exception {
        Path other = folder.resolve("truststore.p12");
        new CertificateAuthority("not the lab's").writeTruststore(other, "changeit");
        HttpClient client = client(other, "changeit");
        assertThatExceptionOfType(SSLHandshakeException.class)
                .isThrownBy(() -> client.send(request(HOME).build(), BodyHandlers.ofString()))
                .withMessageContaining("PKIX path");
    }

    @Test
    void webHdfsIsNotServedInClearText() {
        URI clear =
                URI.create(endpoints.webHdfs().replace("https://", "http://")).resolve(HOME);
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> send(request(clear.toString())))
                .withMessageContaining("parsing HTTP/1.1 status line");
    }

    private static void assertAsksForATicket(HttpResponse<String> response) {
        assertThat(response.statusCode()).as("%s", response.uri()).isEqualTo(401);
        assertThat(response.headers().firstValue("WWW-Authenticate")).hasValue("Negotiate");
    }

    private static HttpResponse<String> get(String pathAndQuery) throws IOException, InterruptedException {
        return send(request(pathAndQuery));
    }

    private static HttpResponse<String> getAs(Principal principal, String pathAndQuery) throws Exception {
        return sendAs(principal, request(pathAndQuery));
    }

    /** What {@code curl --negotiate -u :} does. */
    private static HttpResponse<String> sendAs(Principal principal, HttpRequest.Builder request) throws Exception {
        String token = Kerberos.login(endpoints, principal)
                .doAs((PrivilegedExceptionAction<String>) WebHdfsRefusalsIT::negotiate);
        return send(request.header("Authorization", "Negotiate " + token));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return trusting.send(request.build(), BodyHandlers.ofString());
    }

    private static String negotiate() throws Exception {
        GSSManager manager = GSSManager.getInstance();
        GSSName server =
                manager.createName("HTTP@" + URI.create(endpoints.webHdfs()).getHost(), GSSName.NT_HOSTBASED_SERVICE);
        GSSContext context = manager.createContext(server, new Oid(SPNEGO), null, GSSContext.DEFAULT_LIFETIME);
        try {
            return Base64.getEncoder().encodeToString(context.initSecContext(new byte[0], 0, 0));
        } finally {
            context.dispose();
        }
    }

    private static HttpRequest.Builder request(String address) {
        return HttpRequest.newBuilder(URI.create(endpoints.webHdfs()).resolve(address))
                .timeout(Duration.ofSeconds(15));
    }

    private static HttpClient client(Path truststore, String password) throws GeneralSecurityException, IOException {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(Tls.trusting(truststore, password))
                .build();
    }
}
