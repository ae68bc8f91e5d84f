package io.remex.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.remex.Bundle;
import io.remex.PlacementGroup;
import io.remex.PlacementStrategy;
import io.remex.protocol.control.CallerCommand;
import io.remex.protocol.control.CallerMessage;
import io.remex.testkit.FakeConversation;
import io.remex.testkit.TestNode;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the scheduler hears of placement groups, whatever the state of the conversation. */
@Timeout(600)
class PlacementGroupsTest {
    private static TestNode node;

    @BeforeAll
    static void launch() {
        node = new TestNode();
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void shouldRequestAGroupThatIsReservedBeforeTheSchedulerHasAnswered() {
        try (CallerHarness caller = new CallerHarness(node)) {
            caller.runtime().start();
            awaitOpen(caller.conversation());
            reserve(caller);
            caller.conversation()
                    .await(
                            "the request",
                            message -> message.hasRequestGroup()
                                    && message.getRequestGroup().getGroup() == 1);
        }
    }

    @Test
    void shouldReleaseAGroupThatIsClosedBeforeTheSchedulerHasAnswered() {
        try (CallerHarness caller = new CallerHarness(node).start()) {
            PlacementGroup group = reserve(caller);
            caller.awaitControlThread();
            caller.conversation().lose("killed");
            FakeConversation<CallerMessage, CallerCommand> second =
                    caller.scheduler().caller(2);
            assertThat(awaitOpen(second).getOpen().getGroupsList()).hasSize(1);
            group.close();
            second.await(
                    "the release",
                    message -> message.hasReleaseGroup()
                            && message.getReleaseGroup().getGroup() == 1);
        }
    }

    private static PlacementGroup reserve(CallerHarness caller) {
        return caller.runtime().session().groups().reserve(List.of(Bundle.of(1)), PlacementStrategy.PACK);
    }

    private static CallerMessage awaitOpen(FakeConversation<CallerMessage, CallerCommand> conversation) {
        return conversation.await("the opening", CallerMessage::hasOpen);
    }
}
