package datong.web.console;

import datong.audit.AuditLog;
import datong.classification.RuleBasedScanner;
import datong.intake.VerificationRequest.Answer;
import datong.intake.VerificationRequest.Verdict;
import datong.intake.VerificationRequest;
import datong.intake.VerificationRequests;
import datong.intake.Verifying;
import datong.mapping.MappedRecord;
import datong.mapping.Mapping;
import datong.mapping.Mappings;
import datong.source.Columns;
import datong.source.Format;
import datong.source.RawRecord;
import datong.web.VerificationRows;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Verification requests of the console's test district, from memory; today is 3 November 2026. */
final class TestRequests implements VerificationRequests, VerificationRows {
    static final String ANSWERED = "01K8000000000000000000V001";
    static final String LATE = "01K8000000000000000000V002";
    private final List<VerificationRequest> requests = new ArrayList<>(List.of(
            request(ANSWERED, LocalDate.of(2026, 11, 10), Optional.of(new Answer(Verdict.CORRECTED, "已在源系统更正，随下次交付送达", "hotline-source", TestViews.NOON))),
            request(LATE, LocalDate.of(2026, 10, 30), Optional.empty())));

    static Verifying verifying(TestRequests requests, AuditLog log) {
        return new Verifying(requests, new OneMapping(), new RuleBasedScanner((text, start) -> 0), (day, count) -> Optional.of(day.plusDays(count + 4L)), log,
                () -> "01K8000000000000000000V003", Clock.fixed(TestViews.NOON, ZoneOffset.UTC));
    }

    private static VerificationRequest request(String id, LocalDate due, Optional<Answer> answer) {
        return new VerificationRequest(id, "hotline-12345", "11110199MB00DEM264", "ID_CHECK_DIGIT", "身份证号", 56, "校验码不符，请核对后更正", "zhang.steward", TestViews.NOON.minusSeconds(864_000), due,
                answer, Optional.empty());
    }

    @Override
    public long send(VerificationRequest request, int most) {
        requests.addFirst(new VerificationRequest(request.id(), request.source(), request.provider(), request.rule(), request.column(), 27, request.note(), request.requestedBy(),
                request.requestedAt(), request.due(), Optional.empty(), Optional.empty()));
        return 27;
    }

    @Override
    public List<VerificationRequest> all(Optional<String> source, Optional<String> provider, int most) {
        return List.copyOf(requests);
    }

    @Override
    public Optional<VerificationRequest> find(String id) {
        return requests.stream().filter(request -> request.id().equals(id)).findFirst();
    }

    @Override
    public boolean answer(String id, Answer answer) {
        return false;
    }

    @Override
    public boolean close(String id, String by, Instant at, boolean settled) {
        return false;
    }

    @Override
    public List<String> records(String id) {
        return List.of();
    }

    @Override
    public List<Row> of(VerificationRequest request) {
        return List.of();
    }

    /** Any source has the same provider. */
    private record OneMapping() implements Mappings {
        @Override
        public Optional<Mapping> find(String source) {
            return Optional.of(new Provided(source));
        }

        @Override
        public List<Mapping> all() {
            return List.of();
        }
    }

    private record Provided(String source) implements Mapping {
        @Override
        public String version() {
            return "1.0.0";
        }

        @Override
        public String fingerprint() {
            return "";
        }

        @Override
        public Format format() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Terms terms() {
            return new Terms("11110199MB00DEM264", "STATUTORY_DUTY", Optional.empty(), "SERVICE.REQUEST", "SYSTEM", 30);
        }

        @Override
        public List<Output> outputs() {
            return List.of();
        }

        @Override
        public Header check(Columns columns) {
            return new Header.Fits();
        }

        @Override
        public List<MappedRecord> map(RawRecord raw) {
            return List.of();
        }
    }
}
