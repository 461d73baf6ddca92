package datong.cli;

import datong.catalogue.Description;
import datong.catalogue.Finding;
import datong.catalogue.ItemSharing;
import datong.catalogue.yaml.CatalogueFolder;
import datong.classification.Classifier;
import datong.classification.RuleBasedScanner;
import datong.classification.hanlp.HanlpNames;
import datong.intake.Stages;
import datong.mapping.MappingError;
import datong.mapping.yaml.ExampleFiles;
import datong.mapping.yaml.MappingFiles;
import datong.mapping.yaml.MappingFolder;
import datong.policy.UsageInMemory;
import datong.policy.ranger.PolicyFolder;
import datong.schema.ItemName;
import datong.schema.LedgerSchema;
import datong.schema.ShareAttribute;
import datong.schema.yaml.CodeTableFiles;
import datong.schema.yaml.ExtensionFiles;
import datong.schema.yaml.Extensions;
import datong.validation.RecordValidator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The stewards' folders as the hub would read them at its next start. */
record StewardFolders(Path config, Extensions extensions, MappingFiles files, MappingFolder mappings, Clock clock) {
    static final String OPTION = "--config";
    static final String MEANING = "Folder that holds mappings/ and policies/; default: DATONG_CONFIG, or this folder";

    static StewardFolders open(Optional<Path> named, Clock clock) {
        Path config = named.orElseGet(() -> Path.of(Optional.ofNullable(System.getenv("DATONG_CONFIG")).orElse(".")));
        if (!Files.isDirectory(config.resolve("mappings")) || !Files.isDirectory(config.resolve("policies"))) {
            throw new IllegalArgumentException("there is no mappings/ and policies/ in " + config.toAbsolutePath().normalize() + "; name their folder with " + OPTION);
        }
        Extensions extensions = ExtensionFiles.read(config.resolve("mappings/extensions"), LedgerSchema.standard(), CodeTableFiles.standard());
        MappingFiles files = new MappingFiles(extensions.schema(), extensions.codeTables(), clock);
        MappingFolder mappings = new MappingFolder(config.resolve("mappings"), files);
        mappings.refresh();
        return new StewardFolders(config, extensions, files, mappings, clock);
    }

    LedgerSchema schema() {
        return extensions.schema();
    }

    /** The stages of intake, but that a key with a personal number is not digested by the hub's key. */
    Stages stages() {
        RecordValidator validator = new RecordValidator(extensions.codeTables(), clock);
        Classifier classifier = new Classifier(new RuleBasedScanner(new HanlpNames()), key -> "digest", clock);
        return new Stages(validator::validate, classifier::classify, classifier::ledgerKey);
    }

    Path policies() {
        return config.resolve("policies");
    }

    PolicyFolder openPolicies() {
        return openPolicies(policies());
    }

    PolicyFolder openPolicies(PoliciesFrom from) {
        return openPolicies(policies(), from);
    }

    PolicyFolder openPolicies(Path folder) {
        return openPolicies(folder, new PoliciesFrom());
    }

    /** @param folder in the place of {@code policies/}; beside a Ranger Admin it keeps its words, grants, limits and refusals */
    PolicyFolder openPolicies(Path folder, PoliciesFrom from) {
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException("there is no folder of policies " + folder);
        }
        return new PolicyFolder(folder, this::schema,
                () -> mappings.datasets().all().stream().map(dataset -> dataset.code()).collect(Collectors.toSet()), new UsageInMemory(), from.admin(clock));
    }

    /** What is wrong with mappings, extensions and examples, each at its file and line. */
    List<String> mappingProblems() throws IOException {
        List<String> problems = new ArrayList<>();
        extensions.errors().forEach(error -> problems.add(error.toString()));
        mappings.problems().forEach(error -> problems.add(error.toString()));
        problems.addAll(catalogueProblems());
        for (Path file : exampleFiles()) {
            String source = file.getFileName().toString().replace(ExampleFiles.SUFFIX, "");
            mappings.inForce(source).ifPresentOrElse(
                    inForce -> new ExampleFiles().run(inForce.mapping(), file).forEach(failure -> problems.add(failure.toString())),
                    () -> problems.add(new MappingError("mappings/" + file.getFileName(), 1, "there is no good mapping '" + source + "' to try these examples on").toString()));
        }
        return problems;
    }

    private List<String> catalogueProblems() {
        CatalogueFolder catalogue = new CatalogueFolder(config.resolve("mappings/catalogue"));
        List<String> problems = new ArrayList<>(catalogue.problems());
        catalogue.register().descriptions().keySet().stream().filter(code -> mappings.datasets().find(code).isEmpty())
                .forEach(code -> problems.add("mappings/catalogue: '" + code + "' is described, but no mapping feeds a dataset of this code"));
        mappings.datasets().all().stream().filter(dataset -> dataset.share() == ShareAttribute.NOT_SHARED)
                .filter(dataset -> catalogue.register().find(dataset.code()).flatMap(Description::notShared).isEmpty())
                .forEach(dataset -> problems.add("mappings: '" + dataset.code() + "' is NOT_SHARED; its file in mappings/catalogue has to cite a law, an administrative regulation or a"
                        + " State Council decision as 'not_shared' (Decree 809, Art. 15), or it is shared under conditions"));
        catalogue.register().descriptions().forEach((code, description) -> mappings.datasets().find(code)
                .ifPresent(dataset -> description.itemFindings(dataset).forEach(finding -> problems.add(said(description.items().get(new ItemName(finding.about())), finding)))));
        return problems;
    }

    private static String said(ItemSharing item, Finding finding) {
        return item.place() + ": " + switch (finding.kind()) {
            case NO_SUCH_ITEM -> "the dataset has no item '" + finding.about() + "'; expected one that its mapping fills";
            case ITEM_OF_UNSHARED -> "the dataset is not shared, so '" + finding.about() + "' is not either; share it in a dataset of its own";
            default -> "'" + finding.about() + "' is shared under conditions that are listed nowhere: add scope and purpose here, or 'share_conditions' (Decree 809, Art. 15)";
        };
    }

    List<Path> exampleFiles() throws IOException {
        try (Stream<Path> files = Files.list(config.resolve("mappings"))) {
            return files.filter(file -> file.getFileName().toString().endsWith(ExampleFiles.SUFFIX)).sorted().toList();
        }
    }
}
