package datong.catalogue.yaml;

import datong.catalogue.Authorities;
import datong.catalogue.Description;
import datong.catalogue.EntryFiles;
import datong.catalogue.LegalBasis;
import datong.catalogue.Register;
import datong.policy.PolicyProblem;
import datong.policy.yaml.PolicyRefused;
import datong.policy.yaml.StrictMap;
import datong.schema.DatasetCode;
import datong.schema.Element;
import datong.schema.ItemName;
import datong.schema.yaml.YamlFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The watched folder {@code mappings/catalogue}: {@code legal-bases.yaml}, {@code leads.yaml} and a {@code .catalogue.yaml} for each dataset. A changed
 * file goes live, of a broken one the last good version stays in force, a deleted one ends.
 */
public final class CatalogueFolder implements EntryFiles {
    private static final String BASES = "legal-bases.yaml";
    private static final String LEADS = "leads.yaml";
    private static final String ENDING = ".catalogue.yaml";
    private static final Pattern DAYS = Pattern.compile("(?m)^(announced|updated):.*(\\R|\\z)");
    private final Path folder;
    private Map<String, String> seen = Map.of();
    private Map<String, String> good = Map.of();
    private volatile Register inForce = Register.EMPTY;
    private volatile List<String> problems = List.of();

    public CatalogueFolder(Path folder) {
        this.folder = folder;
        refresh();
    }

    public Register register() {
        return inForce;
    }

    /** Each with file and line. */
    public List<String> problems() {
        return problems;
    }

    /** Reads what changed. Never throws for what a steward wrote. */
    public synchronized void refresh() {
        try {
            Map<String, String> present = texts();
            if (!present.equals(seen)) {
                reload(present);
            }
        } catch (IOException unreadable) {
            problems = List.of("mappings/catalogue: the folder cannot be read; what was good stays in force");
        }
    }

    @Override
    public synchronized Optional<String> text(DatasetCode dataset) {
        refresh();
        return name(dataset).map(seen::get);
    }

    /** The file that describes the dataset, be it good or not. */
    private Optional<String> name(DatasetCode dataset) {
        Pattern said = Pattern.compile("(?m)^dataset:\\s*" + Pattern.quote(dataset.value()) + "\\s*$");
        return seen.entrySet().stream().filter(file -> file.getKey().endsWith(ENDING) && said.matcher(file.getValue()).find()).map(Map.Entry::getKey).findFirst();
    }

    @Override
    public Checked check(String text) {
        try {
            return new Checked.Read(new DescriptionFile(StrictMap.read("entry", text), inForce.bases()).read());
        } catch (PolicyRefused refused) {
            return new Checked.Refused("entry:" + refused.problem().line() + ": " + refused.problem().message());
        }
    }

    @Override
    public String announced(String text, LocalDate on) {
        return DAYS.matcher(text).replaceAll("").stripTrailing() + "\nannounced: " + on + "\nupdated: " + on + "\n";
    }

    @Override
    public synchronized Optional<String> put(DatasetCode dataset, Optional<String> text) {
        refresh();
        String name = name(dataset).orElse(dataset + ENDING);
        Optional<String> before = Optional.ofNullable(seen.get(name));
        write(name, text);
        refresh();
        Optional<String> wrong = problems.stream().filter(problem -> problem.startsWith("mappings/catalogue/" + name + ":")).findFirst();
        if (wrong.isPresent()) {
            write(name, before);
            refresh();
        }
        return wrong;
    }

    private void write(String name, Optional<String> text) {
        Path file = folder.resolve(name);
        try {
            if (text.isEmpty()) {
                Files.deleteIfExists(file);
                return;
            }
            Path beside = Files.writeString(folder.resolve(name + ".part"), text.get());
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            throw new UncheckedIOException("mappings/catalogue/" + name + " cannot be written; the hub announces entries only where it may write there", failure);
        }
    }

