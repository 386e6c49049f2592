package dev.kerbside.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VariablesExaminationTest {
    @ParameterizedTest
    @CsvSource({
        "_JAVA_OPTIONS, -Duser.timezone=Europe/Paris, java options, your own JVMs do not",
        "LAB_LEFT_OUT__JAVA_OPTIONS, -Xmx1m, java options, _JAVA_OPTIONS",
        "https_proxy, http://127.0.0.1:9, proxy, for localhost too",
        "ALL_PROXY, socks5://127.0.0.1:9, proxy, ALL_PROXY",
        "REQUESTS_CA_BUNDLE, /etc/ssl/mine.pem, authorities, does not trust the lab",
        "CURL_CA_BUNDLE, /etc/ssl/mine.pem, authorities, CURL_CA_BUNDLE",
        "SSL_CERT_FILE, /etc/ssl/mine.pem, authorities, SSL_CERT_FILE",
        "KRB5CCNAME, KEYRING:persistent:0, tickets, from files only",
        "KRB5CCNAME, KCM:, tickets, KCM:",
        "KRB5CCNAME, DIR:/run/tickets, tickets, DIR:",
        "LAB_LEFT_OUT_KRB5CCNAME, API:1, environment, KRB5CCNAME",
        "KRB5_KTNAME, /etc/krb5.keytab, environment, KRB5_KTNAME",
        "HADOOP_TOKEN_FILE_LOCATION, /mine, environment, HADOOP_TOKEN_FILE_LOCATION",
        "SPARK_LOCAL_DIRS, /mine, environment, SPARK_LOCAL_DIRS",
        "LD_LIBRARY_PATH, /opt/conda/lib, libraries, other libraries than their own",
        "PYTHONHOME, /opt/python, libraries, PYTHONHOME",
        "LC_ALL, tr_TR.UTF-8, locale, the lab's JVMs speak English"
    })
    void aVariableInTheWayIsNamedWithItsReasonAndACure(String name, String value, String what, String words) {
        assertThat(examine(Map.of(name, value)))
                .filteredOn(finding -> finding.what().equals(what))
                .singleElement()
                .matches(finding -> finding.verdict() == Finding.Verdict.WARN)
                .matches(finding -> finding.found().contains(words), words)
                .matches(finding ->
                        finding.line().lines().count() == 1 && finding.line().contains(". Cure: "));
    }

    @Test
    void whatIsNotInTheWayIsNot() {
        assertThat(examine(Map.of(
                        "https_proxy", "http://proxy:3128",
                        "no_proxy", "example.org, localhost",
                        "http_proxy", "",
                        "KRB5CCNAME", "FILE:/a lab/krb5cc_tdp_user",
                        "KRB5_CONFIG", "/a lab/krb5.conf",
                        "LD_PRELOAD", "/usr/lib/libnss_wrapper.so",
                        "LANG", "de_DE.UTF-8",
                        "SPARK_LOCAL_IP", "127.0.0.1")))
                .allMatch(finding -> finding.verdict() == Finding.Verdict.OK);
    }

    private static List<Finding> examine(Map<String, String> environment) {
        return new VariablesExamination(Path.of("/a lab"), environment).findings();
    }
}
