package datong.subscription.yaml;

import datong.policy.PolicyProblem;
import datong.policy.yaml.PolicyRefused;
import datong.schema.yaml.YamlFiles;
import datong.subscription.Subscription;
import datong.subscription.Subscriptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The folder of subscription files: the last good state of each is in force, a deleted one is not. */
public final class SubscriptionFolder implements Subscriptions {
    private static final String ENDING = ".subscription.yaml";
    private final Path folder;
    private volatile Map<String, Subscription> inForce = Map.of();

    /** @param folder {@code policies/subscriptions}; may be missing */
    public SubscriptionFolder(Path folder) {
        this.folder = folder;
    }

    /** Looks at the folder again; returns what is wrong with the files that were not taken. */
    public synchronized List<PolicyProblem> refresh() throws IOException {
        Map<String, Subscription> next = new TreeMap<>();
        List<PolicyProblem> problems = new ArrayList<>();
        for (Path file : YamlFiles.in(folder, ENDING)) {
            String name = file.getFileName().toString().replace(ENDING, "");
            try {
                next.put(name, new SubscriptionReader("subscriptions/" + file.getFileName(), name, Files.readString(file)).read());
            } catch (PolicyRefused refused) {
                problems.add(refused.problem());
                Optional.ofNullable(inForce.get(name)).ifPresent(before -> next.put(name, before));
            }
        }
        inForce = next;
        return problems;
    }

    @Override
    public List<Subscription> all() {
        return List.copyOf(inForce.values());
    }
}
