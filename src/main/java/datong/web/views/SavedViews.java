package datong.web.views;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps views. */
public interface SavedViews {
    /** Of an organisation, by name. */
    List<SavedView> all(String organisation);

    Optional<SavedView> find(String organisation, String name);

    /** A view of the same name is replaced. */
    void keep(SavedView view);

    /** Notes that it was asked; more than once a minute need not be noted. */
    void used(SavedView view, Instant at);

    void remove(String organisation, String name);
}
