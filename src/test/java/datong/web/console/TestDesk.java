package datong.web.console;

import datong.oversight.Answer;
import datong.oversight.Comparison;
import datong.oversight.Desk;
import datong.oversight.Exports;
import datong.oversight.Question;
import datong.oversight.Question.Part;
import datong.oversight.SavedQuestions;
import datong.oversight.Tally;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** The desk over the events of {@link TestViews}; its numbers are made up. */
final class TestDesk implements Desk, SavedQuestions, Exports.Proofs {
    private final List<Saved> saved = new CopyOnWriteArrayList<>();

    @Override
    public List<Found> events(Question question, Optional<Long> before, int most) {
        return LongStream.iterate(before.orElse(240L) - 1, index -> index >= 0, index -> index - 1).mapToObj(TestViews::entry)
                .filter(entry -> List.of("", entry.event().decision()).contains(question.part(Part.DECISION)))
                .filter(entry -> List.of("", entry.event().actor()).contains(question.part(Part.ACTOR))).limit(most).map(entry -> new Found(entry.index(), entry.event())).toList();
    }

    @Override
    public Answer answer(Question question) {
        TreeMap<LocalDate, Tally> days = new TreeMap<>();
        IntStream.range(0, 30).filter(day -> day % 7 != 2).forEach(day -> days.put(LocalDate.of(2026, 10, 5).plusDays(day), new Tally(40 + day * 3, day % 5, 2)));
        List<Tally> hours = IntStream.range(0, 24).mapToObj(hour -> hour < 8 || hour > 19 ? Tally.NONE : new Tally(hour * 9, hour % 4, 1)).toList();
        List<Answer.Group> groups = List.of(new Answer.Group(TestViews.STREET_ORG, new Tally(1_800, 21, 0)), new Answer.Group("", new Tally(0, 0, 60)));
        return new Answer(new Tally(1_800, 21, 60), 81_200, 30_411, days, hours, Map.of(Part.ORGANISATION, groups, Part.DATASET, List.of(), Part.RULE, List.of(new Answer.Group("purpose-not-granted", new Tally(0, 21, 0)))));
    }

    @Override
    public Comparison compare(Question question, Comparison.Period before, Comparison.Period after, Part by) {
        return new Comparison(before, after, List.of(new Comparison.Line("matter-hotline-12345", 120, 480, 3, 9), new Comparison.Line("person-household", 40, 12, 0, 0)));
    }

    @Override
    public List<String> kinds() {
        return List.of("BATCH", "QUERY", "REFUSED");
    }

    @Override
    public List<Saved> of(String auditor) {
        return saved.stream().filter(one -> one.shared() || one.owner().equals(auditor)).toList();
    }

    @Override
    public void save(Saved question) {
        saved.add(question);
    }

    @Override
    public void forget(String id, String owner) {
        saved.removeIf(one -> one.id().equals(id) && one.owner().equals(owner));
    }

    @Override
    public Optional<String> evidence(long index) {
        return index < 238 ? Optional.of("{\"index\":" + index + "}") : Optional.empty();
    }

    @Override
    public Optional<String> completeness(Question question) {
        return Optional.of("{}");
    }

    @Override
    public String checkpoint() {
        return "datong.example/log\n238\nroot\n";
    }

    @Override
    public String key() {
        return "datong.example/log+key\n";
    }
}
