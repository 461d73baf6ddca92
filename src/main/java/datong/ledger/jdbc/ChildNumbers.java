package datong.ledger.jdbc;

import datong.ledger.Childhood;
import datong.ledger.LedgerUnavailable;
import datong.ledger.PersonNumbers.PersonNumber;
import datong.ledger.SubjectId;
import datong.ledger.Vault;
import datong.schema.ElementSchema;
import datong.schema.Element;
import datong.schema.ItemDefinition;
import datong.schema.ItemName;
import datong.schema.ValueKind;
import datong.schema.check.ResidentId;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** Numbers of children, by the records of persons as they stand; found by blind index, opened is only what tells their age. */
record ChildNumbers(DataSource database, ElementSchema persons, Vault vault, Childhood childhood) {
    private static final List<ItemName> AGE = List.of(Childhood.MARK, Childhood.BIRTH_DATE, Childhood.OWN_NUMBER);


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
        try (PreparedStatement select = connection.prepareStatement("SELECT " + column + ", subject, " + AGE.stream().map(ItemName::value).collect(Collectors.joining(", ")) + " FROM ledger.person WHERE " + column + " = ANY (?)")) {
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
        UUID subject = row.getObject(2, UUID.class);
        SubjectId whose = new SubjectId(subject.getMostSignificantBits(), subject.getLeastSignificantBits());
        boolean marked = false;
        List<LocalDate> births = new ArrayList<>();
        for (int at = 0; at < AGE.size(); at++) {
            ItemDefinition item = persons.item(AGE.get(at)).orElseThrow();
            switch (opened(whose, item, row.getBytes(3 + at)).orElse(null)) {
                case Boolean said -> marked = said;
                case LocalDate birth -> births.add(birth);
                case String number when ResidentId.parse(number) instanceof ResidentId.Valid valid -> births.add(valid.birthDate());
                case null, default -> { }
            }
        }
        return childhood.lasts(marked, births);
    }

    private Optional<Object> opened(SubjectId whose, ItemDefinition item, byte[] sealed) {
        return Optional.ofNullable(sealed).flatMap(bytes -> vault.open(whose, Element.PERSON, item, bytes)).map(bytes -> ItemBytes.decode(item.type(), bytes));
    }
}
