package datong.ledger.jdbc;

import datong.ledger.LedgerUnavailable;
import datong.ledger.PersonNumbers.PersonNumber;
import datong.ledger.SubjectId;
import datong.ledger.Vault;
import datong.schema.ElementSchema;
import datong.schema.Element;
import datong.schema.ItemDefinition;
import datong.schema.ItemName;
import datong.schema.ValueKind;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/** Numbers of children, by the records of persons as they stand; found by blind index, opened is only the mark. */
record ChildNumbers(DataSource database, ElementSchema persons, Vault vault) {
    private static final ItemName MARK = new ItemName("is_minor_u14");

    Set<PersonNumber> among(Set<PersonNumber> numbers) {
        Set<PersonNumber> children = new HashSet<>();
        try (Connection connection = database.getConnection()) {
            for (ItemDefinition item : persons.items().stream().filter(item -> item.lookup() && !item.extension()).toList()) {
                children.addAll(among(connection, item, numbers.stream().filter(number -> number.kind() == item.kind()).toList()));
            }
        } catch (SQLException failure) {
            throw new LedgerUnavailable("whether numbers are children's could not be read", failure);
        }
        return children;
    }

    private Set<PersonNumber> among(Connection connection, ItemDefinition item, List<PersonNumber> numbers) throws SQLException {
        if (numbers.isEmpty()) {
            return Set.of();
        }
        Map<ByteBuffer, PersonNumber> byIndex = new HashMap<>();
        numbers.forEach(number -> byIndex.put(ByteBuffer.wrap(vault.blindIndex(Element.PERSON, item, number.text())), number));
        Set<PersonNumber> children = new HashSet<>();
        Set<PersonNumber> others = new HashSet<>();
        String column = item.name().value() + "_bx";
        try (PreparedStatement select = connection.prepareStatement("SELECT " + column + ", subject, " + MARK + " FROM ledger.person WHERE " + column + " = ANY (?)")) {
            select.setArray(1, connection.createArrayOf("bytea", byIndex.keySet().stream().map(ByteBuffer::array).toArray(byte[][]::new)));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    (child(row) ? children : others).add(byIndex.get(ByteBuffer.wrap(row.getBytes(1))));
                }
            }
        }
        if (item.kind() == ValueKind.PHONE) {
            children.removeAll(others);
        }
        return children;
    }

    private boolean child(ResultSet row) throws SQLException {
        byte[] sealed = row.getBytes(3);
        UUID subject = row.getObject(2, UUID.class);
        ItemDefinition mark = persons.item(MARK).orElseThrow();
        return sealed != null && vault.open(new SubjectId(subject.getMostSignificantBits(), subject.getLeastSignificantBits()), Element.PERSON, mark, sealed)
                .map(bytes -> Boolean.TRUE.equals(ItemBytes.decode(mark.type(), bytes))).orElse(false);
    }
}