    private void reload(Map<String, String> present) {
        List<String> wrong = new ArrayList<>();
        Map<String, String> taken = new TreeMap<>();
        List<LegalBasis> bases = read(present, BASES, wrong, taken, CatalogueFolder::bases).orElse(List.of());
        Map<Element, Register.Lead> leads = read(present, LEADS, wrong, taken, CatalogueFolder::leads).orElse(Map.of());
        Map<DatasetCode, Description> descriptions = new HashMap<>();
        present.keySet().stream().filter(name -> name.endsWith(ENDING)).forEach(name -> read(present, name, wrong, taken, file -> only(new DescriptionFile(file, bases).read(), file, descriptions))
                .ifPresent(description -> descriptions.put(description.dataset(), description)));
        present.keySet().stream().filter(name -> !name.endsWith(ENDING) && !name.equals(BASES) && !name.equals(LEADS))
                .forEach(name -> wrong.add("mappings/catalogue/" + name + ":1: is no file that belongs here; its name is " + BASES + ", " + LEADS + " or ends in " + ENDING));
        seen = present;
        good = taken;
        inForce = new Register(Map.copyOf(descriptions), bases, leads);
        problems = List.copyOf(wrong);
    }

    private static Description only(Description read, StrictMap file, Map<DatasetCode, Description> descriptions) {
        if (descriptions.containsKey(read.dataset())) {
            throw file.refuse("dataset", "'" + read.dataset() + "' is described by another file already");
        }
        return read;
    }

    /** As the file stands or, if it is broken, as it was when it was good. */
    private <T> Optional<T> read(Map<String, String> present, String name, List<String> wrong, Map<String, String> taken, Function<StrictMap, T> reader) {
        if (!present.containsKey(name)) {
            return Optional.empty();
        }
        try {
            T read = reader.apply(StrictMap.read(name, present.get(name)));
            taken.put(name, present.get(name));
            return Optional.of(read);
        } catch (PolicyRefused refused) {
            PolicyProblem problem = refused.problem();
            wrong.add("mappings/catalogue/" + problem.file() + ":" + problem.line() + ": " + problem.message());
            return asItWas(name, taken, reader);
        }
    }

    private <T> Optional<T> asItWas(String name, Map<String, String> taken, Function<StrictMap, T> reader) {
        if (!good.containsKey(name)) {
            return Optional.empty();
        }
        try {
            T read = reader.apply(StrictMap.read(name, good.get(name)));
            taken.put(name, good.get(name));
            return Optional.of(read);
        } catch (PolicyRefused noLonger) {
            return Optional.empty();
        }
    }

    private static List<LegalBasis> bases(StrictMap file) {
        StrictMap all = file.only("bases").map("bases");
        return all.keys().stream().map(id -> {
            StrictMap basis = all.map(id).only("kind", "title");
            return new LegalBasis(id, basis.known("kind", basis.text("kind"), words(LegalBasis.Kind.values()), "kind"), basis.text("title"));
        }).toList();
    }

    private static Map<Element, Register.Lead> leads(StrictMap file) {
        Map<Element, Register.Lead> leads = new HashMap<>();
        for (String word : file.keys()) {
            Element element = Element.of(word).filter(Authorities.REGISTERS::contains)
                    .orElseThrow(() -> file.refuse(word, "only items of person, place, thing and organisation have a lead; a matter or an opinion is led by who provides it"));
            StrictMap said = file.map(word).only("all", "items");
            Map<ItemName, String> items = new HashMap<>();
            if (said.has("items")) {
                StrictMap each = said.map("items");
                each.keys().forEach(item -> items.put(item(each, item), each.text(item)));
            }
            leads.put(element, new Register.Lead(said.maybe("all"), Map.copyOf(items)));
        }
        return Map.copyOf(leads);
    }

    static ItemName item(StrictMap said, String word) {
        try {
            return new ItemName(word);
        } catch (IllegalArgumentException wrong) {
            throw said.refuse(word, wrong.getMessage());
        }
    }

    private static <E extends Enum<E>> Map<String, E> words(E[] values) {
        return Arrays.stream(values).collect(Collectors.toMap(Enum::name, Function.identity()));
    }

    private Map<String, String> texts() throws IOException {
        Map<String, String> texts = new TreeMap<>();
        for (Path file : YamlFiles.in(folder, ".yaml")) {
            texts.put(file.getFileName().toString(), Files.readString(file));
        }
        return texts;
    }
}
