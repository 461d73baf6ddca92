package datong.catalogue;

import datong.calendar.yaml.CalendarFolder;
import datong.catalogue.yaml.CatalogueFolder;
import datong.schema.Datasets;
import datong.schema.LedgerSchema;
import datong.sharing.yaml.ClockFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The submissions' desk over a folder of entries of its own, on the district's calendar and clocks. */
public final class SubmissionHouse {
    public final SubmissionsInMemory submissions = new SubmissionsInMemory();
    public final SubmissionDesk desk;
    final CatalogueFolder folder;
    final SubmissionRound round;

    /** @param folder that the sample district's entries are copied to */
    public SubmissionHouse(Path folder, Datasets datasets, LedgerSchema schema, CollectionDesk collections, Predicate<String> used, Clock clock) {
        copy(folder);
        this.folder = new CatalogueFolder(folder);
        SubmissionEvents events = new SubmissionEvents(() -> UUID.randomUUID().toString(), clock);
        Supplier<SubmissionClocks> clocks = clocks();
        this.desk = new SubmissionDesk(submissions, new EntryReview(this.folder, datasets, () -> schema, this.folder::register, code -> code), collections, clocks, used,
                text -> text.contains("138"), events, clock);
        this.round = new SubmissionRound(submissions, clocks, events, clock);
    }

    private static Supplier<SubmissionClocks> clocks() {
        CalendarFolder calendar = new CalendarFolder(Path.of("mappings/calendar"));
        calendar.refresh();
        ClockFile clocks = new ClockFile(Path.of("mappings/calendar/clocks.yaml"));
        return () -> new SubmissionClocks(clocks.required(SubmissionClocks.UPDATE), clocks.required(SubmissionClocks.REVIEW), calendar.days());
    }

    private static void copy(Path folder) {
        try (Stream<Path> files = Files.list(Path.of("mappings/catalogue"))) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
