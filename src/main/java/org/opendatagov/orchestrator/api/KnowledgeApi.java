package org.opendatagov.orchestrator.api;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Exchange;
import org.opendatagov.orchestrator.knowledge.DocumentPassage;
import org.opendatagov.orchestrator.knowledge.DocumentStore.Saved;
import org.opendatagov.orchestrator.knowledge.DocumentVersion;
import org.opendatagov.orchestrator.knowledge.KnowledgeDocuments;
import org.opendatagov.orchestrator.knowledge.KnowledgeSearch;
import org.opendatagov.orchestrator.knowledge.Passage;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;
import org.springframework.stereotype.Component;

/** Operations on documents that experts may lean on. Until callers are known, who calls says which tenant is meant. */
@Component("knowledgeApi")
class KnowledgeApi {
    private static final int MOST = 1000;
    private static final String TENANT = "tenant";

    private final KnowledgeDocuments documents;
    private final KnowledgeSearch search;
    private final KnowledgeBodies bodies;

    KnowledgeApi(KnowledgeDocuments documents, KnowledgeSearch search, KnowledgeBodies bodies) {
        this.documents = documents;
        this.search = search;
        this.bodies = bodies;
    }

    /** 201 with a new version, 200 where the document has this one already. */
    public void add(Exchange exchange) {
        List<Problem> problems = new ArrayList<>();
        Saved saved = documents.add(bodies.document(exchange, problems), problems);
        Answers.json(exchange, saved.created() ? 201 : 200, saved.version());
        exchange.getMessage()
                .setHeader(
                        "Location", BodyFilter.DOCUMENTS + "/" + saved.version().id());
    }

    public void list(Exchange exchange) {
        String tenant = ApiRequest.of(exchange, TENANT).query(TENANT).orElse("");
        Answers.json(exchange, 200, Map.of("documents", documents.list(tenant, MOST)));
    }

    /** What became of the files below the folder of documents. */
    public void files(Exchange exchange) {
        String tenant = ApiRequest.of(exchange, TENANT).query(TENANT).orElse("");
        Answers.json(exchange, 200, Map.of("files", documents.files(tenant, MOST)));
    }

    /** A document: its current version, none where it is retired, and all of them. */
    record DocumentView(
            Optional<DocumentVersion> current, Optional<Instant> retiredAt, List<DocumentVersion> versions) {}

    public void get(Exchange exchange) {
        ApiRequest request = ApiRequest.of(exchange, TENANT);
        List<DocumentVersion> versions = versions(request);
        Optional<Instant> retired = documents.retired(
                request.query(TENANT).orElse(""), versions.getFirst().id());
        Optional<DocumentVersion> current = retired.isPresent() ? Optional.empty() : Optional.of(versions.getFirst());
        Answers.json(exchange, 200, new DocumentView(current, retired, versions));
    }

    private List<DocumentVersion> versions(ApiRequest request) {
        List<DocumentVersion> versions =
                documents.versions(request.query(TENANT).orElse(""), id(request));
        if (versions.isEmpty()) {
            throw missing();
        }
        return versions;
    }

    /** A version with its passages: what a citation names. */
    record VersionView(DocumentVersion version, List<DocumentPassage> passages) {}

    public void version(Exchange exchange) {
        ApiRequest request = ApiRequest.of(exchange, TENANT);
        String number = request.path("version");
        DocumentVersion version = versions(request).stream()
                .filter(one -> String.valueOf(one.version()).equals(number))
                .findFirst()
                .orElseThrow(KnowledgeApi::missing);
        List<DocumentPassage> passages =
                documents.passages(request.query(TENANT).orElse(""), version.id(), version.version());
        Answers.json(exchange, 200, new VersionView(version, passages));
    }

    public void delete(Exchange exchange) {
        ApiRequest request = ApiRequest.of(exchange, TENANT);
        String id = id(request);
        if (!documents.remove(request.query(TENANT).orElse(""), id)) {
            throw missing();
        }
        Answers.json(exchange, 200, Map.of("id", id));
    }

    /** A passage as it is answered: with what cites it. */
    record PassageView(
            String citation,
            String document,
            int version,
            int passage,
            String title,
            String source,
            String text,
            double score) {
        static PassageView of(Passage passage) {
            return new PassageView(
                    passage.citation(),
                    passage.document(),
                    passage.version(),
                    passage.passage(),
                    passage.title(),
                    passage.source(),
                    passage.text(),
                    passage.score());
        }
    }

    public void search(Exchange exchange) {
        List<Problem> problems = new ArrayList<>();
        ApiRequest request = ApiRequest.of(exchange, Set.of(), problems);
        List<Passage> passages = search.search(bodies.query(request.object(), problems));
        Answers.json(
                exchange,
                200,
                Map.of("passages", passages.stream().map(PassageView::of).toList()));
    }

    private static String id(ApiRequest request) {
        String id = request.path("id");
        if (!id.matches("[a-z0-9-]{1,100}")) {
            throw missing();
        }
        return id;
    }

    /** The id is left out: what is no id may be anything. */
    private static OrchestratorException missing() {
        return new OrchestratorException(
                ErrorCode.NOT_FOUND,
                "There is no such document or version; GET " + BodyFilter.DOCUMENTS
                        + " lists what there is, with tenant= also a tenant's own.");
    }
}
