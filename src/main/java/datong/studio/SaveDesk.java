package datong.studio;

import datong.audit.AuditEvent;
import datong.audit.AuditLog;
import datong.mapping.Mapping;
import datong.mapping.MappingError;
import datong.mapping.yaml.Loaded;
import datong.mapping.yaml.MappingFolder;
import datong.schema.Level;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Puts a draft into the folder of mappings: whole or not at all, after the loader that watches the folder has taken it, and not
 * before the log knows who did it.
 */
public final class SaveDesk {
    private final MappingFolder mappings;
    private final Path integrations;
    private final Predicate<String> fed;
    private final AuditLog log;
    private final Supplier<String> ids;
    private final Supplier<String> policyVersion;
    private final Clock clock;

    /** @param integrations the folder of Camel routes; @param fed whether a route of this name runs already */
    public SaveDesk(MappingFolder mappings, Path integrations, Predicate<String> fed, AuditLog log, Supplier<String> ids, Supplier<String> policyVersion, Clock clock) {
        this.mappings = mappings;
        this.integrations = integrations;
        this.fed = fed;
        this.log = log;
        this.ids = ids;
        this.policyVersion = policyVersion;
        this.clock = clock;
    }

    /** Who saves. */
    public record Steward(String id, String organisation) {}

    public sealed interface Saved {
        /** In force. @param before fingerprint of the file it replaced; @param integration whether a first route was written for it */
        record Done(String version, Optional<String> before, String fingerprint, boolean integration) implements Saved {}

        /** The loader refuses it; the file stays as it was. */
        record Refused(List<MappingError> errors) implements Saved {}

        /** Somebody else has changed the file since the draft was begun. */
        record Overtaken() implements Saved {}
    }

    public synchronized Saved save(Draft draft, Steward steward) {
        String text = draft.text();
        if (!(mappings.check(draft.source(), text) instanceof Loaded.Good(Mapping mapping))) {
            return new Saved.Refused(((Loaded.Refused) mappings.check(draft.source(), text)).errors());
        }
        Path file = mappings.file(draft.source());
        Optional<String> present = present(file);
        if (!present.equals(draft.before())) {
            return new Saved.Overtaken();
        }
        Path route = integrations.resolve(draft.source() + ".camel.yaml");
        boolean starts = !fed.test(draft.source()) && !Files.exists(route);
        log.append(event(draft, mapping, steward, present.map(SaveDesk::fingerprint), starts));
        write(file, text);
        if (starts) {
            write(route, StarterRoute.of(mapping));
        }
        mappings.refresh();
        return new Saved.Done(mapping.version(), present.map(SaveDesk::fingerprint), mapping.fingerprint(), starts);
    }

    private AuditEvent event(Draft draft, Mapping mapping, Steward steward, Optional<String> before, boolean starts) {
        String dataset = mapping.outputs().getFirst().dataset().code().value();
        Map<String, String> details = Map.of("source", draft.source(), "version", mapping.version(), "before", before.orElse("none"), "after", mapping.fingerprint(),
                "integration", starts ? "written" : "kept");
        return new AuditEvent(ids.get(), clock.instant(), "MAPPING_SAVED", steward.id(), steward.organisation(), "", "", mapping.terms().purpose(), "", dataset, List.of(),
                Level.L1.name(), 0, 0, "DONE", "steward-of-source", List.of(), policyVersion.get(), "", "", details);
    }

    private static Optional<String> present(Path file) {
        try {
            return Optional.of(Files.readString(file));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the mapping in force cannot be read; nothing was saved", unreadable);
        }
    }

    /** Durable under another name first, then in its place at once: a reader sees the old file or the new one. */
    private static void write(Path file, String text) {
        Path unfinished = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            Files.createDirectories(file.getParent());
            try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            throw new UncheckedIOException(file.getFileName() + " could not be written; the file in force stays as it was", failed);
        }
    }

    private static String fingerprint(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException unreachable) {
            throw new IllegalStateException(unreachable);
        }
    }
}
