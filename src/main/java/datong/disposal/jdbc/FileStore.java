package datong.disposal.jdbc;

import datong.disposal.Certificate;
import datong.disposal.Certificates;
import datong.disposal.Rule;
import datong.disposal.Rules;
import datong.disposal.Store;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Files over their term. They are named and booked before they are deleted: cut off in between, those that were named are deleted at the next start and
 * booked no second time.
 */
public final class FileStore implements Store {
    private static final int PORTION = 50;
    private static final Pattern STAMPED = Pattern.compile("(\\d{17})-.*");
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMddHHmmssSSS");
    private final JdbcClient database;
    private final TransactionTemplate transactions;
    private final Certificates certificates;
    private final Rule.Kind what;
    private final Path folder;
    private final Function<Instant, List<Path>> over;

    private FileStore(DataSource database, Certificates certificates, Rule.Kind what, Path folder, Function<Instant, List<Path>> over) {
        this.database = JdbcClient.create(database);
        this.transactions = new TransactionTemplate(new DataSourceTransactionManager(database));
        this.certificates = certificates;
        this.what = what;
        this.folder = folder;
        this.over = over;
    }

    /** Those that were taken or set aside. @param inbox with a folder for each source */
    public static FileStore deliveries(DataSource database, Certificates certificates, Path inbox) {
        return new FileStore(database, certificates, Rule.Kind.DELIVERIES, inbox, cutoff -> files(inbox).stream().filter(file -> taken(inbox, file) && arrived(file).isBefore(cutoff)).toList());
    }

    /** @param releases with a folder for each version of each publication */
    public static FileStore releases(DataSource database, Certificates certificates, Path releases) {
        JdbcClient register = JdbcClient.create(database);
        return new FileStore(database, certificates, Rule.Kind.RELEASES, releases,
                cutoff -> register.sql("SELECT publication || '/' || version FROM publication.release WHERE state = 'PUBLISHED' AND created_at < ? ORDER BY id").param(JdbcCertificates.at(cutoff))
                        .query(String.class).list().stream().flatMap(version -> files(releases.resolve(version)).stream()).toList());
    }

    private static boolean taken(Path inbox, Path file) {
        String place = inbox.relativize(file).toString();
        return place.contains("/.done/") || place.contains("/.failed/");
    }

    /** By the stamp that it was given when it was taken; a file keeps the time at which its source wrote it. */
    private static Instant arrived(Path file) {
        Matcher stamped = STAMPED.matcher(file.getFileName().toString());
        try {
            return stamped.matches() ? LocalDateTime.parse(stamped.group(1), STAMP).atZone(ZoneId.systemDefault()).toInstant() : Files.getLastModifiedTime(file).toInstant();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> found = Files.walk(folder)) {
            return found.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public Rule.Kind what() {
        return what;
    }

    @Override
    public List<Part> parts(Rules rules) {
        return rules.of(what).map(rule -> new Part("", rule)).stream().toList();
    }

    @Override
    public boolean any(String scope, Instant cutoff) {
        return !over.apply(cutoff).isEmpty();
    }

    @Override
    public boolean destroy(Certificate certificate) {
        deleteNamed(certificate.id());
        List<Path> files = over.apply(certificate.cutoff()).stream().limit(PORTION).toList();
        if (files.isEmpty()) {
            return false;
        }
        List<String> names = new ArrayList<>();
        List<String> pieces = new ArrayList<>();
        for (Path file : files) {
            names.add(folder.relativize(file).toString());
            pieces.add(sha256(file));
        }
        transactions.executeWithoutResult(status -> {
            names.forEach(name -> database.sql("INSERT INTO disposal.file (certificate, name) VALUES (?, ?)").params(certificate.id(), name).update());
            certificates.add(certificate.id(), pieces);
        });
        deleteNamed(certificate.id());
        return true;
    }

    private void deleteNamed(String certificate) {
        for (String name : database.sql("SELECT name FROM disposal.file WHERE certificate = ?").param(certificate).query(String.class).list()) {
            try {
                Files.deleteIfExists(folder.resolve(name));
            } catch (IOException kept) {
                throw new UncheckedIOException("a file over its term could not be deleted", kept);
            }
        }
        database.sql("DELETE FROM disposal.file WHERE certificate = ?").param(certificate).update();
    }

    private static String sha256(Path file) {
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(((DigestInputStream) in).getMessageDigest().digest());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
