package datong.web.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import datong.catalogue.DatasetEntry;
import datong.catalogue.Found;
import datong.correction.Dispute;
import datong.correction.Recall;
import datong.intake.VerificationRequest;
import datong.schema.Dataset;
import datong.schema.ItemDefinition;
import datong.schema.ItemName;
import datong.sharing.Application;
import datong.sharing.Running;
import datong.sharing.Terms;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The shapes of the API's JSON documents. */
final class ApiDocument {
    private ApiDocument() {}

    record DatasetList(List<DatasetSummary> datasets) {}

    @Schema(description = "A dataset of the catalogue")
    record DatasetSummary(
            @Schema(example = "hotline-12345") String code, String chinese, String english, @Schema(example = "matter") String element,
            @Schema(description = "Unified social credit code of the providing department") String provider,
            @Schema(description = "Sharing attribute", example = "CONDITIONAL") String share,
            @Schema(description = "Highest level among its items", example = "L3") String level,
            @Schema(description = "Current records") long records,
            @Schema(description = "Against the update frequency that the entry promises", allowableValues = {"FRESH", "LATE", "NEVER", "UNPROMISED"}) String freshness,
            @Schema(description = "Last delivery; null before the first", nullable = true) String delivered,
            @Schema(description = "Answers that other departments were given in thirty days") long answers,
            @Schema(description = "How many departments they were") int organisations) {

        static DatasetSummary of(DatasetEntry entry) {
            Dataset dataset = entry.dataset();
            return new DatasetSummary(dataset.code().value(), dataset.chinese(), dataset.english(), dataset.element().code(), dataset.provider(),
                    dataset.share().name(), entry.level().name(), entry.records(), entry.standing().freshness().state().name(),
                    entry.standing().freshness().last().map(Instant::toString).orElse(null), entry.standing().usage().answers(), entry.standing().usage().organisations());
        }
    }

    record DatasetHits(List<DatasetHit> datasets) {}

    /** @param matched names of items that fit the words, the best first */
    record DatasetHit(@JsonUnwrapped DatasetSummary dataset, List<String> matched) {
        static DatasetHit of(Found found) {
            return new DatasetHit(DatasetSummary.of(found.entry()), found.items().stream().map(ItemName::value).toList());
        }
    }

    record DatasetDescription(@JsonUnwrapped DatasetSummary dataset, List<DatasetItem> items) {}

    @Schema(description = "An item of a dataset")
    record DatasetItem(
            @Schema(example = "reporter_phone") String name, String chinese, String english, @Schema(example = "STRING") String type,
            @Schema(example = "PHONE") String kind, @Schema(example = "L3") String level,
            @Schema(description = "Relation to a natural person", example = "DIRECT") String personalData,
            @Schema(description = "Code table, empty for none") String codes,
            @Schema(description = "Longest text in characters, 0 where length has no meaning") int maxLength,
            @Schema(description = "May be matched by equality while it is kept encrypted") boolean lookup,
            @Schema(description = "Sharing attribute, which may differ from the dataset's", example = "CONDITIONAL") String share) {

        static DatasetItem of(ItemDefinition item, DatasetEntry entry) {
            return new DatasetItem(item.name().value(), item.chinese(), item.english(), item.type().name(), item.kind().name(), item.level().name(),
                    item.personalData().name(), item.codeTable().orElse(""), item.maxLength(), item.lookup(), entry.share(item.name()).name());
        }
    }

    @Schema(name = "RecordPage", description = "A page of protected records")
    record Page(String dataset, List<PageItem> items,
            @Schema(description = "Records by item name; id is the record's own") List<Map<String, Object>> records,
            @Schema(description = "Continues the page; null on the last one", nullable = true) String next,
            @Schema(description = "What was done to each item; 'drop': withheld") Map<String, String> treatments,
            @Schema(description = "Rule that permitted") String rule, String policyVersion,
            @Schema(description = "Index of this answer in the audit log") long auditIndex) {}

    @Schema(name = "ChangePage", description = "What changed, in the order in which it became durable")
    record Changes(String dataset, List<PageItem> items,
            @Schema(description = "Each holds either 'record', as it is now, or 'removed' with the id of a record that is not yours to see any more") List<Map<String, Object>> changes,
            @Schema(description = "Goes on behind this page, even if it is empty") String next,
            @Schema(description = "Whether something follows already") boolean more,
            Map<String, String> treatments, String rule, String policyVersion, long auditIndex) {}

    record PageItem(String name, String chinese, String english, String type, String level, String treatment) {}

    @Schema(name = "SingleRecord", description = "One protected record")
    record Single(String dataset, Map<String, Object> record, Map<String, String> treatments, String rule, String policyVersion, long auditIndex) {}

