package io.remex.client;

import io.remex.spi.ObjectExchange;

/** Deliveries over a lane of this caller, which stays open while a reference that came over it waits for its outcome. */
interface CallerLaneDelivery extends ObjectExchange.Delivery {

    /** One more reference waits. */
    void pin();

    /** Whether the lane is gone, so that nothing comes over it any more. */
    boolean isClosed();

    /** One reference has its outcome. */
    void unpin();
}
