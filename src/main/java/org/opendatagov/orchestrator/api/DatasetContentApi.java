package org.opendatagov.orchestrator.api;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.opendatagov.orchestrator.catalog.Catalog;
import org.opendatagov.orchestrator.catalog.CatalogDataset;
import org.opendatagov.orchestrator.dataset.DatasetContents;
import org.opendatagov.orchestrator.dataset.DatasetContents.Content;
import org.opendatagov.orchestrator.expert.ExpertSettings;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.springframework.stereotype.Component;

/** Sends the bytes of datasets that the catalogue knows, to experts elsewhere. */
@Component("datasetContentApi")
class DatasetContentApi {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{16}");

    private final Catalog catalog;
    private final DatasetContents contents;
    private final ExpertToken token;

    DatasetContentApi(Catalog catalog, DatasetContents contents, ExpertSettings settings) {
        this.catalog = catalog;
        this.contents = contents;
        this.token = new ExpertToken(settings);
    }

    /** The fingerprint is the ETag: who has this content already is answered 304. */
    public void content(Exchange exchange) throws IOException {
        ApiRequest request = ApiRequest.of(exchange);
        token.check(request.header("Authorization"));
        Content content = contents.open(dataset(request.path("id")).location());
        String tag = "\"" + content.dataset().fingerprint() + "\"";
        boolean known = request.list("If-None-Match").contains(tag);
        if (known) {
            content.stream().close();
            Answers.write(exchange, 304, "application/octet-stream", "");
        } else {
            stream(exchange, content.stream(), content.dataset().bytes());
        }
        exchange.getMessage().setHeader("ETag", tag);
        exchange.getMessage()
                .setHeader(
                        "Content-Disposition",
                        "attachment; filename*=UTF-8''"
                                + URLEncoder.encode(content.name(), StandardCharsets.UTF_8)
                                        .replace("+", "%20"));
    }

    private static void stream(Exchange exchange, InputStream stream, long bytes) {
        Answers.write(exchange, 200, "application/octet-stream", "");
        exchange.getMessage().setHeader("Content-Length", bytes);
        exchange.getMessage().setBody(stream);
    }

    /** The id is left out of the message: what is no id may be anything. */
    private CatalogDataset dataset(String id) {
        if (!ID.matcher(id).matches()) {
            throw missing();
        }
        return catalog.find(id).orElseThrow(DatasetContentApi::missing);
    }

    private static OrchestratorException missing() {
        return new OrchestratorException(
                ErrorCode.NOT_FOUND, "There is no dataset with this id; GET /api/v1/datasets lists those there are.");
    }
}
