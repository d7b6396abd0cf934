package org.opendatagov.orchestrator.api;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/** YAML bodies: the same members as in JSON, no tags, no aliases. */
final class ApiYaml {
    private ApiYaml() {}

    /**
     * A body that must be a YAML mapping.
     *
     * @throws OrchestratorException {@code malformed_request} with line and column where it is no YAML, {@code invalid_input} where it is
     *     another value or holds text that is none
     */
    static Map<String, Object> object(byte[] body) {
        return object(text(body));
    }

    /** Whether the text is a YAML list, as a Camel route is. @throws OrchestratorException {@code malformed_request} */
    static boolean isList(String text) {
        return load(text) instanceof List<?>;
    }

    static Map<String, Object> object(String text) {
        if (!(load(text) instanceof Map<?, ?> mapping)) {
            throw new OrchestratorException(
                    ErrorCode.INVALID_INPUT,
                    List.of(new Problem("wrong_type", "", "The body must be a YAML mapping.")));
        }
        Map<String, Object> object = new LinkedHashMap<>();
        mapping.forEach((name, value) -> object.put(String.valueOf(name), value));
        List<Problem> problems = new ArrayList<>();
        Texts.check(object, "", problems);
        ApiRequest.throwIfAny(problems);
        return object;
    }

    /** @throws OrchestratorException {@code malformed_request} where the bytes are no UTF-8 */
    static String text(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw malformed("");
        }
    }

    private static Object load(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setMaxAliasesForCollections(0);
        options.setCodePointLimit(BodyFilter.LARGEST);
        try {
            Object value = new Yaml(new SafeConstructor(options)).load(text);
            return value == null ? "" : value;
        } catch (MarkedYAMLException e) {
            String place = e.getProblemMark() == null
                    ? ""
                    : " (line %d, column %d)"
                            .formatted(
                                    e.getProblemMark().getLine() + 1,
                                    e.getProblemMark().getColumn() + 1);
            throw malformed(place);
        } catch (YAMLException e) {
            throw malformed("");
        }
    }

    private static OrchestratorException malformed(String place) {
        return new OrchestratorException(
                ErrorCode.MALFORMED_REQUEST,
                "The body is no well-formed YAML in UTF-8" + place + "; expected is one mapping.");
    }
}
