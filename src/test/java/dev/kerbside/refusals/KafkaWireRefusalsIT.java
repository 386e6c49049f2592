package dev.kerbside.refusals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kerbside.Endpoints;
import dev.kerbside.Principal;
import dev.kerbside.security.KafkaLogin;
import dev.kerbside.security.Kerberos;
import dev.kerbside.testkit.RunningLab;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.RaftVoterEndpoint;
import org.apache.kafka.common.message.DescribeClusterRequestData;
import org.apache.kafka.common.requests.ApiVersionsRequest;
import org.apache.kafka.common.requests.ApiVersionsResponse;
import org.apache.kafka.common.requests.DescribeClusterRequest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the brokers' and the controllers' listeners answer to a connection with too little security. */
@ExtendWith(RunningLab.class)
class KafkaWireRefusalsIT {
    private static Endpoints endpoints;
    private static Address broker;
    private static Address controller;

    private record Address(String listener, String host, int port) {
        @Override
        public String toString() {
            return listener;
        }
    }

    @BeforeAll
    static void findTheListeners(Endpoints running) throws Exception {
        endpoints = running;
        Kerberos.use(endpoints);
        String[] first = endpoints.bootstrapServers().split(",")[0].split(":");
        broker = new Address("broker", first[0], Integer.parseInt(first[1]));
        RaftVoterEndpoint voter = KafkaAttempts.as(KafkaLogin.keytab(endpoints, Principal.service("kafka", first[0])))
                .ask(admin -> admin.describeMetadataQuorum().quorumInfo())
                .nodes()
                .values()
                .stream()
                .flatMap(node -> node.endpoints().stream())
                .findFirst()
                .orElseThrow();
        controller = new Address("controller", voter.host(), voter.port());
    }

    static Stream<Address> listeners() {
        return Stream.of(broker, controller);
    }

    @ParameterizedTest
    @MethodSource("listeners")
    void kafkaDoesNotAnswerInClearText(Address listener) throws IOException {
        try (Wire clear = new Wire(new Socket(listener.host(), listener.port()))) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> clear.ask(new ApiVersionsRequest.Builder()))
                    .isInstanceOfAny(Wire.NotKafkaException.class, EOFException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("listeners")
    void kafkaTellsItsVersionsToATlsClientAndNothingMore(Address listener) throws Exception {
        try (Wire tls = new Wire(tlsSocket(listener))) {
            assertThat(tls.ask(new ApiVersionsRequest.Builder())).isInstanceOf(ApiVersionsResponse.class);
            assertThatExceptionOfType(EOFException.class)
                    .isThrownBy(() -> tls.ask(new DescribeClusterRequest.Builder(new DescribeClusterRequestData())));
        }
    }

    private static Socket tlsSocket(Address listener) throws Exception {
        Properties client = KafkaLogin.ticket(endpoints);
        return Tls.trusting(
                        Path.of(client.getProperty("ssl.truststore.location")),
                        client.getProperty("ssl.truststore.password"))
                .getSocketFactory()
                .createSocket(listener.host(), listener.port());
    }
}
