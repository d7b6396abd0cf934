package org.opendatagov.orchestrator.api;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.expert.ExpertRegistry;
import org.opendatagov.orchestrator.knowledge.KnowledgeDocuments;
import org.opendatagov.orchestrator.knowledge.KnowledgeQuery;
import org.opendatagov.orchestrator.knowledge.NewDocument;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;

/** Reads what is sent about documents, all problems at once. */
@Component
class KnowledgeBodies {
    private static final Set<String> FIELDS = Set.of("name", "tenant", "title", "source", "experts", "metadata");
    private static final Set<String> MEMBERS = Set.of("text", "expert", "tenant", "filters", "limit");
    private static final int USUAL_LIMIT = 5;
    private static final int LONGEST_QUESTION = 4000;

    private final ExpertRegistry experts;
    private final KnowledgeDocuments documents;

    KnowledgeBodies(ExpertRegistry experts, KnowledgeDocuments documents) {
        this.experts = experts;
        this.documents = documents;
    }

    /** Throws where there is no file; all else that is wrong is among the problems, so that it is told with what is wrong in the file. */
    NewDocument document(Exchange exchange, List<Problem> problems) {
        try (MultipartBody body = new MultipartBody(exchange)) {
            Optional<MultipartFile> file = body.file(FIELDS, problems);
            List<String> named = body.fields("experts").stream()
                    .flatMap(list -> Arrays.stream(list.split(",")))
                    .map(String::strip)
                    .filter(name -> !name.isEmpty())
                    .toList();
            named.forEach(name -> known(name, "/experts", problems));
            Map<String, String> metadata = metadata(body.field("metadata", problems), problems);
            List<String> texts = Stream.of("name", "tenant", "title", "source")
                    .map(name -> text(body.field(name, problems), name, problems))
                    .toList();
            refuseQuery(exchange, problems);
            if (file.isEmpty()) {
                ApiRequest.throwIfAny(problems);
            }
            String fileName = Optional.ofNullable(file.orElseThrow().getOriginalFilename())
                    .orElse("");
            return new NewDocument(
                    fileName,
                    content(file.orElseThrow()),
                    texts.get(0),
                    texts.get(1),
                    texts.get(2),
                    texts.get(3),
                    named,
                    metadata);
        }
    }

    private static String text(String text, String name, List<Problem> problems) {
        Texts.check(text, "/" + name, problems);
        return text;
    }

    private void known(String expert, String path, List<Problem> problems) {
        if (!Texts.storable(expert) || experts.named(expert).isEmpty()) {
            problems.add(new Problem(
                    "unknown_expert",
                    path,
                    "One of the experts is unknown; GET /api/v1/experts lists those there are."));
        }
    }

    /** What Camel and Tomcat take for parameters are the fields. */
    private static void refuseQuery(Exchange exchange, List<Problem> problems) {
        if (exchange.getMessage().getHeader(Exchange.HTTP_QUERY) != null) {
            problems.add(new Problem(
                    "unknown_parameter", "/query", "The query has a parameter that is unknown; there are none."));
        }
    }

    private static Map<String, String> metadata(String json, List<Problem> problems) {
        Map<String, String> metadata = new TreeMap<>();
        if (!json.isBlank()) {
            try {
                texts(ApiJson.object(json.getBytes(StandardCharsets.UTF_8)), "/metadata", metadata, problems);
            } catch (OrchestratorException e) {
                problems.add(new Problem("wrong_type", "/metadata", "'metadata' must be a JSON object of texts."));
            }
        }
        return metadata;
    }

    private static void texts(Map<?, ?> object, String path, Map<String, String> texts, List<Problem> problems) {
        object.forEach((name, value) -> {
            if (value instanceof String text) {
                texts.put(String.valueOf(name), text);
            } else {
                problems.add(new Problem(
                        "wrong_type", path + Texts.pointer(String.valueOf(name)), "The value must be a text."));
            }
        });
    }

    private ByteArrayResource content(MultipartFile file) {
        if (file.getSize() > documents.largest().toBytes()) {
            throw new OrchestratorException(
                    ErrorCode.TOO_LARGE,
                    "The file is larger than " + documents.largest().toBytes()
                            + " bytes (orchestrator.knowledge.max-document); send the document in parts.");
        }
        try {
            return new ByteArrayResource(file.getBytes());
        } catch (IOException e) {
            throw new OrchestratorException(
                    ErrorCode.LIMIT_REACHED, "The document could not be read from the spool; send it again.", e);
        }
    }

    KnowledgeQuery query(Map<String, Object> body, List<Problem> problems) {
        body.keySet().stream()
                .filter(name -> !MEMBERS.contains(name))
                .forEach(name -> problems.add(new Problem(
                        "unknown_member",
                        Texts.pointer(name),
                        "The member is unknown; known are "
                                + String.join(", ", MEMBERS.stream().sorted().toList()) + ".")));
        String text = text(body, "text", problems);
        if (text.isBlank() || text.length() > LONGEST_QUESTION) {
            problems.add(new Problem(
                    body.containsKey("text") ? "wrong_length" : "missing_member",
                    "/text",
                    "'text' must have 1 to " + LONGEST_QUESTION + " characters."));
        }
        String expert = text(body, "expert", problems);
        if (!expert.isEmpty()) {
            known(expert, "/expert", problems);
        }
        String tenant = text(body, "tenant", problems);
        Map<String, String> filters = new TreeMap<>();
        if (body.getOrDefault("filters", Map.of()) instanceof Map<?, ?> given) {
            texts(given, "/filters", filters, problems);
        } else {
            problems.add(new Problem("wrong_type", "/filters", "'filters' must be an object of texts."));
        }
        int limit = limit(body.getOrDefault("limit", USUAL_LIMIT), problems);
        ApiRequest.throwIfAny(problems);
        return new KnowledgeQuery(text, expert, tenant, filters, limit);
    }

    private static String text(Map<String, Object> body, String name, List<Problem> problems) {
        Object given = body.getOrDefault(name, "");
        if (given instanceof String text) {
            return text;
        }
        problems.add(new Problem("wrong_type", "/" + name, "'" + name + "' must be a text."));
        return name;
    }

    private static int limit(@Nullable Object given, List<Problem> problems) {
        if (given instanceof Integer limit && limit >= 1 && limit <= KnowledgeQuery.MOST) {
            return limit;
        }
        problems.add(new Problem(
                "invalid_number", "/limit", "'limit' must be a whole number of 1 to " + KnowledgeQuery.MOST + "."));
        return 1;
    }
}
