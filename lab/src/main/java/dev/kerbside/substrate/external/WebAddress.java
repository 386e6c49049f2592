package dev.kerbside.substrate.external;

import java.net.URI;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.apache.hadoop.yarn.webapp.util.WebAppUtils;

/** Where a client finds pages, as its configuration says. */
final class WebAddress {
    private WebAddress() {}

    /**
     * Root of WebHDFS, without a slash at the end; of two NameNodes, that of the first.
     *
     * @param hadoop of the client's core-site.xml and hdfs-site.xml
     */
    static String of(Configuration hadoop) {
        boolean secure = !hadoop.get("dfs.http.policy", "HTTP_ONLY").equals("HTTP_ONLY");
        String key = "dfs.namenode.%s-address".formatted(secure ? "https" : "http");
        URI fs = URI.create(hadoop.get("fs.defaultFS"));
        // Not getHost(), which knows no names with an underline.
        String nameservice = fs.getAuthority().replaceFirst(":\\d+$", "");
        String first = hadoop.getTrimmedStrings("dfs.ha.namenodes." + nameservice).length == 0
                ? ""
                : hadoop.getTrimmedStrings("dfs.ha.namenodes." + nameservice)[0];
        String address = Stream.of(key, key + "." + nameservice, key + "." + nameservice + "." + first)
                .map(hadoop::getTrimmed)
                .filter(found -> found != null && !found.isEmpty())
                .reduce((one, nearer) -> nearer)
                .orElse(nameservice + (secure ? ":9871" : ":9870"));
        return "%s://%s/webhdfs/v1"
                .formatted(secure ? "https" : "http", address.replaceFirst("^0\\.0\\.0\\.0", nameservice));
    }

    /**
     * Root of the ResourceManager's pages, without a slash at the end; of two, that of the first.
     *
     * @param hadoop of the client's core-site.xml and yarn-site.xml
     */
    static String ofYarn(Configuration hadoop) {
        return WebAppUtils.getRMWebAppURLWithScheme(new YarnConfiguration(hadoop));
    }
}
