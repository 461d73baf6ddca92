package datong.query;

/** Conductor: request → decision → plan → ledger → protector → audit → answer. */
public interface Queries {
    QueryAnswer ask(QueryRequest request);
}
