package org.opendatagov.orchestrator.expert;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Reports that were recorded by earlier versions. */
class OldReportTest {
    @Test
    void a_report_of_before_there_were_judgements_is_read_and_one_with_a_judgement_comes_back() {
        String old = """
                {"summary": "s", "findings": [], "evidence": [], "result": {"rows": 1}, "context": {}, "fingerprints": {}}""";
        ExpertReport read = read(old);
        assertThat(read.judgement()).isEmpty();
        assertThat(ExpertJson.write(read)).doesNotContain("judgement");

        ExpertReport judged = read.judged(
                List.of(),
                List.of(),
                Judgement.silent("schema@1", List.of(), "No language model.")
                        .withoutKnowledge("No documents could be looked up."));
        assertThat(read(ExpertJson.write(judged))).isEqualTo(judged);
        assertThat(ExpertJson.write(judged)).contains("\"without_knowledge\":\"No documents could be looked up.\"");
        assertThat(read(old.replace("\"context\"", "\"judgement\": {\"summary\": \"fine\"}, \"context\""))
                        .judgement()
                        .orElseThrow()
                        .unsupported())
                .isEmpty();
        assertThat(read.result()).isEqualTo(Map.of("rows", 1));
    }

    private static ExpertReport read(String json) {
        return ExpertJson.readReport(json.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }
}
