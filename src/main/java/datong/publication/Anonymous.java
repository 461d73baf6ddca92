package datong.publication;

import datong.anonymity.Model;
import datong.anonymity.Presence;
import datong.schema.ItemName;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/**
 * That a publication leaves anonymous or not at all.
 *
 * @param line of the publication's file
 * @param model over items by name; the records of fewer than k persons count as too few whatever their number
 * @param presence shares of the persons of the dataset who look alike that may be in the release, in every class: being in it says something
 * @param others published items that say nothing of a person
 * @param review who has looked at it besides its author; open data needs one (GB/T 42460: open needs grade 4, or 3 with review)
 */
public record Anonymous(int line, Model model, Optional<Presence> presence, Set<ItemName> others, Optional<Review> review) {
    public record Review(String by, LocalDate day) {}
}
