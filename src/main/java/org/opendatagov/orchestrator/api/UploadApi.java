package org.opendatagov.orchestrator.api;

import jakarta.activation.DataHandler;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.attachment.CamelFileDataSource;
import org.apache.camel.attachment.DefaultAttachmentMessage;
import org.apache.camel.component.platform.http.springboot.PlatformHttpMessage;
import org.opendatagov.orchestrator.dataset.Dataset;
import org.opendatagov.orchestrator.dataset.Uploads;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;

/** Takes files that callers send. */
@Component("uploadApi")
class UploadApi {
    private static final Logger LOG = LoggerFactory.getLogger(UploadApi.class);
    private static final String PART = "file";

    private final Uploads uploads;

    UploadApi(Uploads uploads) {
        this.uploads = uploads;
    }

    /** Answers 201 with {@code id, file_path, fingerprint, format, bytes}; the spooled copies go, whatever happens. */
    public void upload(Exchange exchange) {
        List<Path> spooled = spooled(exchange);
        try {
            MultipartFile file = file(exchange);
            ApiRequest.of(exchange);
            Dataset dataset = store(file);
            Answers.json(exchange, 201, describe(dataset));
            exchange.getMessage().setHeader("Location", BodyFilter.UPLOADS + "/" + dataset.id());
        } finally {
            spooled.forEach(UploadApi::delete);
        }
    }

    private static MultipartFile file(Exchange exchange) {
        Optional<MultipartHttpServletRequest> request = request(exchange);
        List<Problem> problems = new ArrayList<>();
        List<MultipartFile> files = request.map(given -> given.getFiles(PART)).orElse(List.of());
        if (files.size() != 1) {
            problems.add(new Problem(
                    "missing_part", "/" + PART, "Exactly one part named '" + PART + "' with a file name is expected."));
        }
        if (request.map(given -> others(given, !files.isEmpty())).orElse(false)) {
            problems.add(new Problem("unknown_part", "", "Only the part '" + PART + "' is taken."));
        }
        if (!problems.isEmpty()) {
            throw new OrchestratorException(ErrorCode.INVALID_INPUT, problems);
        }
        return files.getFirst();
    }

    /** Parts beside the file: other files, and fields, which have no file name. */
    private static boolean others(MultipartHttpServletRequest request, boolean found) {
        boolean fields = request.getQueryString() == null
                && request.getParameterMap().keySet().stream().anyMatch(name -> !name.equals(PART));
        return fields || request.getMultiFileMap().size() > (found ? 1 : 0);
    }

    private static Optional<MultipartHttpServletRequest> request(Exchange exchange) {
        return exchange.getIn() instanceof PlatformHttpMessage message
                        && message.getRequest() instanceof MultipartHttpServletRequest request
                ? Optional.of(request)
                : Optional.empty();
    }

    private Dataset store(MultipartFile file) {
        String name = Optional.ofNullable(file.getOriginalFilename()).orElse("");
        try (InputStream content = file.getInputStream()) {
            return uploads.store(name, content);
        } catch (IOException e) {
            throw new OrchestratorException(
                    ErrorCode.LIMIT_REACHED, "The upload could not be read from the spool; send it again.", e);
        }
    }

    private static Map<String, Object> describe(Dataset dataset) {
        return Map.of(
                "id", dataset.id(),
                "file_path", dataset.location(),
                "fingerprint", dataset.fingerprint(),
                "format", dataset.format(),
                "bytes", dataset.bytes());
    }

    /** Camel copies every file part into the server's temporary folder and leaves it there. */
    private static List<Path> spooled(Exchange exchange) {
        return new DefaultAttachmentMessage(exchange.getIn())
                .getAttachments().values().stream()
                        .flatMap(handler -> spooled(handler).stream())
                        .toList();
    }

    private static Optional<Path> spooled(DataHandler handler) {
        return handler.getDataSource() instanceof CamelFileDataSource source
                ? Optional.of(source.getFile()).map(File::toPath)
                : Optional.empty();
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("A spooled upload could not be deleted");
        }
    }
}
