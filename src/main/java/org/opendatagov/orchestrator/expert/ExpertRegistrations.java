package org.opendatagov.orchestrator.expert;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;

/** Takes registrations of instances in other processes; they hold for all replicas. */
public final class ExpertRegistrations {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,62}");

    private final ExpertRegistry experts;
    private final InstanceRegistry instances;
    private final InstanceWatch watch;
    private final Optional<ExpertInstanceStore> store;
    private final ExpertSettings settings;

    ExpertRegistrations(
            ExpertRegistry experts,
            InstanceRegistry instances,
            InstanceWatch watch,
            Optional<ExpertInstanceStore> store,
            ExpertSettings settings) {
        this.experts = experts;
        this.instances = instances;
        this.watch = watch;
        this.store = store;
        this.settings = settings;
    }

    /** An instance that is registered now; {@code created} where it was not before. */
    public record Accepted(InstanceView view, boolean created) {}

    /**
     * Registers an instance, or notes that it was heard of.
     *
     * @throws OrchestratorException {@code invalid_input} with every problem; {@code conflict} where its id is another's
     */
    public Accepted register(Registration registration) {
        List<ExpertAction> actions = actions(registration);
        List<Problem> problems = problems(registration, actions);
        if (!problems.isEmpty()) {
            throw new OrchestratorException(ErrorCode.INVALID_INPUT, problems);
        }
        ExpertInstance instance = instance(registration, actions);
        refuseAnothersId(instance);
        boolean created = store().register(instance, actions);
        watch.follow();
        return new Accepted(view(instance.expertId()), created);
    }

    private List<ExpertAction> actions(Registration registration) {
        List<ExpertAction> actions = registration.actions().isEmpty()
                ? experts.actionsOf(registration.expertName())
                : registration.actions();
        return actions.stream()
                .filter(action -> registration.capabilities().isEmpty()
                        || registration.capabilities().contains(action.capability()))
                .toList();
    }

    private List<Problem> problems(Registration registration, List<ExpertAction> actions) {
        List<Problem> problems = new ArrayList<>();
        if (!NAME.matcher(registration.expertName()).matches()) {
            problems.add(new Problem(
                    "invalid_name", "/expert_name", "An expert's name has letters, digits and _, at most 63."));
        }
        registration
                .expertId()
                .filter(id -> !ID.matcher(id).matches())
                .ifPresent(id -> problems.add(new Problem(
                        "invalid_id", "/expert_id", "An id has letters, digits, '.', '_' and '-', at most 100.")));
        if (actions.isEmpty()) {
            problems.add(new Problem(
                    "missing_actions", "/actions", "The expert is not known here: say what it can do, as 'actions'."));
        }
        for (int index = 0; index < registration.actions().size(); index++) {
            problem(registration, index).ifPresent(problems::add);
        }
        if (settings.token().isEmpty() && !loopback(registration.address().getHost())) {
            problems.add(
                    new Problem(
                            "forbidden_address",
                            "/address",
                            "Without orchestrator.experts.token only loopback addresses are taken; set it here and at the expert."));
        }
        return problems;
    }

    private Optional<Problem> problem(Registration registration, int index) {
        String action = registration.actions().get(index).name();
        if (!NAME.matcher(action).matches()) {
            return Optional.of(new Problem(
                    "invalid_name",
                    "/actions/" + index + "/name",
                    "An action's name has letters, digits and _, at most 63."));
        }
        return experts.owning(action)
                .filter(owner -> !owner.name().equals(registration.expertName()))
                .map(owner -> new Problem(
                        "action_taken",
                        "/actions/" + index + "/name",
                        "The action '" + action + "' belongs to " + owner.name() + "."));
    }

    private static boolean loopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static ExpertInstance instance(Registration registration, List<ExpertAction> actions) {
        return new ExpertInstance(
                registration.expertId().orElseGet(() -> id(registration)),
                registration.expertName(),
                actions.stream().map(ExpertAction::capability).collect(Collectors.toSet()),
                actions.stream().map(ExpertAction::name).collect(Collectors.toSet()),
                registration.llmBackend(),
                registration.maxConcurrentTasks(),
                Optional.of(registration.address()));
    }

    private static String id(Registration registration) {
        byte[] address = registration.address().toString().getBytes(StandardCharsets.UTF_8);
        return registration.expertName() + "-"
                + UUID.nameUUIDFromBytes(address).toString().substring(0, 8);
    }

    private void refuseAnothersId(ExpertInstance instance) {
        Set<String> names = experts.inProcess().stream().map(Expert::name).collect(Collectors.toSet());
        boolean anothers = instances.instances().stream()
                .map(InstanceView::instance)
                .anyMatch(known -> known.expertId().equals(instance.expertId())
                        && !known.expertName().equals(instance.expertName()));
        if (anothers || names.contains(instance.expertId())) {
            throw new OrchestratorException(
                    ErrorCode.CONFLICT,
                    "The id '" + instance.expertId() + "' is that of another instance; take another, or none.");
        }
    }

    /** @throws OrchestratorException {@code not_found} where it is not registered, and has to register again */
    public InstanceView heard(String expertId) {
        if (!store().heard(expertId)) {
            throw missing();
        }
        watch.follow();
        return view(expertId);
    }

    /**
     * Lets an instance go: it gets no task any more, those under way end.
     *
     * @throws OrchestratorException {@code not_found} where it is not registered
     */
    public void remove(String expertId) {
        if (!store().remove(expertId)) {
            throw missing();
        }
        watch.follow();
    }

    private ExpertInstanceStore store() {
        return store.orElseThrow(() -> new OrchestratorException(
                ErrorCode.UNAVAILABLE, "This process takes no registrations; register at the orchestrator."));
    }

    private InstanceView view(String expertId) {
        return instances.pools().find(expertId).map(InstanceState::view).orElseThrow(ExpertRegistrations::missing);
    }

    private static OrchestratorException missing() {
        return new OrchestratorException(
                ErrorCode.NOT_FOUND, "No instance with this id is registered; POST /api/v1/experts registers one.");
    }
}
