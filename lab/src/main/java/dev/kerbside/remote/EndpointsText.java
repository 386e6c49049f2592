package dev.kerbside.remote;

import dev.kerbside.Endpoints;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Endpoints as words, component by component: a text, a path, or a list with spaces between; nothing is an empty word. */
final class EndpointsText {
    private EndpointsText() {}

    static List<String> words(Endpoints endpoints) {
        List<String> words = new ArrayList<>();
        for (RecordComponent part : Endpoints.class.getRecordComponents()) {
            words.add(word(value(part, endpoints)));
        }
        return words;
    }

    private static String word(Object value) {
        return value == null
                ? ""
                : value instanceof List<?> list
                        ? String.join(" ", list.stream().map(String::valueOf).toList())
                        : value.toString();
    }

    private static Object value(RecordComponent part, Endpoints endpoints) {
        try {
            return part.getAccessor().invoke(endpoints);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    static Endpoints of(List<String> words) {
        RecordComponent[] parts = Endpoints.class.getRecordComponents();
        Object[] values = new Object[parts.length];
        for (int i = 0; i < parts.length; i++) {
            values[i] = value(parts[i].getType(), words.get(i));
        }
        try {
            Class<?>[] types =
                    Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new);
            return Endpoints.class.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object value(Class<?> type, String word) {
        if (type == List.class) {
            return word.isEmpty() ? List.of() : List.of(word.split(" "));
        }
        return word.isEmpty() ? null : type == Path.class ? Path.of(word) : word;
    }
}
