package datong.statistics;

/** Conductor: question → decision → grid → numbers kept durably → audit → answer. */
public interface Statistics {
    StatisticsAnswer ask(StatisticsRequest request);
}