    @Schema(name = "PushReceipt", description = "What became of a push; read = stored + unchanged + quarantined")
    record PushReceipt(
            @Schema(description = "Id by which the source's steward finds it") String delivery, @Schema(example = "hotline-12345") String source,
            long read, @Schema(description = "New, or a new version") long stored, @Schema(description = "Known already") long unchanged,
            @Schema(description = "Waiting for a steward") long quarantined,
            @Schema(description = "Beside the sum: records that left the ledger because the source deleted them") long removed,
            @Schema(description = "The first thousand rows in quarantine") List<RejectedRow> rejected) {}

    record RejectedRow(@Schema(description = "Place in the body, from 1") long row, List<RejectionReason> reasons) {}

    record RejectionReason(@Schema(example = "REQUIRED") String rule, @Schema(nullable = true) String column, @Schema(nullable = true) String item,
            @Schema(description = "What is wrong and what was expected; never the value") String message) {}

    @Schema(name = "VerificationList")
    record VerificationList(List<Verification> requests) {}

    @Schema(name = "VerificationRequest", description = "Records of your source that the hub could not take")
    record Verification(String id, @Schema(example = "hotline-12345") String source, @Schema(description = "Credit code of your department") String provider,
            @Schema(example = "NOT_A_TIMESTAMP") String rule, @Schema(description = "Empty: of no column") String column, long records, String note, String requestedAt,
            @Schema(description = "Last day for an answer", example = "2026-11-24") String due, boolean overdue,
            @Schema(allowableValues = {"SENT", "ANSWERED", "CLOSED"}) String state,
            @Schema(nullable = true) String answer, @Schema(nullable = true) String answerNote, @Schema(nullable = true) String answeredAt) {

        static Verification of(VerificationRequest request, boolean overdue) {
            return new Verification(request.id(), request.source(), request.provider(), request.rule(), request.column(), request.records(), request.note(),
                    request.requestedAt().toString(), request.due().toString(), overdue, request.state().name(),
                    request.answer().map(answer -> answer.verdict().name().toLowerCase(Locale.ROOT)).orElse(null), request.answer().map(VerificationRequest.Answer::note).orElse(null),
                    request.answer().map(answer -> answer.at().toString()).orElse(null));
        }
    }

    @Schema(name = "VerificationAnswer")
    record VerificationAnswer(@Schema(allowableValues = {"accepted", "corrected", "rejected"}) String answer, String note) {}

    @Schema(name = "Disputing")
    record Disputing(@Schema(example = "matter-hotline-12345") String dataset, @Schema(description = "Id of the record as an answer showed it") String record,
            @Schema(example = "birth_date") String item, @Schema(description = "1 to 500 characters without personal data") String reason,
            @Schema(nullable = true, description = "What you hold to be right; kept sealed, for the owner only") String proposed) {}

    @Schema(name = "DisputedValues")
    record DisputedValues(List<DisputedValue> verifications) {}

    @Schema(name = "DisputedValue", description = "A value that a department holds to be wrong; the value itself is never here")
    record DisputedValue(String id, String dataset, String record, String item, String reason, @Schema(description = "Credit code of who disputes it") String demander,
            @Schema(description = "Credit code of who answers for the item") String owner, String filedAt, @Schema(description = "First moment that is too late") String due, boolean overdue,
            @Schema(allowableValues = {"OPEN", "CORRECTED", "REJECTED"}) String state, @Schema(nullable = true) String answeredAt, @Schema(nullable = true) String answer) {

        static DisputedValue of(Dispute dispute, boolean overdue) {
            return new DisputedValue(dispute.id(), dispute.cell().dataset().value(), dispute.cell().record(), dispute.cell().item().value(), dispute.reason(), dispute.demander(), dispute.owner(),
                    dispute.filedAt().toString(), dispute.dueAt().toString(), overdue, dispute.state().name(), dispute.answer().map(answer -> answer.at().toString()).orElse(null),
                    dispute.answer().map(Dispute.Answer::words).orElse(null));
        }
    }

    @Schema(name = "Recalls")
    record Recalls(List<RecalledValue> recalls) {}

