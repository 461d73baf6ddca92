package datong.web.console;

import datong.intake.Quarantine;
import datong.intake.Replay;
import datong.ledger.LedgerWriter;
import datong.policy.Subject;
import java.util.function.LongConsumer;

/** Replays through the intake conductor, which audits. */
final class HubReplays implements Replays {
    private final Replay replay;

    HubReplays(Replay replay) {
        this.replay = replay;
    }

    @Override
    public Result replay(Subject actor, String source, Selection selection, LongConsumer progress) {
        LedgerWriter.Balance balance = replay.replay(new Quarantine.Filter(source, selection.rule(), selection.ids()), actor.id());
        progress.accept(balance.read());
        return new Result(balance.read(), balance.stored(), balance.unchanged(), balance.quarantined());
    }
}
