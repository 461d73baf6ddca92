package datong.review;

import datong.policy.Action;
import datong.policy.Admission.Candidate;
import datong.policy.Subject;
import datong.schema.Dataset;
import java.time.ZonedDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** The kinds of question that somebody could ask now, whether anybody ever has or not: by person or system, dataset, purpose and scene. */
record PossibleQuestions(Candidate before, Candidate after, List<Dataset> datasets, ZonedDateTime now) {
    private static final PastQuestion.Asked NEVER = new PastQuestion.Asked(0, 0, 0);
    private static final List<Action> ACTIONS = List.of(Action.QUERY, Action.LOOKUP, Action.PUBLISH, Action.PREVIEW, Action.STATISTICS);

    /** Of those that both sets of policies cannot tell apart only one, and none that they must decide alike. */
    Stream<Map.Entry<PastQuestion, PastQuestion.Asked>> all() {
        return subjects().flatMap(subject -> datasets.stream().filter(dataset -> !before.ground(subject.id(), dataset.element(), dataset.code())
                .equals(after.ground(subject.id(), dataset.element(), dataset.code()))).flatMap(dataset -> of(subject, dataset)));
    }

    private Stream<Map.Entry<PastQuestion, PastQuestion.Asked>> of(Subject subject, Dataset dataset) {
        Set<List<Object>> grounds = new HashSet<>();
        List<Optional<String>> scenes = Stream.concat(Stream.of(Optional.<String>empty()), either(Candidate::scenes).stream().map(Optional::of)).toList();
        return either(Candidate::purposes).stream().flatMap(purpose -> scenes.stream().filter(scene -> {
            Object was = before.ground(subject.id(), dataset.element(), dataset.code(), purpose, scene);
            Object is = after.ground(subject.id(), dataset.element(), dataset.code(), purpose, scene);
            return !was.equals(is) && grounds.add(List.of(was, is));
        }).flatMap(scene -> ACTIONS.stream().map(action -> Map.entry(question(subject, dataset, action, purpose, scene), NEVER))));
    }

    private List<String> either(Function<Candidate, List<String>> words) {
        return Stream.concat(words.apply(before).stream(), words.apply(after).stream()).distinct().toList();
    }

    /** Those of after first: who is new is who may see more. */
    private Stream<Subject> subjects() {
        return Stream.concat(after.all().stream(), before.all().stream().filter(subject -> after.find(subject.id()).isEmpty()));
    }

    private PastQuestion question(Subject subject, Dataset dataset, Action action, String purpose, Optional<String> scene) {
        return new PastQuestion(subject.id(), subject.organisation(), dataset.code(), dataset.items(), action, purpose, scene, action == Action.LOOKUP, now.getDayOfWeek(), now.getHour());
    }
}
