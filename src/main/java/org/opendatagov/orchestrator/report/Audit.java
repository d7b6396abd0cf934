package org.opendatagov.orchestrator.report;

import java.util.List;
import java.util.Map;

/**
 * What an audit of personal data found.
 *
 * @param scope in words
 * @param bySensitivity how many datasets are of {@code high, medium, low, unknown} sensitivity
 * @param datasets the inventory, the most sensitive first
 * @param articles what was found by article of the GDPR
 * @param pipelinesTraced how many jobs personal data passes through
 * @param columnsTraced how many personal columns were followed
 * @param complete whether all flows were followed to their end
 */
public record Audit(
        String scope,
        Map<String, Long> bySensitivity,
        List<AuditedDataset> datasets,
        List<ArticleLine> articles,
        List<Transfer> transfers,
        long pipelinesTraced,
        long columnsTraced,
        boolean complete) {
    public Audit {
        bySensitivity = Map.copyOf(bySensitivity);
        datasets = List.copyOf(datasets);
        articles = List.copyOf(articles);
        transfers = List.copyOf(transfers);
    }

    /**
     * A dataset with personal data. What was not asked or is not known is empty.
     *
     * @param retention {@code compliant, violated, undeclared, undetermined}
     * @param consent {@code gap, undeclared, recorded, not_needed}
     * @param anonymisation {@code anonymised, pseudonymised, needs_pseudonymisation, undetermined}
     * @param flows how many places its personal columns end in
     * @param clear in how many of them they are not masked
     */
    public record AuditedDataset(
            String location,
            String name,
            String owner,
            String region,
            String sensitivity,
            List<String> classes,
            String retention,
            String retentionReason,
            String consent,
            String consentReason,
            String anonymisation,
            String anonymisationReason,
            long flows,
            long clear) {
        public AuditedDataset {
            classes = List.copyOf(classes);
        }
    }

    /** Personal data that goes into another region. */
    public record Transfer(
            String from,
            String to,
            String fromRegion,
            String toRegion,
            String how,
            boolean masked,
            List<String> columns,
            List<String> pipelines) {
        public Transfer {
            columns = List.copyOf(columns);
            pipelines = List.copyOf(pipelines);
        }
    }

    /**
     * What stands open under an article.
     *
     * @param verdict {@code satisfied, violated, needs_evidence}
     * @param datasets names of those that are open under it
     */
    public record ArticleLine(
            String article, String title, String verdict, String detail, List<String> datasets, String remedy) {
        public ArticleLine {
            datasets = List.copyOf(datasets);
        }
    }
}
