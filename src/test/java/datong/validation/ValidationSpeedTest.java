package datong.validation;

import static org.assertj.core.api.Assertions.assertThat;

import datong.mapping.MappedRecord;
import datong.schema.yaml.CodeTableFiles;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ValidationSpeedTest {
    private static final int RECORDS = 300_000;

    /** A floor that a busy machine keeps too; the printed figure is the one to read. */
    @Test
    void aMatterIsValidatedInMicroseconds() {
        RecordValidator validator = new RecordValidator(CodeTableFiles.standard(), Clock.fixed(Instant.parse("2026-11-03T12:00:00Z"), ZoneOffset.UTC));
        MappedRecord record = RecordValidatorTest.matter().mapped();
        run(validator, record);
        long nanoseconds = run(validator, record);
        System.out.printf("validation: %.2f µs a record, %,d records/s%n", nanoseconds / 1000.0 / RECORDS, RECORDS * 1_000_000_000L / nanoseconds);
        assertThat(nanoseconds / RECORDS).isLessThan(500_000);
    }

    private static long run(RecordValidator validator, MappedRecord record) {
        long start = System.nanoTime();
        int valid = 0;
        for (int index = 0; index < RECORDS; index++) {
            valid += validator.validate(record) instanceof Validation.Valid ? 1 : 0;
        }
        assertThat(valid).isEqualTo(RECORDS);
        return System.nanoTime() - start;
    }
}
