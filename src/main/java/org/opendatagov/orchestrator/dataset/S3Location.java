package org.opendatagov.orchestrator.dataset;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;

/**
 * An object or, where the key ends in a slash, all objects below a prefix.
 *
 * @param version pins an object's version
 */
record S3Location(String text, String bucket, String key, Optional<String> version) {
    private static final String SCHEME = "s3://";
    private static final Pattern FORM =
            Pattern.compile("s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])/([^?]{1,1024})(?:\\?versionId=([^&?]{1,1024}))?");

    static boolean is(String location) {
        return location.startsWith(SCHEME);
    }

    static S3Location parse(String location) {
        Matcher matcher = FORM.matcher(location);
        if (!matcher.matches()) {
            throw new OrchestratorException(
                    ErrorCode.FORBIDDEN_LOCATION,
                    "This is no S3 location; expected s3://bucket/key, s3://bucket/prefix/ or s3://bucket/key?versionId=….");
        }
        return new S3Location(location, matcher.group(1), matcher.group(2), Optional.ofNullable(matcher.group(3)));
    }

    boolean prefix() {
        return key.endsWith("/");
    }
}
