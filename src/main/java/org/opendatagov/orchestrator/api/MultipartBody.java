package org.opendatagov.orchestrator.api;

import jakarta.activation.DataHandler;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.attachment.CamelFileDataSource;
import org.apache.camel.attachment.DefaultAttachmentMessage;
import org.apache.camel.component.platform.http.springboot.PlatformHttpMessage;
import org.opendatagov.orchestrator.problem.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;

/** A body of several parts: one file, and fields. Closing it deletes the spooled copies: Camel makes one of every file and leaves it there. */
final class MultipartBody implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MultipartBody.class);
    private static final String FILE = "file";

    private final Optional<MultipartHttpServletRequest> request;
    private final List<Path> spooled;

    MultipartBody(Exchange exchange) {
        this.request = exchange.getIn() instanceof PlatformHttpMessage message
                        && message.getRequest() instanceof MultipartHttpServletRequest parts
                ? Optional.of(parts)
                : Optional.empty();
        this.spooled = new DefaultAttachmentMessage(exchange.getIn())
                .getAttachments().values().stream()
                        .flatMap(handler -> spooled(handler).stream())
                        .toList();
    }

    /** The one file; also finds parts that are missing, too many, or none of those. */
    Optional<MultipartFile> file(Set<String> fields, List<Problem> problems) {
        List<MultipartFile> files = request.map(given -> given.getFiles(FILE)).orElse(List.of());
        if (files.size() != 1) {
            problems.add(new Problem(
                    "missing_part", "/" + FILE, "Exactly one part named '" + FILE + "' with a file name is expected."));
        }
        if (request.map(given -> others(given, fields, !files.isEmpty())).orElse(false)) {
            String taken = fields.isEmpty()
                    ? "Only the part '" + FILE + "' is taken."
                    : "The parts '" + FILE + "' and "
                            + String.join(", ", fields.stream().sorted().toList()) + " are taken.";
            problems.add(new Problem("unknown_part", "", taken));
        }
        return files.size() == 1 ? Optional.of(files.getFirst()) : Optional.empty();
    }

    /** Parts beside the file and the fields: other files, and fields, which have no file name. */
    private static boolean others(MultipartHttpServletRequest request, Set<String> fields, boolean found) {
        boolean unknown = request.getQueryString() == null
                && request.getParameterMap().keySet().stream()
                        .anyMatch(name -> !name.equals(FILE) && !fields.contains(name));
        return unknown || request.getMultiFileMap().size() > (found ? 1 : 0);
    }

    /** The values of a field, which may come several times. */
    List<String> fields(String name) {
        String[] values =
                request.map(given -> given.getParameterMap()).orElse(Map.of()).getOrDefault(name, new String[0]);
        return List.of(values);
    }

    /** The value of a field that may come once; empty where it does not. */
    String field(String name, List<Problem> problems) {
        List<String> values = fields(name);
        if (values.size() > 1) {
            problems.add(new Problem("repeated_part", "/" + name, "'" + name + "' is given more than once."));
        }
        return values.isEmpty() ? "" : values.getFirst();
    }

    private static Optional<Path> spooled(DataHandler handler) {
        return handler.getDataSource() instanceof CamelFileDataSource source
                ? Optional.of(source.getFile()).map(File::toPath)
                : Optional.empty();
    }

    @Override
    public void close() {
        spooled.forEach(MultipartBody::delete);
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("A spooled upload could not be deleted");
        }
    }
}
