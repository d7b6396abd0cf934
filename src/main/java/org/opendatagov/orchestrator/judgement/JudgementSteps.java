package org.opendatagov.orchestrator.judgement;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.opendatagov.orchestrator.expert.CallSuspended;
import org.opendatagov.orchestrator.expert.CallWaits;
import org.opendatagov.orchestrator.expert.ExpertAction;
import org.opendatagov.orchestrator.expert.ExpertRegistry;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.expert.ExpertRequest;
import org.opendatagov.orchestrator.expert.JudgedCall;
import org.opendatagov.orchestrator.expert.Judgement;
import org.opendatagov.orchestrator.judgement.Judging.Asked;
import org.opendatagov.orchestrator.knowledge.Passage;
import org.opendatagov.orchestrator.model.ModelAnswer;
import org.opendatagov.orchestrator.model.ModelAnswer.Answered;
import org.opendatagov.orchestrator.model.ModelAnswer.Silent;
import org.opendatagov.orchestrator.model.ModelCall;
import org.opendatagov.orchestrator.model.Models;
import org.opendatagov.orchestrator.model.StructuredAnswer;
import org.opendatagov.orchestrator.model.ToolSpec;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The steps of an expert's route behind its evidence. Each leaves the body, an {@link ExpertReport}, as it is where the expert has no model or
 * there is no report; none fails a task for the sake of a model.
 */
@Component("judgementSteps")
class JudgementSteps {
    private static final Logger LOG = LoggerFactory.getLogger(JudgementSteps.class);
    /** What is said at a call's own deadline, that its budget does not allow it, is to be heard. */
    private static final Duration BEFORE_THE_END = Duration.ofMillis(300);

    private final Models models;
    private final KnowledgeLookup knowledge;
    private final ExpertRegistry experts;
    private final JudgementSettings settings;
    private final Tools tools;
    private final ToolRounds rounds;

    JudgementSteps(
            Models models,
            KnowledgeLookup knowledge,
            ExpertRegistry experts,
            JudgementSettings settings,
            Tools tools,
            Clock clock) {
        this.models = models;
        this.knowledge = knowledge;
        this.experts = experts;
        this.settings = settings;
        this.tools = tools;
        this.rounds = new ToolRounds(new TimedModels(models, clock), tools, settings.maxToolCalls());
    }

    private Optional<Judging> judging(Exchange exchange) {
        Optional<Judging> begun = Judging.on(exchange);
        if (begun.isPresent()) {
            return begun;
        }
        JudgedCall call = exchange.getProperty(JudgedCall.PROPERTY, JudgedCall.class);
        if (call == null
                || !(exchange.getMessage().getBody() instanceof ExpertReport report)
                || !models.has(call.expert())) {
            return Optional.empty();
        }
        Judging judging = new Judging(call, report);
        Map<String, Object> inputs = call.request().inputs();
        personal(call.request()).stream()
                .filter(inputs::containsKey)
                .forEach(name -> judging.anonymiser().secret(String.valueOf(inputs.get(name))));
        judging.put(exchange);
        return Optional.of(judging);
    }

    private Set<String> personal(ExpertRequest request) {
        return experts.action(request.action())
                .map(ExpertAction::personalInputs)
                .orElse(Set.of());
    }

    /** Looks up what documents say about it. */
    void knowledge(Exchange exchange, int most) {
        judging(exchange).ifPresent(judging -> judging.addPassages(passages(judging, most)));
    }

    private List<Passage> passages(Judging judging, int most) {
        String about = judging.anonymiser().text(KnowledgeLookup.about(judging.report()));
        List<Passage> found =
                kept(() -> knowledge.search(judging.call(), about, most)).orElse(List.of());
        judging.withoutKnowledge(knowledge.away());
        return found;
    }

    /**
     * Asks the expert's models.
     *
     * @param offered names of the tools that they may use
     */
    void model(Exchange exchange, Prompt prompt, List<String> offered) {
        judging(exchange).ifPresent(judging -> {
            CallWaits waits = exchange.getProperty(CallWaits.PROPERTY, CallWaits.UNHEARD, CallWaits.class);
            judging.asked(new Asked(
                    prompt,
                    kept(() -> answer(judging, prompt, offered, waits))
                            .orElse(new Silent("failed", "it could not be asked"))));
        });
    }

    private ModelAnswer answer(Judging judging, Prompt prompt, List<String> offered, CallWaits waits) {
        List<ToolSpec> specs = settings.maxToolCalls() == 0 ? List.of() : tools.specs(offered);
        String question = question(judging);
        return rounds.ask(
                judging,
                turns -> call(judging, prompt, question).with(specs, turns),
                specs.stream().map(ToolSpec::name).toList(),
                waits);
    }

    private String question(Judging judging) {
        JudgedCall call = judging.call();
        Map<String, Object> shown = new LinkedHashMap<>(call.request().inputs());
        shown.keySet().removeAll(personal(call.request()));
        return new JudgementQuestion(new DataLines(judging.anonymiser()), settings.maxQuestion())
                .of(call.request().action(), shown, judging.report(), judging.passages());
    }

    private static ModelCall call(Judging judging, Prompt prompt, String question) {
        JudgedCall call = judging.call();
        return new ModelCall(
                call.request().runId(),
                call.place(),
                call.expert(),
                call.user(),
                call.tenant(),
                prompt.id(),
                prompt.system(),
                question,
                prompt.schema(),
                call.deadline().minus(BEFORE_THE_END));
    }

    /** Puts what the model said and the evidence holds into the report. */
    void grounding(Exchange exchange) {
        Judging.on(exchange)
                .ifPresent(judging ->
                        judging.asked().ifPresent(asked -> exchange.getMessage().setBody(said(judging, asked))));
    }

    private static ExpertReport said(Judging judging, Asked asked) {
        ExpertReport grounded = grounded(judging, asked);
        return grounded.judgement()
                .map(judgement -> grounded.judged(
                        grounded.findings(),
                        grounded.evidence(),
                        judgement.withoutKnowledge(judging.withoutKnowledge())))
                .orElse(grounded);
    }

    private static ExpertReport grounded(Judging judging, Asked asked) {
        ExpertReport report = judging.report();
        return switch (asked.answer()) {
            case Silent silent ->
                report.judged(
                        report.findings(),
                        report.evidence(),
                        Judgement.silent(asked.prompt().id(), judging.tools(), sentence(silent)));
            case Answered answered -> {
                ModelWords words = ModelWords.of(StructuredAnswer.object(answered), judging.anonymiser()::restored);
                Grounds grounds = new Grounds(judging.call().request(), report, judging.passages());
                yield new Grounding(grounds, report).judged(words, answered, asked.prompt(), judging.tools());
            }
        };
    }

    private static String sentence(Silent silent) {
        return "No language model judged this: " + silent.reason() + ".";
    }

    /** What goes wrong here costs the judgement alone; but a task that is stopped stops, and one without a store waits for it. */
    private static <T> Optional<T> kept(Supplier<T> work) {
        try {
            return Optional.of(work.get());
        } catch (CallSuspended e) {
            // Its task waits, and asks again.
            throw e;
        } catch (OrchestratorException e) {
            if (e.code() == ErrorCode.STORE_UNAVAILABLE
                    || Thread.currentThread().isInterrupted()) {
                throw e;
            }
            LOG.warn("A judgement is left out: {}", e.problem().message());
        } catch (RuntimeException e) {
            LOG.warn("A judgement is left out.", e);
        }
        return Optional.empty();
    }
}
