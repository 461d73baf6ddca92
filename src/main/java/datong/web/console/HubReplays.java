package datong.web.console;

import datong.intake.Mending;
import datong.intake.Quarantine;
import datong.intake.Replay;
import datong.ledger.LedgerWriter;
import datong.policy.Subject;
import java.util.function.LongConsumer;

/** Replays through the intake conductor, which audits. */
final class HubReplays implements Replays {
    private final Replay replay;
    private final Mending mending;

    HubReplays(Replay replay, Mending mending) {
        this.replay = replay;
        this.mending = mending;
    }

    @Override
    public Mending.Result mend(Subject actor, Mending.Request request) {
        return mending.mend(request, new Mending.Actor(actor.id(), actor.organisation()));
    }

    @Override
    public Result replay(Subject actor, String source, Selection selection, LongConsumer progress) {
        LedgerWriter.Balance balance = replay.replay(new Quarantine.Filter(source, selection.rule(), selection.column(), selection.ids()), actor.id());
        progress.accept(balance.read());
        return new Result(balance.read(), balance.stored(), balance.unchanged(), balance.quarantined());
    }
}
