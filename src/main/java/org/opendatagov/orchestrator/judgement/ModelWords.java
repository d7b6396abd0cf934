package org.opendatagov.orchestrator.judgement;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.judgement.Claim.OwnFinding;

/**
 * What a model answered. It fits the schema that it was asked for, which may be an integrator's own: what is not there is empty, what is too
 * long or too much is cut.
 */
record ModelWords(List<Claim> summary, List<String> ranking, List<OwnFinding> findings, List<Claim> suggestions) {
    private static final int LONGEST = 1_000;
    private static final int MOST = 20;

    /** @param restored puts back what placeholders stand for */
    static ModelWords of(Map<String, Object> answer, UnaryOperator<String> restored) {
        Reader reader = new Reader(restored);
        return new ModelWords(
                reader.claims("summary", answer.get("summary")),
                reader.texts(answer.get("ranking")).stream().distinct().toList(),
                reader.maps(answer.get("findings")).stream()
                        .map(reader::finding)
                        .toList(),
                reader.claims("suggestion", answer.get("suggestions")));
    }

    private record Reader(UnaryOperator<String> restored) {
        List<Claim> claims(String kind, @Nullable Object value) {
            return maps(value).stream()
                    .map(claim -> new Claim(kind, text(claim, "text"), List.of(), texts(claim.get("evidence"))))
                    .filter(claim -> !claim.text().isEmpty())
                    .toList();
        }

        OwnFinding finding(Map<?, ?> told) {
            return new OwnFinding(
                    text(told, "title"),
                    text(told, "detail"),
                    name(told, "dataset"),
                    name(told, "column"),
                    name(told, "job"),
                    text(told, "severity"),
                    told.get("confidence") instanceof Number number ? Math.clamp(number.doubleValue(), 0, 1) : 0.5,
                    texts(told.get("evidence")),
                    text(told, "recommendation"));
        }

        private Optional<String> name(Map<?, ?> told, String member) {
            return Optional.of(text(told, member)).filter(name -> !name.isEmpty());
        }

        List<Map<?, ?>> maps(@Nullable Object value) {
            return value instanceof Collection<?> list
                    ? list.stream()
                            .filter(Map.class::isInstance)
                            .<Map<?, ?>>map(Map.class::cast)
                            .limit(MOST)
                            .toList()
                    : List.of();
        }

        List<String> texts(@Nullable Object value) {
            return value instanceof Collection<?> list
                    ? list.stream()
                            .filter(String.class::isInstance)
                            .map(item -> cut((String) item))
                            .limit(MOST)
                            .toList()
                    : List.of();
        }

        private String text(Map<?, ?> map, String member) {
            return map.get(member) instanceof String text ? cut(text) : "";
        }

        /** In one line, without what is invisible. */
        private String cut(String text) {
            String plain =
                    restored.apply(text).replaceAll("[\\p{Cc}\\p{Cf}\\s]+", " ").strip();
            return plain.length() > LONGEST ? plain.substring(0, LONGEST) + "…" : plain;
        }
    }
}
