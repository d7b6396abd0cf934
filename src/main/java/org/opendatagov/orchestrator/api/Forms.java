package org.opendatagov.orchestrator.api;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** Chooses the form of an answer by the Accept header (RFC 9110, 12.5.1). */
final class Forms {
    private Forms() {}

    /** The form that is wanted most, the earlier one where two are wanted alike; empty where none is wanted. */
    static Optional<MediaType> choose(String accept, List<MediaType> forms) {
        List<MediaType> ranges = ranges(accept);
        return forms.stream()
                .filter(form -> quality(form, ranges) > 0)
                .max(Comparator.<MediaType>comparingDouble(form -> quality(form, ranges))
                        .thenComparingInt(form -> precision(form, ranges))
                        .thenComparingInt(form -> -forms.indexOf(form)));
    }

    private static List<MediaType> ranges(String accept) {
        try {
            return accept.isBlank() ? List.of(MediaType.ALL) : MediaType.parseMediaTypes(accept);
        } catch (InvalidMediaTypeException e) {
            return List.of();
        }
    }

    /** The most precise range that includes the form says how much it is wanted. */
    private static double quality(MediaType form, List<MediaType> ranges) {
        return matching(form, ranges).map(MediaType::getQualityValue).orElse(0.0);
    }

    private static int precision(MediaType form, List<MediaType> ranges) {
        return matching(form, ranges).map(Forms::precision).orElse(0);
    }

    private static Optional<MediaType> matching(MediaType form, List<MediaType> ranges) {
        return ranges.stream().filter(range -> range.includes(form)).max(Comparator.comparingInt(Forms::precision));
    }

    private static int precision(MediaType range) {
        if (range.isWildcardType()) {
            return 0;
        }
        return range.isWildcardSubtype() ? 1 : 2;
    }
}
