package datong.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The sample district 示例区 (110199): sixteen sources with the dirt of DOMAIN §4, and its story of §4.13. Everyone in it is invented.
 * The same seed gives the same bytes, but for the time stamps inside XLSX and XLS containers.
 */
public final class SampleDistrict {
    /** Usual number of records. */
    public static final int RECORDS = 210_000;

    private final long seed;
    private final int records;

    /** @param records over all sources, at least 1,000; the database table is among them */
    public SampleDistrict(long seed, int records) {
        if (records < 1_000) {
            throw new IllegalArgumentException("the sample district needs at least 1,000 records, not " + records);
        }
        this.seed = seed;
        this.records = records;
    }

    /** Writes each file source into its folder of the inbox; a file appears there only once it is whole. */
    public void writeTo(Path inbox) throws IOException {
        for (Share share : shares()) {
            Path folder = Files.createDirectories(inbox.resolve(share.source().code()));
            Path unfinished = Files.createTempDirectory(inbox, ".sample-");
            share.source().write(unfinished, share.records(), new Dice(seed, share.source().code()));
            publish(unfinished, folder);
        }
    }

    /**
     * Writes so many records of one source, as it would deliver them.
     *
     * @param source one of {@link #sources()}
     * @param folder made if it is not there
     */
    public static void write(String source, int records, long seed, Path folder) throws IOException {
        SampleSource found = everySource().filter(one -> one.code().equals(source)).findFirst().orElseThrow(() -> new IllegalArgumentException(
                "there is no sample of '" + source + "'; expected one of " + String.join(", ", sources())));
        found.write(Files.createDirectories(folder), records, new Dice(seed, source));
    }

    /** Codes of the sources whose deliveries can be written, those too that the district does not hold from the start because they are pulled. */
    public static List<String> sources() {
        return everySource().map(SampleSource::code).sorted().toList();
    }

    private static Stream<SampleSource> everySource() {
        return Stream.concat(new SampleDistrict(0, RECORDS).shares().stream().map(Share::source), Stream.of(new Open311Requests(), new OpinionFeed()));
    }

    /** The rows of the table {@code sample_source.service_case}. */
    public ServiceCases serviceCases() {
        return new ServiceCases(seed, records * 6 / 100);
    }

    /** Codes of the sources that come as files. */
    public List<String> fileSources() {
        return shares().stream().map(share -> share.source().code()).toList();
    }

    /** Writes a large CSV of hotline orders for measurements: plain rows, reporters out of a pool of 150,000. */
    public static void hotlineCsv(Path file, int rows, long seed) throws IOException {
        new BenchOrders(seed).write(file, rows);
    }

    private static void publish(Path unfinished, Path folder) throws IOException {
        List<Path> files;
        try (var listed = Files.list(unfinished)) {
            files = listed.sorted().toList();
        }
        for (Path file : files) {
            Files.move(file, folder.resolve(file.getFileName()), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
        Files.delete(unfinished);
    }

    private List<Share> shares() {
        List<Share> others = List.of(share(new StreetHotline(), 15), share(new GridEvents(), 200), share(new HouseholdRegister(), 100),
                share(new FloatingPopulation(), 40), share(new RentalHouses(), 20), share(new CareRegister(), 8), share(new CityComponents(), 55),
                share(new CameraAlarms(), 50), share(new CameraPush(), 30), share(new DeviceAlarms(), 10), share(new AirQuality(), 20),
                share(new Petitions(), 5), share(new OnlineOpinion(), 20), share(new JudicialResponses(), 4), share(new Visits(), 8));
        int taken = others.stream().mapToInt(Share::records).sum() + records * 6 / 100;
        return Stream.concat(Stream.of(new Share(new HotlineOrders(), records - taken)), others.stream()).toList();
    }

    private Share share(SampleSource source, int thousandths) {
        return new Share(source, Math.max(4, (int) ((long) records * thousandths / 1000)));
    }

    private record Share(SampleSource source, int records) {}
}
