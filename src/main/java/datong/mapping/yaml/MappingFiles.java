package datong.mapping.yaml;

import datong.mapping.CheckRule;
import datong.mapping.CompiledMapping;
import datong.mapping.DepartureRule;
import datong.mapping.DriftRule;
import datong.mapping.DropRule;
import datong.mapping.Expectations;
import datong.mapping.HeaderRule;
import datong.mapping.Mapping;
import datong.mapping.MappingError;
import datong.mapping.NullWords;
import datong.mapping.OutputRule;
import datong.mapping.SnapshotRule;
import datong.mapping.cel.CelExpressions;
import datong.schema.CodeTables;
import datong.schema.LedgerSchema;
import datong.schema.check.CreditCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Reads, checks and compiles mapping files. Thread-safe. */
public final class MappingFiles {
    public static final String SUFFIX = ".mapping.yaml";

    private final Supplier<LedgerSchema> ledger;
    private final Supplier<CodeTables> codes;
    private final Clock clock;
    private final SchemaCheck shape = new SchemaCheck("mapping.schema.json");
    private final CelExpressions expressions = new CelExpressions();

    /** @param clock tells the day from which a date without a year is dated, where a mapping asks for that */
    public MappingFiles(LedgerSchema ledger, CodeTables codes, Clock clock) {
        this(() -> ledger, () -> codes, clock);
    }

    /** The same for a schema that changes; mappings that are loaded already keep theirs. */
    public MappingFiles(Supplier<LedgerSchema> ledger, Supplier<CodeTables> codes, Clock clock) {
        this.ledger = ledger;
        this.codes = codes;
        this.clock = clock;
    }

    LedgerSchema schema() {
        return ledger.get();
    }

    /** Errors name the file as {@code <folder>/<file>}. */
    public Loaded load(Path file) {
        try {
            return load(file, Files.readAllBytes(file));
        } catch (IOException broken) {
            return new Loaded.Refused(List.of(new MappingError(name(file), 1, "the file cannot be read")));
        }
    }

    /** The same for a content that has been read already. */
    Loaded load(Path file, byte[] content) {
        try {
            return load(name(file), StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString());
        } catch (CharacterCodingException broken) {
            return new Loaded.Refused(List.of(new MappingError(name(file), 1, "the file must be UTF-8")));
        }
    }

    static String name(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        return folder == null || folder.getFileName() == null ? file.toString() : folder.getFileName() + "/" + file.getFileName();
    }

    /** @param name what errors call the file; a name that ends in {@value #SUFFIX} must begin with the source's code */
    public Loaded load(String name, String text) {
        List<MappingError> errors = new ArrayList<>();
        Yaml document = new YamlReader(name, errors).read(text);
        if (errors.isEmpty()) {
            errors.addAll(shape.check(name, document));
        }
        CompiledMapping mapping = errors.isEmpty() ? compile(name, text, document, errors) : null;
        if (!errors.isEmpty()) {
            return new Loaded.Refused(errors.stream().distinct().sorted(Comparator.comparingInt(MappingError::line)).toList());
        }
        return new Loaded.Good(mapping);
    }

    private CompiledMapping compile(String name, String text, Yaml file, List<MappingError> errors) {
        NullWords words = new NullWords(Document.field(file, "null_words").isPresent() ? Set.copyOf(Document.texts(file, "null_words")) : NullWords.USUAL);
        Compilation compilation = new Compilation(name, errors, expressions, clock, words, codes.get());
        String source = Document.text(file, "source").orElseThrow();
        checkName(name, source, file, compilation);
        OutputCompiler outputs = new OutputCompiler(compilation, ledger.get(), source, provider(file, compilation));
        List<OutputRule> rules = new ArrayList<>();
        rules.add(outputs.main(file));
        Document.items(file, "also").forEach(yaml -> rules.add(outputs.also(yaml)));
        List<DropRule> drops = Document.items(file, "drop_rows").stream().map(yaml -> drop(yaml, compilation)).toList();
        List<CheckRule> checks = Document.items(file, "checks").stream().flatMap(yaml -> check(yaml, compilation).stream()).toList();
        DepartureRule departures = new DepartureRule(Document.value(file, "deleted").flatMap(yaml -> compilation.condition("deleted", yaml)));
        HeaderRule header = header(file, compilation);
        CompiledMapping.Title title = new CompiledMapping.Title(source, Document.text(file, "version").orElseThrow(), fingerprint(text), text,
                new FormatCompiler(compilation.document).compile(file, header.known()), terms(file), snapshot(file, compilation));
        Expectations expectations = new ExpectationCompiler(compilation.document, ledger.get(), rules.getFirst().output().schema()).compile(file);
        return new CompiledMapping(title, compilation.slots, header, rules, drops, checks, departures, drift(file), expectations, outputs.columns());
    }

