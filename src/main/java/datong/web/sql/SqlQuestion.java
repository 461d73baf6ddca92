package datong.web.sql;

import datong.ledger.Selection;
import datong.ledger.Selection.Operator;
import datong.query.QueryRequest.Filter;
import datong.schema.DatasetCode;
import datong.schema.ItemName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import net.sf.jsqlparser.JSQLParserException;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.LongValue;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.Statements;
import net.sf.jsqlparser.statement.select.AllColumns;
import net.sf.jsqlparser.statement.select.AllTableColumns;
import net.sf.jsqlparser.statement.select.Limit;
import net.sf.jsqlparser.statement.select.OrderByElement;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.SelectItem;

/**
 * What a question can say, said in SQL: {@code SELECT} columns {@code FROM} a dataset {@code WHERE} conditions joined by AND {@code ORDER BY} columns {@code LIMIT} a number.
 *
 * @param columns as they are wanted, {@code id} for the record's own; empty: all
 */
record SqlQuestion(DatasetCode dataset, List<String> columns, List<Filter> filters, List<Selection.Order> order, OptionalLong limit) {
    static final String ID = "id";
    private static final int LONGEST = 16_384;
    /** The parser takes minutes for some statements of a few words. */
    private static final int LONGEST_MILLIS = 2_000;
    private static final String WHAT_CAN_BE_SAID = "SELECT items or * FROM one dataset, WHERE conditions joined by AND, ORDER BY items, LIMIT a number; count and add up through "
            + "/api/v1/datasets/{code}/statistics";

    /** @throws UnreadableSql whatever it is that cannot be said */
    static SqlQuestion of(String sql) {
        PlainSelect select = parsed(sql);
        demandNothingElse(select);
        if (!(select.getFromItem() instanceof Table table)) {
            throw new UnreadableSql("say " + WHAT_CAN_BE_SAID);
        }
        return new SqlQuestion(dataset(table), columns(select.getSelectItems()), select.getWhere() == null ? List.of() : SqlConditions.of(select.getWhere()),
                order(select.getOrderByElements()), limit(select.getLimit()));
    }

    private static PlainSelect parsed(String sql) {
        if (sql.isBlank() || sql.length() > LONGEST) {
            throw new UnreadableSql("a statement takes 1 to " + LONGEST + " characters");
        }
        ExecutorService reader = Executors.newSingleThreadExecutor(Thread.ofPlatform().name("sql-reading").daemon().factory());
        try {
            Statements statements = CCJSqlParserUtil.parseStatements(CCJSqlParserUtil.newParser(sql).withAllowComplexParsing(false).withTimeOut(LONGEST_MILLIS), reader);
            if (statements != null && statements.size() == 1 && statements.getFirst() instanceof PlainSelect select) {
                return select;
            }
        } catch (JSQLParserException unreadable) {
            throw new UnreadableSql("the statement is not SQL that this door reads; say " + WHAT_CAN_BE_SAID);
        } finally {
            reader.shutdownNow();
        }
        throw new UnreadableSql("only one plain SELECT is answered; say " + WHAT_CAN_BE_SAID);
    }

    /** A select made of the parts that are read must be the one that was given: whatever else it says is refused, known or not. */
    private static void demandNothingElse(PlainSelect given) {
        PlainSelect read = new PlainSelect();
        read.setSelectItems(given.getSelectItems());
        read.setFromItem(given.getFromItem());
        read.setWhere(given.getWhere());
        read.setOrderByElements(given.getOrderByElements());
        read.setLimit(given.getLimit());
        if (!read.toString().equals(given.toString())) {
            throw new UnreadableSql("no joins, groups, DISTINCT, OFFSET, windows or set operations here; say " + WHAT_CAN_BE_SAID);
        }
    }

    private static DatasetCode dataset(Table table) {
        String name = table.getName();
        if (!table.toString().equals(name)) {
            throw new UnreadableSql("a dataset stands alone, without alias, schema or hints");
        }
        try {
            return new DatasetCode(name.startsWith("\"") ? unquoted(name) : name.replace('_', '-'));
        } catch (IllegalArgumentException unreadable) {
            throw new UnreadableSql("the dataset's name is not readable; write hotline_12345 or \"hotline-12345\"");
        }
    }

    static String unquoted(String name) {
        return name.length() > 1 && name.startsWith("\"") && name.endsWith("\"") ? name.substring(1, name.length() - 1) : name;
    }

    private static List<String> columns(List<SelectItem<?>> selected) {
        if (selected.size() == 1 && selected.getFirst().getExpression() instanceof AllColumns all && !(all instanceof AllTableColumns) && selected.getFirst().toString().equals("*")) {
            return List.of();
        }
        List<String> columns = selected.stream().map(item -> {
            if (item.getAlias() != null) {
                throw new UnreadableSql("a column keeps its name; leave out AS");
            }
            return column(item.getExpression());
        }).toList();
        if (new HashSet<>(columns).size() < columns.size()) {
            throw new UnreadableSql("name each column once");
        }
        if (columns.equals(List.of(ID))) {
            throw new UnreadableSql("name an item besides id");
        }
        return columns;
    }

    private static String column(Expression expression) {
        if (expression instanceof Column column && (column.getTable() == null || column.getTable().getName() == null)) {
            String name = unquoted(column.getColumnName());
            return name.equals(ID) ? ID : item(name).value();
        }
        throw new UnreadableSql("columns are items of the dataset by their names, or id; say " + WHAT_CAN_BE_SAID);
    }

    /** Of a condition or an order. */
    static ItemName named(Expression expression) {
        String column = column(expression);
        return item(column.equals(ID) ? "record_id" : column);
    }

    static ItemName item(String name) {
        try {
            return new ItemName(name);
        } catch (IllegalArgumentException unreadable) {
            throw new UnreadableSql("an item's name is not readable: " + unreadable.getMessage());
        }
    }

    List<ItemName> items() {
        return columns.stream().filter(column -> !column.equals(ID)).map(SqlQuestion::item).toList();
    }

    private static List<Selection.Order> order(List<OrderByElement> elements) {
        List<Selection.Order> order = new ArrayList<>();
        for (OrderByElement element : elements == null ? List.<OrderByElement>of() : elements) {
            if (element.getNullOrdering() != null || element.isMysqlWithRollup()) {
                throw new UnreadableSql("order by items, each with ASC or DESC or neither");
            }
            order.add(new Selection.Order(named(element.getExpression()), !element.isAsc()));
        }
        return order;
    }

    private static OptionalLong limit(Limit limit) {
        if (limit == null) {
            return OptionalLong.empty();
        }
        if (limit.getRowCount() instanceof LongValue count && limit.getOffset() == null && limit.getByExpressions() == null && count.getStringValue().matches("[1-9][0-9]{0,11}")) {
            return OptionalLong.of(count.getValue());
        }
        throw new UnreadableSql("LIMIT takes one whole number from 1, and no offset");
    }
}
