package dev.kerbside.lessons.security;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.util.Date;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.apache.xbean.asm9.ClassReader;
import org.apache.xbean.asm9.ClassVisitor;
import org.apache.xbean.asm9.ClassWriter;
import org.apache.xbean.asm9.MethodVisitor;
import org.apache.xbean.asm9.Opcodes;

/**
 * A Java agent: Java's own Kerberos client, in a JVM that has it, reads a clock that is wrong. Each call of {@code
 * System.currentTimeMillis()} in its classes is followed by an addition; nothing else is changed.
 */
public final class WrongClock {
    private static final List<String> READERS = List.of(
            "sun/security/krb5/", "sun/security/jgss/", "javax/security/auth/kerberos/", "com/sun/security/auth/");

    private static final long TOLERANCE_MILLIS = 10_000;

    private WrongClock() {}

    /** The JVM's flag; the clock is so many seconds fast. */
    static String flag(Path folder, long seconds) throws IOException {
        Path jar = folder.resolve("wrong-clock.jar");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", WrongClock.class.getName());
        manifest.getMainAttributes().putValue("Can-Retransform-Classes", "true");
        try (OutputStream out = Files.newOutputStream(jar)) {
            // The class itself is on the class path.
            new JarOutputStream(out, manifest).close();
        }
        return "-javaagent:" + jar + "=" + seconds;
    }

    /**
     * Called by the JVM before the program's main method.
     *
     * @throws IllegalStateException if the clock is still right, which ends the JVM: else whatever the program says next
     *     would be taken for what it says with a wrong one
     */
    public static void premain(String seconds, Instrumentation jvm) throws UnmodifiableClassException {
        long shift = Long.parseLong(seconds) * 1_000;
        jvm.addTransformer(
                new ClassFileTransformer() {
                    @Override
                    public byte[] transform(
                            ClassLoader loader, String name, Class<?> old, ProtectionDomain domain, byte[] code) {
                        return name != null
                                        && (name.equals("java/util/Date")
                                                || READERS.stream().anyMatch(name::startsWith))
                                ? shiftedOrNothingRuns(name, code, shift)
                                : null;
                    }
                },
                true);
        jvm.retransformClasses(Date.class);
        long seen = new Date().getTime() - System.currentTimeMillis();
        if (Math.abs(seen - shift) > TOLERANCE_MILLIS) {
            throw new IllegalStateException(
                    "The clock of this JVM is wrong by %d ms, and not by %d.".formatted(seen, shift));
        }
    }

    /** The JVM passes over what is thrown here, and goes on with the class as it was. */
    private static byte[] shiftedOrNothingRuns(String name, byte[] code, long shift) {
        try {
            return shifted(code, shift);
        } catch (RuntimeException | Error e) {
            System.err.printf("The clock cannot be made wrong in %s: %s%n", name, e);
            Runtime.getRuntime().halt(1);
            throw e;
        }
    }

    private static byte[] shifted(byte[] code, long shift) {
        ClassReader reader = new ClassReader(code);
        ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        reader.accept(
                new ClassVisitor(Opcodes.ASM9, writer) {
                    @Override
                    public MethodVisitor visitMethod(
                            int access, String name, String type, String signature, String[] exceptions) {
                        return new Shifting(super.visitMethod(access, name, type, signature, exceptions), shift);
                    }
                },
                0);
        return writer.toByteArray();
    }

    private static final class Shifting extends MethodVisitor {
        private final long shift;

        Shifting(MethodVisitor written, long shift) {
            super(Opcodes.ASM9, written);
            this.shift = shift;
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String type, boolean isInterface) {
            super.visitMethodInsn(opcode, owner, name, type, isInterface);
            if (owner.equals("java/lang/System") && name.equals("currentTimeMillis")) {
                visitLdcInsn(shift);
                visitInsn(Opcodes.LADD);
            }
        }
    }
}
