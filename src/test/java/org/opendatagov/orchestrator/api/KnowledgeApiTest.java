package org.opendatagov.orchestrator.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opendatagov.orchestrator.knowledge.DocumentFiles;
import org.opendatagov.orchestrator.knowledge.DocumentFiles.Source;
import org.opendatagov.orchestrator.knowledge.Knowledge;
import org.opendatagov.orchestrator.knowledge.KnowledgeQuery;
import org.opendatagov.orchestrator.knowledge.Pdfs;
import org.opendatagov.orchestrator.problem.Problem;
import org.springframework.beans.factory.annotation.Autowired;

class KnowledgeApiTest extends ApiTest {
    private static final String DOCUMENTS = "/api/v1/knowledge/documents";
    private static final String SEARCH = "/api/v1/knowledge:search";
    private static final String BOUNDARY = "----7d1";

    @Autowired
    private Knowledge knowledge;

    @Autowired
    private DocumentFiles files;

    private Answer upload(String fileName, byte[] content, String... fields) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int field = 0; field < fields.length; field += 2) {
            body.writeBytes(utf8("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + fields[field]
                    + "\"\r\n\r\n" + fields[field + 1] + "\r\n"));
        }
        body.writeBytes(utf8("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
                + fileName + "\"\r\nContent-Type: application/octet-stream\r\n\r\n"));
        body.writeBytes(content);
        body.writeBytes(utf8("\r\n--" + BOUNDARY + "--\r\n"));
        return send(
                "POST",
                DOCUMENTS,
                BodyPublishers.ofByteArray(body.toByteArray()),
                "Content-Type",
                "multipart/form-data; boundary=" + BOUNDARY);
    }

    private Answer upload(String fileName, String content, String... fields) {
        return upload(fileName, utf8(content), fields);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private List<String> found(String body) {
        JsonNode passages = post(SEARCH, body).json().path("passages");
        return StreamSupport.stream(passages.spliterator(), false)
                .map(passage -> passage.path("citation").asText())
                .toList();
    }

    @Test
    void a_document_is_kept_found_cited_and_shown() {
        Answer sent = upload(
                "quokka-handbook.md",
                "# Quokka handbook\n\nIntro.\n\n## Feeding\n\nQuokkas eat leaves of acacias at dusk.\n",
                "source",
                "our zoo",
                "experts",
                "SchemaExpert, CostExpert",
                "metadata",
                "{\"topic\": \"animals\"}");

        assertThat(sent.status()).isEqualTo(201);
        assertThat(sent.header("location")).isEqualTo(DOCUMENTS + "/quokka-handbook");
        assertThat(found("{\"text\": \"what do quokkas eat\", \"filters\": {\"topic\": \"animals\"}}"))
                .startsWith("knowledge:quokka-handbook@1#2");
        assertThat(found("{\"text\": \"what do quokkas eat\", \"expert\": \"QualityExpert\"}"))
                .noneMatch(citation -> citation.contains("quokka"));
        Answer version = get(DOCUMENTS + "/quokka-handbook/versions/1");
        assertThat(version.json().path("passages").path(1).path("text").asText())
                .contains("acacias");
        assertThat(version.json().path("passages").path(1).path("place").asText())
                .isEqualTo("line 7");
        assertThat(version.json().path("version").path("source").asText()).isEqualTo("our zoo");
    }

    @Test
    void a_pdf_and_a_page_are_found_too() {
        assertThat(upload(
                                "wombats.pdf",
                                Pdfs.of(
                                        "Wombats",
                                        List.of(List.of("Burrows", "Wombats dig burrows of thirty metres."))))
                        .status())
                .isEqualTo(201);
        assertThat(upload("numbats.html", "<h1>Numbats</h1><p>Numbats feed on termites alone.</p>")
                        .status())
                .isEqualTo(201);

        assertThat(found("{\"text\": \"how long are the burrows of wombats\", \"limit\": 1}"))
                .containsExactly("knowledge:wombats@1#1");
        assertThat(found("{\"text\": \"termites for numbats\", \"limit\": 1}"))
                .containsExactly("knowledge:numbats@1#1");
    }

    @Test
    void the_same_again_is_the_same_version_and_other_content_the_next_one() {
        assertThat(upload("kiwi.txt", "Kiwis lay large eggs.").status()).isEqualTo(201);
        Answer again = upload("kiwi.txt", "Kiwis lay large eggs.");
        Answer other = upload("kiwi.txt", "Kiwis lay very large eggs.");

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().path("version").asInt()).isEqualTo(1);
        assertThat(other.json().path("version").asInt()).isEqualTo(2);
        assertThat(found("{\"text\": \"eggs of kiwis\", \"limit\": 1}")).containsExactly("knowledge:kiwi@2#1");
        assertThat(get(DOCUMENTS + "/kiwi").json().path("versions")).hasSize(2);
        assertThat(get(DOCUMENTS + "/kiwi/versions/1")
                        .json()
                        .path("passages")
                        .path(0)
                        .path("text")
                        .asText())
                .isEqualTo("Kiwis lay large eggs.");
    }

    @Test
    void a_tenants_document_is_there_for_it_alone() {
        Answer sent = upload("plan.txt", "The secret dugong programme starts in May.", "tenant", "acme");
        String id = sent.json().path("id").asText();
        String question = "{\"text\": \"when does the dugong programme start\"";

        assertThat(found(question + ", \"tenant\": \"acme\"}")).startsWith("knowledge:" + id + "@1#1");
        assertThat(found(question + "}")).noneMatch(citation -> citation.contains(id));
        assertThat(found(question + ", \"tenant\": \"other\"}")).noneMatch(citation -> citation.contains(id));
        assertThat(get(DOCUMENTS + "/" + id).status()).isEqualTo(404);
        assertThat(get(DOCUMENTS + "/" + id + "?tenant=other").status()).isEqualTo(404);
        assertThat(get(DOCUMENTS + "/" + id + "/versions/1?tenant=other").status())
                .isEqualTo(404);
        assertThat(get(DOCUMENTS + "/" + id + "?tenant=acme").status()).isEqualTo(200);
        assertThat(get(DOCUMENTS).body()).doesNotContain(id);
        assertThat(send("DELETE", DOCUMENTS + "/" + id, BodyPublishers.noBody()).status())
                .isEqualTo(404);
    }

    @Test
    void a_deleted_document_is_found_no_more() {
        String id = upload("dodo.txt", "Dodos lived on Mauritius.")
                .json()
                .path("id")
                .asText();

        assertThat(send("DELETE", DOCUMENTS + "/" + id, BodyPublishers.noBody()).status())
                .isEqualTo(200);
        assertThat(found("{\"text\": \"dodos\"}")).noneMatch(citation -> citation.contains(id));
        assertThat(get(DOCUMENTS + "/" + id).status()).isEqualTo(404);
        assertThat(send("DELETE", DOCUMENTS + "/" + id, BodyPublishers.noBody()).status())
                .isEqualTo(404);
    }

    @Test
    void starter_documents_are_there_for_experts_without_being_sent() {
        assertThat(get(DOCUMENTS).json().path("documents").findValuesAsText("id"))
                .contains("spark-skew", "gdpr-retention");
        assertThat(knowledge.search(new KnowledgeQuery(
                        "one task is slow by skewed keys", "PerformanceExpert", "acme", java.util.Map.of(), 3)))
                .isNotEmpty()
                .allMatch(passage -> passage.citation().startsWith("knowledge:"));
    }

    @Test
    void everything_wrong_with_a_document_is_told_at_once() {
        Answer answer = upload(
                "x.exe",
                "text",
                "experts",
                "NobodyExpert",
                "metadata",
                "{\"a\": 1}",
                "name",
                "a",
                "name",
                "b",
                "colour",
                "red",
                "tenant",
                "no tenant!");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.paths()).contains("/experts", "/metadata/a", "/name", "", "/file", "/tenant");
        Answer second = upload(
                "x.exe", "text", "tenant", "no tenant!", "metadata", "{\"Key\": \"v\"}", "title", "t".repeat(600));
        assertThat(second.paths()).contains("/file", "/tenant", "/metadata", "/title");
        Answer third = upload("x.pdf", "no pdf", "tenant", "no tenant!");
        assertThat(third.paths()).containsExactlyInAnyOrder("/file", "/tenant");
    }

    @ParameterizedTest
    @CsvSource({"garbage.pdf, wrong_format", "empty.md, empty", "none, unknown_format", "binary.txt, binary"})
    void a_file_that_is_none_is_refused(String fileName, String code) {
        String content = fileName.startsWith("empty") ? "" : "\0\1garbage";

        Answer answer = upload(fileName, content);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("errors").findValuesAsText("code")).contains(code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{}; 422; /text",
                "{\"text\": \" \"}; 422; /text",
                "{\"text\": 7}; 422; /text",
                "{\"text\": \"a\", \"limit\": 0}; 422; /limit",
                "{\"text\": \"a\", \"limit\": 51}; 422; /limit",
                "{\"text\": \"a\", \"limit\": null}; 422; /limit",
                "{\"text\": \"a\", \"expert\": \"Nobody\"}; 422; /expert",
                "{\"text\": \"a\", \"filters\": {\"x\": [1]}}; 422; /filters/x",
                "{\"text\": \"a\", \"filters\": []}; 422; /filters",
                "{\"text\": \"a\", \"more\": 1}; 422; /more",
                "{\"text\": ; 400; ''"
            })
    void a_question_that_is_wrong_is_refused(String body, int status, String path) {
        Answer answer = post(SEARCH, body);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.paths()).contains(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "none",
                "..",
                "%20",
                "A",
                "spark-skew/versions/x",
                "spark-skew/versions/99",
                "spark-skew/versions/01"
            })
    void an_unknown_document_is_not_found(String id) {
        assertThat(get(DOCUMENTS + "/" + id).status()).isIn(400, 404);
    }

    @Test
    void a_document_whose_file_is_gone_has_no_current_version_and_keeps_those_it_had() {
        upload("bilby.md", "# Bilbies\n\nBilbies dig spirals.\n");
        files.gave(new Source("bilby.md", "", "bilby"), 1);

        files.gone(UUID.randomUUID(), "bilby.md");

        JsonNode document = get(DOCUMENTS + "/bilby").json();
        assertThat(document.path("current").isMissingNode()).isTrue();
        assertThat(document.path("retired_at").asText()).isNotEmpty();
        assertThat(document.path("versions")).hasSize(1);
        assertThat(get(DOCUMENTS + "/bilby/versions/1")
                        .json()
                        .at("/passages/0/text")
                        .asText())
                .isEqualTo("Bilbies dig spirals.");
        assertThat(found("{\"text\": \"what do bilbies dig\"}")).noneMatch(citation -> citation.contains("bilby"));
        assertThat(send("DELETE", DOCUMENTS + "/bilby", BodyPublishers.noBody()).status())
                .isEqualTo(200);
    }

    @Test
    void what_is_wrong_with_a_file_of_the_folder_is_shown_to_its_tenant() {
        Problem empty = new Problem("empty", "/file", "The file is empty.");
        files.refused(new Source("tenant=acme/void.md", "acme", "void"), List.of(empty));

        JsonNode shown = get("/api/v1/knowledge/files?tenant=acme").json().path("files");

        assertThat(shown).anySatisfy(file -> {
            assertThat(file.path("path").asText()).isEqualTo("tenant=acme/void.md");
            assertThat(file.path("version").isMissingNode()).isTrue();
            assertThat(file.at("/problems/0/code").asText()).isEqualTo("empty");
        });
        assertThat(get("/api/v1/knowledge/files").body()).doesNotContain("void.md");
        assertThat(get("/api/v1/knowledge/files?tennant=acme").status()).isEqualTo(422);
    }

    @Test
    void a_name_that_turns_text_around_or_cannot_be_seen_is_refused() {
        assertThat(upload("a.md", "text", "name", "rules\u202Efdp.md").status()).isEqualTo(422);
        assertThat(upload("a.md", "text", "name", "\u200B").status()).isEqualTo(422);
    }
}
