package datong.oversight;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a test says happened. */
final class FactsInMemory implements Facts {
    final List<Worked> worked = new ArrayList<>();
    final List<Seen> seen = new ArrayList<>();
    final List<Used> used = new ArrayList<>();
    final List<Named> named = new ArrayList<>();
    final List<Shown> shown = new ArrayList<>();
    final List<Tried> tried = new ArrayList<>();

    void day(LocalDate day, int hour, String actor, long accesses) {
        worked.add(new Worked(day, hour, actor, "street", accesses, accesses / 2));
    }

    @Override
    public Optional<LocalDate> first() {
        return worked.stream().map(Worked::day).min(LocalDate::compareTo);
    }

    @Override
    public List<Worked> worked(LocalDate first, LocalDate last) {
        return worked.stream().filter(each -> !each.day().isBefore(first) && !each.day().isAfter(last)).toList();
    }

    @Override
    public List<Seen> seen(LocalDate since, LocalDate day, int actors) {
        return seen.stream().filter(each -> each.actors() >= actors).toList();
    }

    @Override
    public List<Used> used(LocalDate since, LocalDate day) {
        return used;
    }

    @Override
    public List<Named> named(LocalDate day) {
        return named;
    }

    @Override
    public List<Shown> shown(LocalDate day, Set<String> persons) {
        return shown.stream().filter(each -> persons.contains(each.person())).toList();
    }

    @Override
    public List<Tried> tried(LocalDate day) {
        return tried;
    }

    @Override
    public List<Long> some(String actor, LocalDate day) {
        return List.of(1L);
    }

    @Override
    public void forget(LocalDate before) {
        worked.removeIf(each -> each.day().isBefore(before));
    }

    @Override
    public Instant catchUp() {
        return Instant.MAX;
    }
}
