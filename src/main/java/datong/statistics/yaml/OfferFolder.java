package datong.statistics.yaml;

import datong.policy.PolicyProblem;
import datong.policy.yaml.PolicyRefused;
import datong.schema.DatasetCode;
import datong.schema.yaml.YamlFiles;
import datong.statistics.Offer;
import datong.statistics.Offers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The folder of files that say what may be counted: the last good state of each is in force, a deleted one is not. */
public final class OfferFolder implements Offers {
    private static final String ENDING = ".statistics.yaml";
    private final Path folder;
    private volatile Map<String, Offer> inForce = Map.of();

    /** @param folder {@code policies/statistics}; may be missing */
    public OfferFolder(Path folder) {
        this.folder = folder;
    }

    /** Looks at the folder again; returns what is wrong with the files that were not taken. */
    public synchronized List<PolicyProblem> refresh() throws IOException {
        Map<String, Offer> next = new TreeMap<>();
        List<PolicyProblem> problems = new ArrayList<>();
        for (Path file : YamlFiles.in(folder, ENDING)) {
            String name = "statistics/" + file.getFileName();
            try {
                Offer offer = new OfferReader(name, Files.readString(file)).read();
                demandSingle(next, offer, name);
                next.put(name, offer);
            } catch (PolicyRefused refused) {
                problems.add(refused.problem());
                Optional.ofNullable(inForce.get(name)).filter(before -> next.values().stream().noneMatch(other -> other.dataset().equals(before.dataset())))
                        .ifPresent(before -> next.put(name, before));
            }
        }
        inForce = next;
        return problems;
    }

    private static void demandSingle(Map<String, Offer> offers, Offer offer, String name) {
        offers.values().stream().filter(other -> other.dataset().equals(offer.dataset())).findFirst().ifPresent(other -> {
            throw new PolicyRefused(name, 1, "dataset '" + offer.dataset() + "' is offered by " + other.file() + " already; a dataset has one file");
        });
    }

    @Override
    public Optional<Offer> find(DatasetCode dataset) {
        return all().stream().filter(offer -> offer.dataset().equals(dataset)).findFirst();
    }

    @Override
    public List<Offer> all() {
        return inForce.values().stream().sorted(Comparator.comparing(offer -> offer.dataset().value())).toList();
    }
}
