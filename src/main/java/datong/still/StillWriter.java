package datong.still;

import datong.classification.ClassifiedRecord;
import datong.ledger.LedgerWriter;
import datong.mapping.StillRule;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps the pictures of a batch before the batch is written.
 *
 * <p>Promise: a record that refers to a still has one, in whatever state; a batch that is written again changes nothing.
 */
public final class StillWriter implements LedgerWriter {
    private final LedgerWriter ledger;
    private final Stills stills;
    private final Coarsening coarsening;

    public StillWriter(LedgerWriter ledger, Stills stills, Coarsening coarsening) {
        this.ledger = ledger;
        this.stills = stills;
        this.coarsening = coarsening;
    }

    @Override
    public Balance append(Batch batch) {
        batch.mapping().still().ifPresent(rule -> keep(batch, rule));
        return ledger.append(batch);
    }

    private void keep(Batch batch, StillRule rule) {
        List<String> references = batch.accepted().stream().map(one -> reference(one, rule)).flatMap(Optional::stream).distinct().toList();
        Set<String> seen = references.isEmpty() ? new HashSet<>() : new HashSet<>(stills.known(references));
        List<Stills.Taken> taken = new ArrayList<>();
        for (Accepted one : batch.accepted()) {
            Optional<String> reference = reference(one, rule);
            Optional<String> caseNumber = rule.caseNumber(one.raw());
            if (reference.isPresent() || caseNumber.isPresent()) {
                Optional<Stills.Content> content = reference.filter(seen::add).flatMap(fresh -> rule.text(one.raw())).map(this::content);
                taken.add(new Stills.Taken(reference.orElse(""), record(batch, one), caseNumber, batch.at(), latest(batch), content));
            }
        }
        if (!taken.isEmpty()) {
            stills.take(batch.mapping().source(), taken);
        }
    }

    private static Optional<String> reference(Accepted one, StillRule rule) {
        return Optional.ofNullable((String) one.outputs().getFirst().values()[rule.ordinal()]);
    }

    private static Instant latest(Batch batch) {
        return batch.at().plus(Duration.ofDays(batch.mapping().terms().retentionDays()));
    }

    private Stills.Content content(String text) {
        if (StillRule.address(text)) {
            return new Stills.Content.Address(text);
        }
        try {
            return coarsening.of(Base64.getMimeDecoder().decode(text.substring(text.startsWith("data:") ? text.indexOf(',') + 1 : 0)));
        } catch (IllegalArgumentException broken) {
            return new Stills.Content.Unreadable("NO_PICTURE");
        }
    }

    private static byte[] record(Batch batch, Accepted one) {
        ClassifiedRecord main = one.outputs().getFirst();
        try {
            return MessageDigest.getInstance("SHA-256").digest((batch.mapping().source() + "\n" + main.sourceKey()).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
