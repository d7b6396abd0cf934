package org.opendatagov.orchestrator.api;

import java.util.List;
import org.apache.camel.Exchange;
import org.opendatagov.orchestrator.model.ModelLedger;
import org.opendatagov.orchestrator.model.UsageLine;
import org.opendatagov.orchestrator.model.UsageQuery;
import org.opendatagov.orchestrator.model.UsageQuery.Grouping;
import org.springframework.stereotype.Component;

/** What models were asked, and what that cost. */
@Component("usageApi")
class UsageApi {
    private final ModelLedger ledger;

    UsageApi(ModelLedger ledger) {
        this.ledger = ledger;
    }

    /**
     * @param complete whether these are all groups; {@code total} counts all in any case
     */
    record Usage(String by, List<UsageLine> lines, boolean complete, UsageLine total) {}

    public void usage(Exchange exchange) {
        UsageQuery query = UsageParameters.read(exchange);
        List<UsageLine> lines = ledger.usage(query);
        boolean complete = lines.size() < UsageQuery.MOST_LINES;
        UsageLine total = UsageLine.sum(complete ? lines : ledger.usage(query.by(Grouping.MONTH)));
        Answers.json(exchange, 200, new Usage(query.by().text(), lines, complete, total));
    }
}
