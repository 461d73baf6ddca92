package datong.still;

import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Stills in a map. */
public final class StillsInMemory implements Stills {
    public final Map<String, Still> all = new LinkedHashMap<>();
    public final Map<String, byte[]> pictures = new LinkedHashMap<>();
    public final Map<String, Waiting> waiting = new LinkedHashMap<>();
    public final Map<String, Instant> next = new LinkedHashMap<>();

    @Override
    public Set<String> known(List<String> references) {
        Set<String> known = new HashSet<>(references);
        known.retainAll(all.keySet());
        return known;
    }

    @Override
    public void take(String source, List<Taken> taken) {
        for (Taken one : taken) {
            one.content().ifPresent(content -> {
                switch (content) {
                    case Content.Coarse coarse -> keep(one.reference(), source, coarse.png());
                    case Content.Unreadable unreadable -> all.put(one.reference(), new Still(one.reference(), source, Still.State.UNREADABLE, Optional.of(unreadable.why())));
                    case Content.Address address -> {
                        all.put(one.reference(), new Still(one.reference(), source, Still.State.WAITING, Optional.empty()));
                        waiting.put(one.reference(), new Waiting(one.reference(), address.url(), one.at(), 0));
                        next.put(one.reference(), one.at());
                    }
                }
            });
        }
    }

    public void keep(String reference, String source, byte[] png) {
        all.put(reference, new Still(reference, source, Still.State.KEPT, Optional.empty()));
        pictures.put(reference, png);
    }

    @Override
    public Optional<Still> find(String reference) {
        return Optional.ofNullable(all.get(reference));
    }

    @Override
    public Optional<byte[]> open(String reference) {
        return Optional.ofNullable(pictures.get(reference));
    }

    @Override
    public List<Waiting> waiting(Instant now, int most) {
        return waiting.values().stream().filter(one -> !next.get(one.reference()).isAfter(now)).limit(most).toList();
    }

    @Override
    public void fetched(String reference, byte[] png) {
        keep(reference, all.get(reference).source(), png);
        waiting.remove(reference);
    }

    @Override
    public void failed(String reference, Still.State state, String why) {
        all.put(reference, new Still(reference, all.get(reference).source(), state, Optional.of(why)));
        waiting.remove(reference);
    }

    @Override
    public void later(String reference, Instant at, String why) {
        Waiting before = waiting.get(reference);
        waiting.put(reference, new Waiting(reference, before.url(), before.since(), before.tries() + 1));
        next.put(reference, at);
    }
}
