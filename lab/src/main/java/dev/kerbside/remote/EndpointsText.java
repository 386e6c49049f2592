package dev.kerbside.remote;

import dev.kerbside.Endpoints;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/**
 * Endpoints as words, component by component: a text, a path, a number, a list with spaces between, or the components of a
 * record; nothing is an empty word.
 */
final class EndpointsText {
    private EndpointsText() {}

    static List<String> words(Endpoints endpoints) {
        List<String> words = new ArrayList<>();
        add(endpoints, words);
        return words;
    }

    private static void add(Record record, List<String> words) {
        for (RecordComponent part : record.getClass().getRecordComponents()) {
            if (value(part, record) instanceof Record inner) {
                add(inner, words);
            } else {
                words.add(word(value(part, record)));
            }
        }
    }

    private static String word(Object value) {
        return value == null
                ? ""
                : value instanceof List<?> list
                        ? String.join(" ", list.stream().map(String::valueOf).toList())
                        : value.toString();
    }

    private static Object value(RecordComponent part, Record record) {
        try {
            return part.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    static Endpoints of(List<String> words) {
        return record(Endpoints.class, words.iterator());
    }

    private static <R> R record(Class<R> type, Iterator<String> words) {
        Class<?>[] types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        Object[] values = Arrays.stream(types)
                .map(part -> part.isRecord() ? record(part, words) : value(part, words.next()))
                .toArray();
        try {
            return type.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object value(Class<?> type, String word) {
        if (type == List.class) {
            return word.isEmpty() ? List.of() : List.of(word.split(" "));
        }
        if (type == int.class) {
            return Integer.valueOf(word);
        }
        return word.isEmpty() ? null : type == Path.class ? Path.of(word) : word;
    }
}
