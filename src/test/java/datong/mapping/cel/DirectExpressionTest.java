package datong.mapping.cel;

import static org.assertj.core.api.Assertions.assertThat;

import datong.mapping.Expression;
import datong.source.Columns;
import datong.source.RawRecord;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectExpressionTest {
    private static final RawRecord ROW = new RawRecord(new Columns(List.of("a", "b", "c")), new String[] {" 结案 ", "", null}, 1);
    private final CelExpressions expressions = new CelExpressions();

    /** {@code size(row) >= 0} keeps an expression with CEL's interpreter and changes nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"row['a'] == '结案'", "row['b'] != '' || row['a'].contains('结')", "!(row['c'] == '') && true", "row['a'].startsWith('结') ? row['b'] == '' : false",
        "row['a'].endsWith('x')", "row['a'] + row['b'] == '结案'", "row['none'] == ''", "'x'.trim() == 'x'"})
    void theDirectWayGivesWhatCelGives(String text) throws Exception {
        Expression direct = expressions.compile(text);
        Expression interpreted = expressions.compile("(" + text + ") && size(row) >= 0");

        assertThat(direct).isInstanceOf(DirectExpression.class);
        assertThat(interpreted).isNotInstanceOf(DirectExpression.class);
        assertThat(direct.evaluate(ROW)).isEqualTo(interpreted.evaluate(ROW));
        assertThat(direct.columns()).isEqualTo(interpreted.columns());
        assertThat(direct.isCondition()).isTrue();
    }

    @Test
    void whatTheDirectWayDoesNotKnowIsLeftToCel() throws Exception {
        assertThat(expressions.compile("row['a'] in ['结案', '挂账']").evaluate(ROW)).isEqualTo(true);
        assertThat(expressions.compile("row['a'].matches('结.')").evaluate(ROW)).isEqualTo(true);
    }
}
