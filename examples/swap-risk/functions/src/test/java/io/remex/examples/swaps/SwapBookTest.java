package io.remex.examples.swaps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.opengamma.strata.product.swap.SwapTrade;
import java.util.List;
import org.junit.jupiter.api.Test;

class SwapBookTest {

    @Test
    void shouldBeTheSameForTheSameSeed() {
        assertThat(SwapBook.generate(5, 30)).isEqualTo(SwapBook.generate(5, 30));
        assertThat(SwapBook.generate(6, 30)).isNotEqualTo(SwapBook.generate(5, 30));
    }

    @Test
    void shouldGiveAllItsTradesInItsOrderBatchByBatch() {
        SwapBook book = SwapBook.generate(5, 10);
        List<List<SwapTrade>> batches = book.batches(4);
        assertThat(batches).extracting(List::size).containsExactly(4, 4, 2);
        assertThat(batches.stream().flatMap(List::stream)).containsExactlyElementsOf(book.trades());
        assertThat(book.trades())
                .extracting(trade -> trade.getInfo().getId().orElseThrow().getValue())
                .containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
    }

    @Test
    void shouldNameASizeThatNoBookHas() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SwapBook.generate(5, 0))
                .withMessage("a book has 1 to 1000000 trades, not 0");
    }
}
