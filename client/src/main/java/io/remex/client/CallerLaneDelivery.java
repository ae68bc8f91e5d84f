package io.remex.client;

import io.remex.spi.ObjectExchange;

/** Deliveries over a lane of this caller, which stays open while a reference that came over it waits for its outcome. */
interface CallerLaneDelivery extends ObjectExchange.Delivery {

    /** One more reference waits. */
    void pin();

    /** One reference has its outcome. */
    void unpin();
}