    @Schema(name = "RecalledValue", description = "A value that was corrected after your department received it; fetch the record again")
    record RecalledValue(String id, String dataset, String record, String item, String correctedAt,
            @Schema(description = "False where the log does not tell which records an answer held") boolean certain, int answers, String firstReceived, String lastReceived, String due,
            boolean overdue, @Schema(nullable = true, allowableValues = {"updated", "deleted", "not_kept"}) String acknowledged) {

        static RecalledValue of(Recall recall, boolean overdue) {
            Dispute.Cell cell = recall.dispute().cell();
            return new RecalledValue(recall.id(), cell.dataset().value(), cell.record(), cell.item().value(), recall.dispute().answer().orElseThrow().at().toString(), recall.certain(),
                    recall.answers(), recall.first().toString(), recall.last().toString(), recall.dueAt().toString(), overdue,
                    recall.acknowledgement().map(word -> word.deed().name().toLowerCase(Locale.ROOT)).orElse(null));
        }
    }

    @Schema(name = "Acknowledging")
    record Acknowledging(@Schema(allowableValues = {"updated", "deleted", "not_kept"}) String deed, @Schema(nullable = true, description = "500 characters at most, without personal data") String note) {}

    @Schema(name = "SharingApplications")
    record SharingApplications(List<SharingApplication> applications) {}

    @Schema(name = "SharingApplication", description = "An application for data")
    record SharingApplication(String id, String dataset, @Schema(description = "Credit code of who asks for the data") String demander, @Schema(description = "Credit code of who has them") String provider,
            @Schema(example = "IN_USE") String state, String changedAt, java.util.Set<String> items, java.util.Set<String> purposes, java.util.Set<String> scenes,
            @Schema(nullable = true, example = "2027-06-30") String until, List<RunningClock> clocks,
            @Schema(nullable = true, description = "An end or a change of the service that the provider asked for (Decree 809, Art. 27)") AskedChange asked,
            @Schema(description = "Third parties that may have items by the provider's consent (Art. 25)") List<Onward> onward) {

        static SharingApplication of(Application application, List<Running> clocks) {
            Terms terms = application.terms();
            return new SharingApplication(application.id(), terms.dataset(), terms.demander(), application.provider(), application.state().name(), application.changedAt().toString(), terms.items(),
                    terms.purposes(), terms.scenes(), terms.to().map(java.time.LocalDate::toString).orElse(null), clocks.stream().map(RunningClock::of).toList(),
                    application.asked().map(step -> AskedChange.of(application, step)).orElse(null), application.onward().stream().map(Onward::of).toList());
        }
    }

    @Schema(name = "AskedChange", description = "It happens on its day, once it is filed with the authority")
    record AskedChange(@Schema(allowableValues = {"end", "change"}) String what, @Schema(nullable = true, example = "2027-01-04") String effective, java.util.List<String> items, String words,
            @Schema(description = "Whether the demander has answered, or let its time pass") boolean consulted, boolean filed) {

        static AskedChange of(Application application, datong.sharing.Step step) {
            return new AskedChange(step.move() == datong.sharing.Move.ASK_END ? "end" : "change", step.said().get(datong.sharing.Move.Field.EFFECTIVE), Application.items(step.said()),
                    step.said().get(datong.sharing.Move.Field.WORDS), application.consulted(), application.filed());
        }
    }

    @Schema(name = "Onward", description = "The demander answers for it: it tells the recipient of corrections, and of the end")
    record Onward(@Schema(description = "Number of the step of the consent") int consent, @Schema(description = "Credit code") String recipient, java.util.List<String> items, String until) {

        static Onward of(Application.Onward onward) {
            return new Onward(onward.number(), onward.recipient(), onward.items(), onward.until().toString());
        }
    }

    @Schema(name = "RunningClock", description = "A limit of law that was started for the application")
    record RunningClock(@Schema(example = "CLK-APP-COND") String clock, String started, @Schema(nullable = true, description = "First moment that is too late") String due,
            @Schema(nullable = true) String stopped) {

        static RunningClock of(Running running) {
            return new RunningClock(running.clock().id(), running.started().toString(), running.due().map(java.time.Instant::toString).orElse(null),
                    running.stopped().map(java.time.Instant::toString).orElse(null));
        }
    }

    @Schema(name = "UseRecord", description = "How data were used (Decree 809, Art. 29)")
    record UseRecord(String scene, String process, String effect, String storage, String destruction) {}

    @Schema(name = "Problem", description = "RFC 9457 problem document")
    record ProblemDocument(
            @Schema(example = "urn:datong:problem:refused") String type, String title, @Schema(example = "403") int status,
            @Schema(description = "What to do about it") String detail, @Schema(example = "/api/v1/datasets/hotline-12345/records") String instance,
            @Schema(description = "Of a refusal: which of the seven checks", example = "ITEM_LEVEL") String check,
            @Schema(description = "Of a refusal: the rule that refused") String rule,
            @Schema(description = "Of a refusal: version of the policies") String policyVersion,
            @Schema(description = "Of a refusal: its index in the audit log") Long auditIndex) {}
}
