package datong.oversight.jdbc;

import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Keeps the tables {@code oversight.cell} and {@code oversight.margin} up with the log's copy: each event counted once, whatever ends in between. */
public final class Cells implements AutoCloseable {
    /** What a cell has in common and the log's copy does not hold as columns, taken from its line; quotes within values are escaped there, so neither name can be forged. */
    static final String SCENE = "split_part(split_part(line, ',\"scene_code\":\"', 2), '\"', 1)";
    static final String ITEMS = "split_part(split_part(line, ',\"items\":', 2), ',\"level_max\":', 1)";
    private static final Logger LOG = LoggerFactory.getLogger(Cells.class);
    private static final int PORTION = 20_000;
    private static final long EVERY_SECONDS = 5;
    private static final String FRESH = """
            (SELECT date_trunc('hour', at, 'UTC') AS hour, kind, actor, organisation, dataset, purpose, %s AS scene, decision, rule, %s AS items, records, persons, 1 AS events
            FROM audit.event WHERE log_index >= ? AND log_index < ?) AS fresh""".formatted(SCENE, ITEMS);
    private static final String COUNT = """
            INSERT INTO oversight.cell (id, hour, kind, actor, organisation, dataset, purpose, scene, decision, rule, items, events, records, persons)
            SELECT md5(jsonb_build_array(hour, kind, actor, organisation, dataset, purpose, scene, decision, rule, items)::text)::uuid,
                hour, kind, actor, organisation, dataset, purpose, scene, decision, rule, items, count(*), sum(records), sum(persons)
            FROM %s GROUP BY hour, kind, actor, organisation, dataset, purpose, scene, decision, rule, items
            ON CONFLICT (id) DO UPDATE SET events = cell.events + excluded.events, records = cell.records + excluded.records, persons = cell.persons + excluded.persons""".formatted(FRESH);
    private static final String ADD = """
            INSERT INTO oversight.margin (day, part, name, decision, events, records, persons)
            SELECT %s, %s, %s, decision, sum(events), sum(records), sum(persons) FROM %s GROUP BY 1, decision, %s
            ON CONFLICT (day, part, name, decision) DO UPDATE SET events = margin.events + excluded.events, records = margin.records + excluded.records, persons = margin.persons + excluded.persons"""
            .formatted(Slices.DAY, Slices.PART, Slices.NAME, FRESH, Slices.SETS);
    private final JdbcClient database;
    private final Progress progress;
    private final TransactionTemplate transactions;
    private final ScheduledExecutorService follower = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("audit-cells").daemon().factory());

    public Cells(DataSource database) {
        this.database = JdbcClient.create(database);
        this.progress = new Progress(database, "cells");
        this.transactions = new TransactionTemplate(new DataSourceTransactionManager(database));
    }

    /** Follows the log's copy from now on, so that questions find little left to count. */
    public void start() {
        follower.scheduleWithFixedDelay(this::follow, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    private void follow() {
        try {
            catchUp();
        } catch (RuntimeException | Error later) {
            LOG.warn("The events of the audit log could not be counted for the auditor's desk; it is tried again, and the log itself is not affected", later);
        }
    }

    /** Counts what the log's copy holds now. */
    public synchronized void catchUp() {
        while (Boolean.TRUE.equals(transactions.execute(status -> portion()))) {
            LOG.debug("Counted another portion of the audit log's copy");
        }
    }

    /** @return whether there may be more */
    private boolean portion() {
        Optional<Long> next = progress.next();
        if (next.isEmpty()) {
            database.sql("TRUNCATE oversight.cell, oversight.margin").update();
            progress.reached(0);
            return true;
        }
        long end = progress.end(next.get(), PORTION);
        if (end == next.get()) {
            return false;
        }
        database.sql(COUNT).params(next.get(), end).update();
        database.sql(ADD).params(next.get(), end).update();
        progress.reached(end);
        return end - next.get() == PORTION;
    }

    @Override
    public void close() {
        follower.shutdown();
    }
}
