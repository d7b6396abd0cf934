package org.opendatagov.orchestrator.knowledge;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.camel.Header;
import org.opendatagov.orchestrator.knowledge.DocumentFiles.Source;
import org.opendatagov.orchestrator.knowledge.DocumentStore.Saved;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.stereotype.Component;

/**
 * Makes documents of the files below a folder. Folders on the way say what a document is: {@code tenant=acme}, {@code expert=CostExpert}
 * (once for each), any other {@code name=value} is metadata. A file that changes becomes a new version; of one that
 * goes see {@link FolderWatch}.
 */
@Component("knowledgeFolder")
class KnowledgeFolder {
    private static final Logger LOG = LoggerFactory.getLogger(KnowledgeFolder.class);
    private static final Set<String> OWN = Set.of("tenant", "expert");
    private static final Problem UNREADABLE =
            new Problem("unreadable", NewDocument.FILE, "The file cannot be read; let the service read it.");

    private final KnowledgeDocuments documents;
    private final DocumentFiles files;
    private final Path folder;
    /** Files that could not be taken for a reason that passes. */
    private final Set<String> again = ConcurrentHashMap.newKeySet();

    KnowledgeFolder(KnowledgeDocuments documents, DocumentFiles files, KnowledgeSettings settings) {
        this.documents = documents;
        this.files = files;
        this.folder = Path.of(settings.folder());
    }

    /**
     * Called by the route {@code trigger-knowledge} for each new or changed file. What is wrong with it is kept beside the file's name and said in
     * the log; the last version that it gave stays.
     */
    public void take(@Header("CamelFileName") String name) {
        try {
            become(name);
            again.remove(name);
        } catch (RuntimeException e) {
            again.add(name);
            throw e;
        }
    }

    private void become(String name) {
        NewDocument about = document(name, new ByteArrayResource(new byte[0]));
        Source source = new Source(name, about.tenant(), DocumentIds.of(about.tenant(), about.nameOrFileName()));
        try {
            Saved saved = documents.add(document(name, content(folder.resolve(name))));
            files.gave(source, saved.version().version());
            LOG.info("{} is version {} of document {}", name, saved.version().version(), source.document());
        } catch (IOException e) {
            refuse(source, List.of(UNREADABLE));
        } catch (OrchestratorException e) {
            if (e.code().retryable()) {
                throw e;
            }
            refuse(source, e.problems());
        }
    }

    private void refuse(Source source, List<Problem> problems) {
        files.refused(source, problems);
        LOG.warn(
                "{} becomes no document until it changes: {}",
                source.path(),
                problems.stream().map(Problem::message).collect(Collectors.joining(" ")));
    }

    /** Files to be taken again, for what was in the way may be over. */
    List<String> again() {
        return List.copyOf(again);
    }

    /** One byte more than is taken is enough to refuse it. */
    private ByteArrayResource content(Path file) throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            return new ByteArrayResource(
                    content.readNBytes((int) documents.largest().toBytes() + 1));
        }
    }

    static NewDocument document(String name, ByteArrayResource content) {
        List<String> experts = new ArrayList<>();
        Map<String, String> metadata = new TreeMap<>();
        String tenant = "";
        Path path = Path.of(name);
        for (Path part : path) {
            String[] said = part.toString().split("=", 2);
            if (said.length == 2 && !part.equals(path.getFileName())) {
                tenant = said[0].equals("tenant") ? said[1] : tenant;
                if (said[0].equals("expert")) {
                    experts.add(said[1]);
                } else if (!OWN.contains(said[0])) {
                    metadata.put(said[0], said[1]);
                }
            }
        }
        String own = name.replace('\\', '/')
                .replaceAll("(^|/)(tenant|expert)=[^/]*(?=/)", "")
                .replaceFirst("^/", "");
        return new NewDocument(name, content, own.replaceFirst("[.][^.]*$", ""), tenant, "", "", experts, metadata);
    }
}
