package dev.kerbside.process;

import dev.kerbside.LabException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Names of hosts that only the lab knows, for JVMs: a hosts file for {@code -Djdk.net.hosts.file}, which needs no root
 * and changes nothing for other programs. It replaces DNS, so this machine's own names are in it too.
 */
public final class HostNames {
    private static final String PROPERTY = "jdk.net.hosts.file";
    private static final String LOOPBACK = "127.0.0.1";

    private HostNames() {}

    /**
     * Why a lab on loopback needs such a file on this machine, in words: localhost must be 127.0.0.1 both ways, which
     * HDFS checks, and this machine's own name must have an address of this machine. Empty if all is well.
     */
    public static Optional<String> trouble() {
        return Stream.<Supplier<String>>of(HostNames::ofLocalhost, HostNames::ofLoopback, HostNames::ofThisMachine)
                .map(Supplier::get)
                .filter(Objects::nonNull)
                .findFirst();
    }

    private static String ofLocalhost() {
        try {
            String address = InetAddress.getByName("localhost").getHostAddress();
            return address.equals(LOOPBACK) ? null : "localhost is " + address;
        } catch (UnknownHostException e) {
            return "localhost has no address";
        }
    }

    private static String ofLoopback() {
        try {
            String name = InetAddress.getByName(LOOPBACK).getCanonicalHostName();
            return name.equals("localhost") ? null : "%s is called %s".formatted(LOOPBACK, name);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String ofThisMachine() {
        try {
            InetAddress address = InetAddress.getByName(machine());
            boolean own = address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
            return own
                    ? null
                    : "this machine's name, %s, has the address %s, which is not this machine's"
                            .formatted(machine(), address.getHostAddress());
        } catch (UnknownHostException e) {
            return "this machine's name, %s, has no address".formatted(machine());
        } catch (SocketException e) {
            return "the addresses of this machine cannot be listed: " + e.getMessage();
        }
    }

    /** Writes the file: every name is loopback's. The first is what loopback is called in reverse. */
    public static void write(Path file, List<String> names) throws IOException {
        StringBuilder text = new StringBuilder(LOOPBACK + " localhost\n");
        text.append(LOOPBACK).append(' ').append(machine()).append('\n');
        // With a full stop too: so Hadoop asks where a token names its server by its name.
        names.forEach(name -> text.append("%1$s %2$s %2$s.\n".formatted(LOOPBACK, name)));
        Files.writeString(file, text);
    }

    /**
     * Makes this JVM know the names of the file.
     *
     * @throws LabException if it cannot learn them any more, since it has looked names up before
     */
    public static void use(Path file) {
        System.setProperty(PROPERTY, file.toString());
        refresh(file);
        try (var lines = Files.lines(file)) {
            for (String line : lines.toList()) {
                String name = line.split(" ")[1];
                if (!InetAddress.getByName(name).isLoopbackAddress()) {
                    throw new UnknownHostException(name);
                }
            }
        } catch (UnknownHostException e) {
            throw LabException.cannotStart(
                    "This JVM does not know the lab's host %s. Start it with %s".formatted(e.getMessage(), flag(file)),
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Makes this JVM know the names of a file, and no others, as somebody else has written it: any addresses, blanks and
     * remarks.
     *
     * @throws LabException if it cannot learn them any more, since it has looked names up before
     */
    public static void useForeign(Path file) {
        System.setProperty(PROPERTY, file.toString());
        refresh(file);
        try (var lines = Files.lines(file)) {
            for (String line : lines.toList()) {
                String[] words = line.replaceFirst("#.*", "").strip().split("\\s+");
                if (words.length > 1 && !knows(words[1], words[0])) {
                    throw LabException.cannotStart("This JVM does not know the host %s of %s. Start it with %s"
                            .formatted(words[1], file, flag(file)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean knows(String name, String address) {
        try {
            return List.of(InetAddress.getAllByName(name)).contains(InetAddress.getByName(address));
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /**
     * Java reads the property at its first look-up; there is no public way to say that it has changed. Who answers has
     * another name since Java 18.
     */
    private static void refresh(Path file) {
        try {
            boolean resolver = Runtime.version().feature() >= 18;
            Constructor<?> answers = Class.forName(
                            InetAddress.class.getName() + "$HostsFile" + (resolver ? "Resolver" : "NameService"))
                    .getDeclaredConstructor(String.class);
            Field asked = InetAddress.class.getDeclaredField(resolver ? "resolver" : "nameService");
            answers.setAccessible(true);
            asked.setAccessible(true);
            asked.set(null, answers.newInstance(file.toString()));
            forget();
        } catch (ReflectiveOperationException | InaccessibleObjectException e) {
            // Without lab/jvm.args, or in another Java: then the flag is needed, which the first look-up tells.
        }
    }

    /** What was looked up before, in vain or not: {@link #trouble} has. */
    private static void forget() throws ReflectiveOperationException {
        for (String name : new String[] {"cache", "expirySet"}) {
            Field known = InetAddress.class.getDeclaredField(name);
            known.setAccessible(true);
            if (known.get(null) instanceof Map<?, ?> addresses) {
                addresses.clear();
            } else {
                ((Collection<?>) known.get(null)).clear();
            }
        }
    }

    /** What a JVM that this one starts needs, to know the same names. */
    static List<String> flags() {
        String file = System.getProperty(PROPERTY);
        return file == null ? List.of() : List.of(flag(Path.of(file)));
    }

    /** The flag of a JVM that knows the names of the file. */
    public static String flag(Path file) {
        return "-D" + PROPERTY + "=" + file;
    }

    /** This machine's own name: what {@code InetAddress.getLocalHost()} asks for; found without asking it. */
    public static String machine() {
        try (var name = new ProcessBuilder("uname", "-n").start().getInputStream()) {
            return new String(name.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
