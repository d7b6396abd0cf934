package org.opendatagov.orchestrator.experts.performance;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.opendatagov.orchestrator.dataset.RawFiles;
import org.opendatagov.orchestrator.expert.ExpertRequest;
import org.opendatagov.orchestrator.plan.PlanReader;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;

/** Takes plans and queries out of a call's inputs. */
final class PlanInput {
    /** A location is one word, and no plan is: the text of a plan never gets into a message about locations. */
    private static final Pattern LOCATION = Pattern.compile("[\\w./:@+=~-]{1,1000}");

    private final RawFiles files;

    PlanInput(RawFiles files) {
        this.files = files;
    }

    /** Empty where neither {@code plan} nor {@code sql} is given. */
    Optional<PlanReports> read(ExpertRequest request) {
        List<PlanDiagnosis> ofText = request.text("sql").map(PlanSql::check).orElse(List.of());
        Optional<PlanAnalysis> analysis = request.text("plan").map(this::analysis);
        return request.text("sql").isEmpty() && analysis.isEmpty()
                ? Optional.empty()
                : Optional.of(new PlanReports(analysis, ofText, request.action()));
    }

    private PlanAnalysis analysis(String plan) {
        boolean location =
                LOCATION.matcher(plan.strip()).matches() && !plan.strip().matches("[\\[{].*");
        String text = location ? content(plan.strip()) : plan;
        try {
            return PlanAnalysis.of(PlanReader.read(text));
        } catch (OrchestratorException e) {
            throw new OrchestratorException(e.code(), List.of(new Problem("wrong_value", "/plan", e.text())));
        }
    }

    private String content(String location) {
        return files.read(location, found -> {
            if (found.size() != 1) {
                throw new OrchestratorException(
                        ErrorCode.UNREADABLE_DATASET,
                        "'%s' is a folder; give the file that holds the plan.".formatted(location));
            }
            return text(found.getFirst());
        });
    }

    /** As much as a plan may have and a byte more, by which the reader sees that it is too long. */
    private static String text(Path file) throws IOException {
        try (InputStream input = Files.newInputStream(file)) {
            return new String(input.readNBytes(PlanReader.MAX_CHARACTERS + 1), StandardCharsets.UTF_8);
        }
    }
}