    private static void checkName(String name, String source, Yaml file, Compilation compilation) {
        String last = name.substring(name.lastIndexOf('/') + 1);
        if (last.endsWith(SUFFIX) && !last.equals(source + SUFFIX)) {
            compilation.document.wrong(Document.line(file, "source"), "the file of source '" + source + "' must be called " + source + SUFFIX);
        }
    }

    private static String provider(Yaml file, Compilation compilation) {
        String provider = Document.text(file, "provider").orElseThrow();
        if (CreditCode.parse(provider) instanceof CreditCode.Invalid(CreditCode.Fault fault)) {
            compilation.document.wrong(Document.line(file, "provider"), "the provider is no unified social credit code: " + fault.message());
        }
        return provider;
    }

    private static Mapping.Terms terms(Yaml file) {
        Yaml basis = Document.value(file, "legal_basis").orElseThrow();
        return new Mapping.Terms(Document.text(file, "provider").orElseThrow(), Document.text(basis, "basis").orElseThrow(),
                Document.text(basis, "reference"), Document.text(file, "purpose").orElseThrow(), Document.text(file, "sensing").orElse("SYSTEM"),
                Document.value(file, "retention_days").orElseThrow().json().asInt());
    }

    private static DropRule drop(Yaml yaml, Compilation compilation) {
        Optional<Yaml> when = Document.value(yaml, "when");
        Optional<String> column = Document.text(yaml, "column");
        if (when.isPresent() == column.isPresent() || column.isPresent() && Document.texts(yaml, "is").isEmpty()) {
            compilation.document.wrong(yaml.line(), "a row to drop is told by 'column' and 'is', or by 'when'");
        }
        return new DropRule(column.map(compilation::one).orElse(-1), Set.copyOf(Document.texts(yaml, "is")), when.flatMap(compilation::condition));
    }

    private static Optional<CheckRule> check(Yaml yaml, Compilation compilation) {
        return Document.value(yaml, "when").flatMap(compilation::condition).map(when -> new CheckRule(Document.text(yaml, "flag").orElseThrow(), when));
    }

    private static DriftRule drift(Yaml file) {
        DriftRule usual = DriftRule.USUAL;
        return Document.value(file, "drift").map(yaml -> new DriftRule(number(yaml, "rows", usual.rows()), number(yaml, "filled", usual.filled()),
                number(yaml, "distinct", usual.distinct()), Document.text(yaml, "then").filter("stop"::equals).isPresent())).orElse(usual);
    }

    /** A list that is a snapshot names what is there; a list that marks what is gone need not name the rest. */
    private static Optional<SnapshotRule> snapshot(Yaml file, Compilation compilation) {
        if (Document.field(file, "snapshot").isPresent() && Document.field(file, "deleted").isPresent()) {
            compilation.document.wrong(Document.line(file, "snapshot"), "a source either delivers everything ('snapshot') or says what is gone ('deleted'); keep one of the two");
        }
        return Document.value(file, "snapshot").map(yaml -> new SnapshotRule((int) number(yaml, "missing_runs", 2), number(yaml, "at_most", 0.2)));
    }

    private static double number(Yaml yaml, String key, double usual) {
        return Document.value(yaml, key).map(value -> value.json().asDouble()).orElse(usual);
    }

    private static HeaderRule header(Yaml file, Compilation compilation) {
        Set<String> known = new HashSet<>(compilation.named());
        for (Yaml unused : Document.items(file, "unused")) {
            if (!known.add(Document.text(unused))) {
                compilation.document.wrong(unused.line(), "column '" + Document.text(unused) + "' is unused but stands elsewhere in the file too");
            }
        }
        Set<String> optional = Set.copyOf(Document.texts(file, "optional"));
        known.addAll(optional);
        return new HeaderRule(Set.copyOf(known), compilation.needed(optional));
    }

    private static String fingerprint(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException unreachable) {
            throw new IllegalStateException(unreachable);
        }
    }
}
