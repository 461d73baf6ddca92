package datong;

import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Proof that this key ring sealed what lies in this database. A hub with a foreign ring must not start: it could read nothing and would mix keys. */
record KeyRingMatchesDatabase(String fingerprint) {
    static KeyRingMatchesDatabase check(DataSource database, String fingerprint) {
        JdbcClient client = JdbcClient.create(database);
        client.sql("INSERT INTO ledger.key_ring (fingerprint) VALUES (?) ON CONFLICT DO NOTHING").param(fingerprint).update();
        String known = client.sql("SELECT fingerprint FROM ledger.key_ring").query(String.class).single();
        if (!known.equals(fingerprint)) {
            throw new IllegalStateException("the key ring does not belong to this database: it was sealed under ring " + known.substring(0, 16)
                    + ", the folder holds ring " + fingerprint.substring(0, 16) + "; point DATONG_KEYS at the ring the data was sealed with");
        }
        return new KeyRingMatchesDatabase(fingerprint);
    }
}
