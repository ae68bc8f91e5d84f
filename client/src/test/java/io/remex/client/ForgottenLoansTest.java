package io.remex.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.remex.objectstore.ObjectDescriptor;
import io.remex.testkit.TestNode;
import java.lang.ref.WeakReference;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ForgottenLoansTest {
    private static final long SECOND_NS = TimeUnit.SECONDS.toNanos(1);

    private final AtomicInteger collections = new AtomicInteger();
    private final ForgottenLoans loans = new ForgottenLoans(collections::incrementAndGet);

    private static StoredValue held() {
        return StoredValue.heldElsewhere(new ObjectDescriptor(1, 1, 1, 8192, 100), () -> {}, () -> false);
    }

    @Test
    void shouldAskOnceForALoanThatIsKept() {
        loans.add(held(), 0);
        loans.tick(SECOND_NS);
        assertThat(collections).as("not at once").hasValue(0);
        loans.tick(3 * SECOND_NS);
        assertThat(collections).hasValue(1);
        loans.tick(100 * SECOND_NS);
        assertThat(collections).as("it is in use").hasValue(1);
    }

    @Test
    void shouldNotAskForWhatWasReturned() {
        StoredValue returned = held();
        loans.add(returned, 0);
        returned.release();
        loans.tick(3 * SECOND_NS);
        assertThat(collections).hasValue(0);
    }

    @Test
    void shouldNotAskOften() {
        loans.add(held(), 0);
        loans.tick(3 * SECOND_NS);
        loans.add(held(), 4 * SECOND_NS);
        loans.tick(12 * SECOND_NS);
        assertThat(collections).hasValue(1);
        loans.tick(14 * SECOND_NS);
        assertThat(collections).hasValue(2);
    }

    @Test
    void shouldNotAskIfThereWasACollection() {
        WeakReference<Object> witness = new WeakReference<>(new Object());
        loans.add(held(), 0);
        TestNode.await("a collection", () -> {
            System.gc();
            return witness.get() == null;
        });
        loans.tick(3 * SECOND_NS);
        assertThat(collections).hasValue(0);
    }
}
