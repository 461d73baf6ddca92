package datong.web.open311;

import datong.policy.PolicyProblem;
import datong.policy.yaml.PolicyRefused;
import datong.policy.yaml.StrictMap;
import datong.schema.DatasetCode;
import datong.schema.ItemName;
import datong.schema.yaml.YamlFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** {@code policies/open311/*.open311.yaml}: one file at most. Without it the door is shut; with one that is not understood the last good one stays in force. */
public final class Open311Folder {
    private static final String ENDING = ".open311.yaml";
    private static final int MOST_DECIMALS = 3;
    private final Path folder;
    private volatile Optional<Open311Offer> inForce = Optional.empty();

    /** @param folder may be missing */
    public Open311Folder(Path folder) {
        this.folder = folder;
    }

    Optional<Open311Offer> offer() {
        return inForce;
    }

    /** Which one the public is told of. */
    public Optional<DatasetCode> dataset() {
        return inForce.map(Open311Offer::dataset);
    }

    /** Looks at the folder again; returns what is wrong with the file, if it was not taken. */
    public synchronized List<PolicyProblem> refresh() throws IOException {
        List<Path> files = YamlFiles.in(folder, ENDING);
        if (files.isEmpty()) {
            inForce = Optional.empty();
            return List.of();
        }
        String name = "open311/" + files.getLast().getFileName();
        try {
            if (files.size() > 1) {
                throw new PolicyRefused(name, 1, "one file says what is public; merge it with " + files.getFirst().getFileName() + " or remove one");
            }
            inForce = Optional.of(read(name, Files.readString(files.getFirst())));
            return List.of();
        } catch (PolicyRefused refused) {
            return List.of(refused.problem());
        }
    }

    /** @throws PolicyRefused saying what is wrong and where */
    static Open311Offer read(String file, String text) {
        StrictMap top = StrictMap.read(file, text).only("dataset", "as", "purpose", "service", "coordinates");
        StrictMap service = top.map("service").only("item", "codes");
        StrictMap codes = service.map("codes");
        if (codes.keys().isEmpty()) {
            throw service.refuse("codes", "name at least one code that is public");
        }
        return new Open311Offer("policies/" + file, word(top, "dataset", DatasetCode::new), top.text("as"), top.text("purpose"), word(service, "item", ItemName::new),
                codes.keys().stream().map(code -> service(code, codes.map(code))).toList(), decimals(top));
    }

    private static Open311Offer.Service service(String code, StrictMap words) {
        words.only("name", "description", "group");
        return new Open311Offer.Service(code, words.text("name"), words.maybe("description").orElse(""), words.maybe("group").orElse(""));
    }

    private static OptionalInt decimals(StrictMap top) {
        Optional<Long> decimals = top.number("coordinates");
        if (decimals.filter(number -> number > MOST_DECIMALS).isPresent()) {
            throw top.refuse("coordinates", "coordinates are told with " + MOST_DECIMALS + " decimals at most (about 100 m), or not at all");
        }
        return decimals.map(number -> OptionalInt.of(number.intValue())).orElse(OptionalInt.empty());
    }

    private static <T> T word(StrictMap map, String key, Function<String, T> reading) {
        try {
            return reading.apply(map.text(key));
        } catch (IllegalArgumentException malformed) {
            throw map.refuse(key, "'" + key + "': " + malformed.getMessage());
        }
    }
}
