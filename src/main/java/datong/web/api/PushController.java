package datong.web.api;

import com.github.f4b6a3.ulid.UlidCreator;
import datong.audit.AuditEvent;
import datong.audit.AuditLog;
import datong.intake.Outcome;
import datong.intake.SourcePush;
import datong.intake.Spool;
import datong.ledger.LedgerWriter.Balance;
import datong.mapping.Problem;
import datong.policy.Subject;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The door through which source systems push their own records. */
@RestController
@RequestMapping("/api/v1/intake")
@Tag(name = "Intake", description = "Push records of your own source; the answer comes once they are durable")
@SecurityRequirement(name = "oauth2", scopes = "intake")
class PushController {
    /** Members may push to the sources that {@code policies/subjects.yaml} lists for them. */
    private static final String GROUP = "source-system";
    private final SourcePush push;
    private final Spool spool;
    private final PushSettings settings;
    private final AuditLog log;
    private final Clock clock;

    PushController(SourcePush push, Spool spool, PushSettings settings, AuditLog log, Clock clock) {
        this.push = push;
        this.spool = spool;
        this.settings = settings;
        this.log = log;
        this.clock = clock;
    }

    @Operation(summary = "Push records of a source", description = """
            A JSON object, a JSON array of objects, NDJSON (application/x-ndjson), or XML for sources whose mapping reads XML. Pushing the same \
            again changes nothing; a record whose key is known becomes its new version. Rows that break a rule wait in quarantine and are named.""")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true, content = {
            @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(type = "object", description = "by column name, as the source's mapping knows them")),
            @Content(mediaType = RecordsController.NDJSON, schema = @Schema(type = "string")), @Content(mediaType = MediaType.APPLICATION_XML_VALUE, schema = @Schema(type = "string"))})
    @ApiResponse(responseCode = "200", description = "Taken to its end",
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(implementation = ApiDocument.PushReceipt.class)))
    @PostMapping(path = "/{source}", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ApiDocument.PushReceipt> push(@PathVariable String source, @Parameter(hidden = true) Subject subject,
            @Parameter(hidden = true) HttpServletRequest http) throws IOException {
        demandRight(source, subject, http);
        SourcePush.Kind kind = kind(http.getContentType());
        if (http.getContentLengthLong() > settings.limit().toBytes()) {
            throw tooLarge();
        }
        try (Spool.Spooled body = spool.keep(http.getInputStream(), settings.limit().toBytes())) {
            return answer(source, push.take(source, subject.id(), body.file(), kind));
        } catch (Spool.TooLong tooLong) {
            throw tooLarge();
        }
    }

    private void demandRight(String source, Subject subject, HttpServletRequest http) {
        if (subject.kind() == Subject.Kind.SYSTEM && subject.groups().contains(GROUP) && subject.sources().contains(source)) {
            return;
        }
        log.append(new AuditEvent(UlidCreator.getMonotonicUlid().toString(), clock.instant(), "PUSH_REFUSED", subject.id(), subject.organisation(), "", "", "",
                "", "", List.of(), "", 0, 0, "DENIED", "not-your-source", List.of(), "", http.getRemoteAddr(), "", Map.of()));
        throw new ApiProblem(datong.web.api.Problem.of(403, "not-your-source", "You may not push to this source",
                "a system pushes to the sources that policies/subjects.yaml lists for it, as a member of the group " + GROUP));
    }

    private static SourcePush.Kind kind(String contentType) {
        try {
            MediaType type = MediaType.parseMediaType(Optional.ofNullable(contentType).orElse(""));
            if (type.isCompatibleWith(MediaType.APPLICATION_JSON) || type.getSubtype().endsWith("+json")) {
                return SourcePush.Kind.JSON;
            }
            if (type.isCompatibleWith(MediaType.parseMediaType(RecordsController.NDJSON))) {
                return SourcePush.Kind.NDJSON;
            }
            if (type.isCompatibleWith(MediaType.APPLICATION_XML) || type.isCompatibleWith(MediaType.TEXT_XML)) {
                return SourcePush.Kind.XML;
            }
        } catch (InvalidMediaTypeException unreadable) {
            throw unsupported();
        }
        throw unsupported();
    }

    private static ResponseEntity<ApiDocument.PushReceipt> answer(String source, SourcePush.Receipt receipt) {
        switch (receipt.outcome()) {
            case Outcome.Done done -> { }
            case Outcome.SetAside aside -> throw new ApiProblem(with(datong.web.api.Problem.of(422, "unreadable-delivery",
                    "The body cannot be read to its end", aside.message()).with("rule", aside.rule()), receipt));
            case Outcome.Stopped stopped when stopped.rule().equals("NO_MAPPING") -> throw new ApiProblem(datong.web.api.Problem.of(409, "source-not-mapped",
                    "The hub does not know how to read this source", "its steward adds or mends the mapping; keep the records and push them again"));
            case Outcome.Stopped stopped -> throw new ApiProblem(with(datong.web.api.Problem.of(422, "columns-drifted",
                    "The records' names do not fit the mapping", stopped.message()).with("rule", stopped.rule()), receipt));
        }
        Balance balance = receipt.balance();
        return ResponseEntity.ok().header("Cache-Control", "no-store").body(new ApiDocument.PushReceipt(receipt.outcome().delivery(), source, balance.read(),
                balance.stored(), balance.unchanged(), balance.quarantined(), balance.removed(), rows(receipt)));
    }

    private static datong.web.api.Problem with(datong.web.api.Problem problem, SourcePush.Receipt receipt) {
        Balance balance = receipt.balance();
        return problem.with("delivery", receipt.outcome().delivery()).with("read", balance.read()).with("stored", balance.stored())
                .with("unchanged", balance.unchanged()).with("quarantined", balance.quarantined()).with("rejected", rows(receipt));
    }

    private static List<ApiDocument.RejectedRow> rows(SourcePush.Receipt receipt) {
        return receipt.rejected().stream().map(row -> new ApiDocument.RejectedRow(row.row(), row.reasons().stream().map(PushController::reason).toList())).toList();
    }

    private static ApiDocument.RejectionReason reason(Problem problem) {
        return new ApiDocument.RejectionReason(problem.rule(), problem.column().orElse(null), problem.item().orElse(null), problem.message());
    }

    private ApiProblem tooLarge() {
        return new ApiProblem(datong.web.api.Problem.of(413, "body-too-large", "The body is too long",
                "a push takes " + settings.limit().toBytes() + " bytes at most; send the records in several"));
    }

    private static ApiProblem unsupported() {
        return new ApiProblem(datong.web.api.Problem.of(415, "unsupported-media-type", "The body has a form that is not read here",
                "send application/json, application/x-ndjson or application/xml"));
    }
}
