package dev.kerbside.folder;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** The lab's JSON files: indented, paths as plain strings, replaced in one move so that none is ever half-written. */
public final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            // A record is its components: what else it answers is not written.
            .setVisibility(PropertyAccessor.IS_GETTER, JsonAutoDetect.Visibility.NONE)
            .registerModule(new SimpleModule().addSerializer(Path.class, ToStringSerializer.instance));

    private Json() {}

    public static void write(Path file, Object value) {
        AtomicFile.write(file, temporary -> MAPPER.writeValue(temporary.toFile(), value));
    }

    /** The value as the text of a JSON file. */
    public static String text(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The value of a JSON text. */
    public static <T> T parse(String text, Class<T> type) throws IOException {
        return MAPPER.readValue(text, type);
    }

    /** The value of a JSON text, of a generic type. */
    public static <T> T parse(String text, TypeReference<T> type) throws IOException {
        return MAPPER.readValue(text, type);
    }

    public static <T> T read(Path file, Class<T> type) throws IOException {
        return MAPPER.readValue(file.toFile(), type);
    }
}
