package datong;

import static org.assertj.core.api.Assertions.assertThat;

import datong.intake.Outcome;
import datong.sample.SampleDistrict;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Five bad deliveries for each source that comes as files, and what its steward sees: a rule, a reason, and nothing lost in silence. */
class BadDeliveriesIT {
    private static final Path INBOX = temporary();
    @TempDir
    static Path folder;
    private static TestIntake intake;
    private static int files;

    private enum Bad { CUT_OFF, WRONG_ENCODING, RENAMED_COLUMN, WRONG_TYPE, BOMB }

    @BeforeAll
    static void start() {
        intake = new TestIntake(TestDatabase.fresh(), folder, Path.of("mappings"), 500);
    }

    @AfterAll
    static void stop() {
        intake.close();
    }

    private static Stream<Arguments> everySourceAndFault() throws IOException {
        SampleDistrict district = new SampleDistrict(1, 1_700);
        district.writeTo(INBOX);
        return district.fileSources().stream().flatMap(source -> Stream.of(Bad.values()).map(bad -> Arguments.of(source, bad)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("everySourceAndFault")
    void aBadDeliveryIsSeenWithItsReasonAndLosesNothing(String source, Bad bad) throws IOException {
        Path good = first(INBOX.resolve(source));
        Path file = folder.resolve(++files + "-" + good.getFileName());
        make(bad, source, good, file);

        Outcome outcome = intake.take(source, file);

        assertThat(seen(outcome)).as(outcome.toString()).isSubsetOf(expected(bad));
        assertThat(message(outcome)).isNotBlank();
        assertThat(intake.number("SELECT count(*) FROM intake.batch WHERE read_count <> stored_count + unchanged_count + quarantined_count")).isZero();
        assertThat(intake.number("SELECT count(*) FROM intake.delivery d WHERE d.id = ? AND d.state <> 'RUNNING' AND (d.state = 'DONE' OR length(d.message) > 20)",
                com.github.f4b6a3.ulid.Ulid.from(outcome.delivery()).toUuid())).isEqualTo(1);
    }

    /** What may stand in the console, as rules of the delivery or of its quarantined rows. */
    private static Set<String> expected(Bad bad) {
        return switch (bad) {
            case CUT_OFF -> Set.of("BROKEN_WORKBOOK", "BROKEN_JSON", "BROKEN_XML", "TRUNCATED", "ROW_TOO_SHORT", "NOT_A_WORKBOOK",
                    "ROWS_OUT_OF_ORDER", "BROKEN_BYTES", "NOT_A_TIMESTAMP");
            case WRONG_ENCODING -> Set.of("NOT_TEXT", "HTML_TABLE", "BROKEN_BYTES", "BROKEN_JSON", "BROKEN_XML");
            case RENAMED_COLUMN -> Set.of("HEADER_DRIFT", "NO_HEADER");
            case WRONG_TYPE -> Set.of("NOT_TEXT", "NOT_A_WORKBOOK", "WRONG_TYPE");
            case BOMB -> Set.of("WORKBOOK_TOO_LARGE", "BROKEN_JSON", "XML_WITH_DTD");
        };
    }

    private static Set<String> seen(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done done -> Set.copyOf(intake.database().sql("SELECT DISTINCT rule FROM intake.quarantine WHERE delivery_id = ?")
                    .param(com.github.f4b6a3.ulid.Ulid.from(done.delivery()).toUuid()).query(String.class).list().stream().filter(rule -> !rule.equals("TEST_ROW")).collect(Collectors.toSet()));
            case Outcome.SetAside aside -> Set.of(aside.rule());
            case Outcome.Stopped stopped -> Set.of(stopped.rule());
        };
    }

    private static String message(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done done -> "quarantined " + done.balance().quarantined();
            case Outcome.SetAside aside -> aside.message();
            case Outcome.Stopped stopped -> stopped.message();
        };
    }

    private static void make(Bad bad, String source, Path good, Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(good);
        boolean workbook = bytes[0] == 'P' || (bytes[0] & 0xFF) == 0xD0;
        switch (bad) {
            case CUT_OFF -> Files.write(file, cut(bytes, workbook));
            case WRONG_ENCODING -> Files.write(file, workbook ? "<html><meta charset=gbk><table><tr><td>序号</td></tr></table>".getBytes(Charset.forName("GBK"))
                    : text(bytes).getBytes(StandardCharsets.UTF_16LE));
            case RENAMED_COLUMN -> Files.writeString(file, renamed(source, bytes, workbook));
            case WRONG_TYPE -> Files.writeString(file, "%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\n".repeat(50));
            case BOMB -> bomb(source, file);
        }
    }

    /** In the middle of a word of a row beyond the middle. */
    private static byte[] cut(byte[] bytes, boolean workbook) {
        int length = bytes.length * 6 / 10;
        while (!workbook && (bytes[length - 1] == '\n' || bytes[length] == '\n' || bytes[length - 1] == '}' || bytes[length - 1] == ',')) {
            length--;
        }
        return java.util.Arrays.copyOf(bytes, length);
    }

    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(java.nio.ByteBuffer.wrap(bytes)).toString();
        } catch (java.nio.charset.CharacterCodingException gbk) {
            return new String(bytes, Charset.forName("GB18030"));
        }
    }

    /** The second label of the header, with something before it; a workbook comes as the CSV that somebody saved it as. */
    private static String renamed(String source, byte[] bytes, boolean workbook) {
        List<String> labels = intake.mapping(source).format().labels().stream().sorted().toList();
        if (workbook) {
            return String.join(",", labels).replace(labels.getFirst(), "新" + labels.getFirst()) + "\n" + "1,".repeat(labels.size() - 1) + "1\n";
        }
        String label = labels.stream().filter(one -> text(bytes).contains(one) && !one.contains("/")).findFirst().orElseThrow();
        return switch (intake.mapping(source).format().type()) {
            case XML -> text(bytes).replace("<" + label + ">", "<New" + label + ">").replace("</" + label + ">", "</New" + label + ">");
            default -> text(bytes).replace(label, "新" + label);
        };
    }

    private static void bomb(String source, Path file) throws IOException {
        switch (intake.mapping(source).format().type()) {
            case JSON -> Files.writeString(file, "{\"data\":{\"rows\":[" + "[".repeat(1_000_000));
            case NDJSON -> Files.writeString(file, "{\"sn\":" + "[".repeat(1_000_000) + "\n");
            case XML -> Files.writeString(file, "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b \"bbbbbbbbbb\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\">]><Notifications><Notify>&c;</Notify></Notifications>");
            default -> zeros(file);
        }
    }

    /** A workbook of some kilobytes that would unfold into gigabytes. */
    private static void zeros(Path file) throws IOException {
        Path made = folder.resolve("bomb.xlsx");
        if (!Files.exists(made)) {
            try (OutputStream out = Files.newOutputStream(made); ZipOutputStream zip = new ZipOutputStream(out)) {
                zip.setLevel(Deflater.BEST_COMPRESSION);
                for (String name : List.of("[Content_Types].xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml")) {
                    zip.putNextEntry(new ZipEntry(name));
                    byte[] zeros = new byte[1 << 20];
                    for (int count = 0; count < (name.contains("sheet1") ? 3_000 : 1); count++) {
                        zip.write(zeros);
                    }
                    zip.closeEntry();
                }
            }
        }
        Files.copy(made, file);
    }

    private static Path first(Path inbox) throws IOException {
        try (Stream<Path> found = Files.list(inbox)) {
            return found.filter(Files::isRegularFile).sorted().findFirst().orElseThrow();
        }
    }

    private static Path temporary() {
        try {
            Path made = Files.createTempDirectory("bad-deliveries");
            made.toFile().deleteOnExit();
            return made;
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }
}
