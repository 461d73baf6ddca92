package datong.web.views;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Views for as long as a test runs. */
public record ViewsInMemory(Map<String, SavedView> kept) implements SavedViews {
    public ViewsInMemory() {
        this(new TreeMap<>());
    }

    @Override
    public List<SavedView> all(String organisation) {
        return kept.values().stream().filter(view -> view.organisation().equals(organisation)).toList();
    }

    @Override
    public Optional<SavedView> find(String organisation, String name) {
        return all(organisation).stream().filter(view -> view.name().equals(name)).findFirst();
    }

    @Override
    public void keep(SavedView view) {
        kept.put(view.organisation() + ' ' + view.name(), view);
    }

    @Override
    public void used(SavedView view, Instant at) {
        kept.put(view.organisation() + ' ' + view.name(), view.usedAt(at));
    }

    @Override
    public void remove(String organisation, String name) {
        kept.remove(organisation + ' ' + name);
    }
}
