package datong.oversight;

import java.time.LocalDate;
import java.util.List;

/** How often departments were given answers about a dataset. */
@FunctionalInterface
public interface Uses {
    record Use(String dataset, String organisation, long answers) {}

    /** Of all datasets. @param to the last day, itself among them */
    List<Use> between(LocalDate from, LocalDate to);
}
