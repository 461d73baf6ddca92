package datong.web.sql;

import datong.ledger.Selection.Operator;
import datong.query.QueryRequest.Filter;
import java.util.List;
import java.util.stream.Stream;
import net.sf.jsqlparser.expression.BinaryExpression;
import net.sf.jsqlparser.expression.BooleanValue;
import net.sf.jsqlparser.expression.CastExpression;
import net.sf.jsqlparser.expression.DoubleValue;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.LongValue;
import net.sf.jsqlparser.expression.SignedExpression;
import net.sf.jsqlparser.expression.StringValue;
import net.sf.jsqlparser.expression.operators.conditional.AndExpression;
import net.sf.jsqlparser.expression.operators.relational.Between;
import net.sf.jsqlparser.expression.operators.relational.EqualsTo;
import net.sf.jsqlparser.expression.operators.relational.GreaterThan;
import net.sf.jsqlparser.expression.operators.relational.GreaterThanEquals;
import net.sf.jsqlparser.expression.operators.relational.InExpression;
import net.sf.jsqlparser.expression.operators.relational.IsNullExpression;
import net.sf.jsqlparser.expression.operators.relational.LikeExpression;
import net.sf.jsqlparser.expression.operators.relational.MinorThan;
import net.sf.jsqlparser.expression.operators.relational.MinorThanEquals;
import net.sf.jsqlparser.expression.operators.relational.NotEqualsTo;
import net.sf.jsqlparser.expression.operators.relational.ParenthesedExpressionList;

/** Conditions joined by AND, each a comparison of one item with values. */
final class SqlConditions {
    private static final String EXPECTED = "a condition compares an item with a value: = <> < <= > >= IN (…) BETWEEN … AND …, LIKE 'start%', IS NULL, IS NOT NULL; conditions are joined by AND";
    private static final String VALUES = "a value is 'text', a number, TRUE, FALSE, DATE '2026-03-31' or TIMESTAMP '2026-03-31 08:00:00'; nothing is calculated here";

    private SqlConditions() {}

    static List<Filter> of(Expression where) {
        return switch (where) {
            case AndExpression both -> Stream.concat(of(both.getLeftExpression()).stream(), of(both.getRightExpression()).stream()).toList();
            case ParenthesedExpressionList<?> list when list.size() == 1 -> of(list.getFirst());
            case EqualsTo equal -> comparison(equal, Operator.EQ);
            case NotEqualsTo different -> comparison(different, Operator.NE);
            case MinorThan less -> comparison(less, Operator.LT);
            case MinorThanEquals atMost -> comparison(atMost, Operator.LE);
            case GreaterThan more -> comparison(more, Operator.GT);
            case GreaterThanEquals atLeast -> comparison(atLeast, Operator.GE);
            case Between between when !between.isNot() -> List.of(filter(between.getLeftExpression(), Operator.GE, List.of(value(between.getBetweenExpressionStart()))),
                    filter(between.getLeftExpression(), Operator.LE, List.of(value(between.getBetweenExpressionEnd()))));
            case InExpression in when in.getRightExpression() instanceof AndExpression rest -> of(apart(in, rest));
            case InExpression in when !in.isNot() && in.getRightExpression() instanceof ParenthesedExpressionList<?> values ->
                    List.of(filter(in.getLeftExpression(), Operator.IN, values.stream().map(SqlConditions::value).toList()));
            case IsNullExpression absent -> List.of(filter(absent.getLeftExpression(), absent.isNot() ? Operator.IS_NOT_NULL : Operator.IS_NULL, List.of()));
            case LikeExpression like -> List.of(filter(like.getLeftExpression(), Operator.STARTS_WITH, List.of(start(like))));
            default -> throw new UnreadableSql(EXPECTED);
        };
    }

    /** Within parentheses the parser takes {@code (…) AND …} for what an item is IN. */
    private static AndExpression apart(InExpression in, AndExpression rest) {
        return new AndExpression(new InExpression(in.getLeftExpression(), rest.getLeftExpression()).withNot(in.isNot()), rest.getRightExpression());
    }

    private static List<Filter> comparison(BinaryExpression comparison, Operator operator) {
        return List.of(filter(comparison.getLeftExpression(), operator, List.of(value(comparison.getRightExpression()))));
    }

    private static Filter filter(Expression item, Operator operator, List<String> values) {
        return new Filter(SqlQuestion.named(item), operator, values);
    }

    private static String value(Expression expression) {
        return switch (expression) {
            case StringValue text when text.getPrefix() == null -> text.getNotExcapedValue();
            case LongValue number -> number.getStringValue();
            case DoubleValue number -> number.toString();
            case BooleanValue truth -> String.valueOf(truth.getValue());
            case SignedExpression signed when signed.getSign() == '-' && (signed.getExpression() instanceof LongValue || signed.getExpression() instanceof DoubleValue) -> "-" + signed.getExpression();
            case CastExpression literal when literal.isImplicitCast() && literal.getLeftExpression() instanceof StringValue text -> moment(literal, text.getValue());
            default -> throw new UnreadableSql(VALUES);
        };
    }

    /** A moment without a zone is one in Shanghai, as everywhere in the hub. */
    private static String moment(CastExpression literal, String text) {
        if (literal.isDate()) {
            return text;
        }
        if (!literal.isTimeStamp()) {
            throw new UnreadableSql(VALUES);
        }
        String moment = text.strip().replaceFirst("^([0-9-]{10}) ", "$1T");
        return moment.matches(".*T[0-9:.]+") ? moment + "+08:00" : moment;
    }

    private static String start(LikeExpression like) {
        boolean plain = !like.isNot() && like.getEscape() == null && like.getLikeKeyWord() == LikeExpression.KeyWord.LIKE && !like.isUseBinary();
        if (plain && like.getRightExpression() instanceof StringValue pattern && pattern.getPrefix() == null) {
            String text = pattern.getNotExcapedValue();
            String start = text.substring(0, Math.max(0, text.length() - 1));
            if (text.endsWith("%") && !start.isEmpty() && start.chars().noneMatch(letter -> letter == '%' || letter == '_' || letter == '\\')) {
                return start;
            }
        }
        throw new UnreadableSql("LIKE takes a start, as in LIKE 'A1%', and no other pattern");
    }
}
