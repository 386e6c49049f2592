package dev.kerbside.lessons;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kerbside.LabException;
import dev.kerbside.drills.Claims;
import dev.kerbside.folder.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * What a lesson has found, and its judge: all of it as it must be, which passes, or one thing otherwise, which is
 * refused. A thing has the path that it has in {@code findings.json}: {@code /runs/0/size/rows}.
 */
public record Judged<F>(Class<F> type, F found, Judge<F> judge) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** What a lesson claims of its findings. */
    public interface Judge<F> {
        void judge(F found, Claims claims) throws Exception;
    }

    /** What is claimed of the findings as they are. */
    public List<String> held() throws Exception {
        Claims claims = new Claims();
        judge.judge(found, claims);
        return claims.held();
    }

    /** With this value at that path, which is another one than is there, the check fails and has these words. */
    public void refuses(String path, Object value, String... words) throws Exception {
        JsonNode is = MAPPER.readTree(Json.text(found)).at(path);
        JsonNode other = MAPPER.valueToTree(value);
        assertThat(other).as(path).isNotEqualTo(is);
        F wrong = with(path, other);
        assertThatThrownBy(() -> judge.judge(wrong, new Claims()))
                .isInstanceOf(LabException.class)
                .hasMessageContainingAll(words);
    }

    /**
     * A test for each number, text and list: with it otherwise the check fails.
     *
     * @param told a pattern of the paths of what is shown, and not judged
     */
    public Stream<DynamicTest> eachFindingIsJudged(String told) throws Exception {
        held();
        return paths(MAPPER.readTree(Json.text(found)), "").stream()
                .filter(path -> !path.matches(told))
                .map(path -> DynamicTest.dynamicTest(path, () -> {
                    F wrong = with(
                            path, otherwise(MAPPER.readTree(Json.text(found)).at(path)));
                    assertThatThrownBy(() -> judge.judge(wrong, new Claims())).isInstanceOf(LabException.class);
                }));
    }

    private F with(String path, JsonNode value) throws Exception {
        JsonNode all = MAPPER.readTree(Json.text(found));
        int name = path.lastIndexOf('/');
        JsonNode parent = all.at(path.substring(0, name));
        if (parent instanceof ArrayNode list) {
            list.set(Integer.parseInt(path.substring(name + 1)), value);
        } else {
            ((ObjectNode) parent).set(path.substring(name + 1), value);
        }
        return Json.parse(all.toString(), type);
    }

    /** Of all values and lists, and of what is in those of records. */
    private static List<String> paths(JsonNode node, String path) {
        List<String> paths = new ArrayList<>();
        if (!node.isObject()) {
            paths.add(path);
        }
        node.fields().forEachRemaining(field -> paths.addAll(paths(field.getValue(), path + "/" + field.getKey())));
        IntStream.range(0, node.isArray() ? node.size() : 0)
                .filter(i -> node.get(i).isObject())
                .forEach(i -> paths.addAll(paths(node.get(i), path + "/" + i)));
        return paths;
    }

    private static JsonNode otherwise(JsonNode value) {
        if (value instanceof ArrayNode list) {
            // What must be empty holds numbers, texts or records.
            return list.isEmpty() ? MAPPER.createArrayNode().addNull() : MAPPER.createArrayNode();
        }
        if (value.isNumber()) {
            return JsonNodeFactory.instance.numberNode(-1);
        }
        // As the lessons of security say that somebody was not refused.
        return JsonNodeFactory.instance.textNode(value.asText().equals("served") ? "Connection refused" : "served");
    }
}
