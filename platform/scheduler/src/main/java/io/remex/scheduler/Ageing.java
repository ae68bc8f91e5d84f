package io.remex.scheduler;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Nobody waits for ever: whose turn it is in a pool, whatever the shares say.
 *
 * <p>The rule. A contender that wants slots, has none at all, and could have one if others gave way, waits. After {@link
 * SchedulerConfig.Sharing#turnNs()} its turn can come; of several the one that has waited for longest. Its turn means: one
 * slot for it is set aside on one worker before anything is shared out, others give back what is in the way however poor
 * they are, and nothing else is given out there meanwhile. Once it has its slot it keeps it for {@code turnNs}; then shares
 * count again, and those that have nothing begin to age themselves. A pool has one turn at a time, so that with <i>n</i>
 * waiting contenders each has one after at most <i>n</i> turns, and no more than one worker is disturbed.
 *
 * <p>Without this a shape that needs most of a worker would wait for as long as small ones are wanted: a place that is
 * free for it at once never comes by itself.
 */
final class Ageing {
    private final SchedulerState state;
    private final Pool pool;
    private final long nowNs;

    private Ageing(SchedulerState state, Pool pool, long nowNs) {
        this.state = state;
        this.pool = pool;
        this.nowNs = nowNs;
    }

    /**
     * Keeps account of who waits.
     *
     * @return whose turn it can be: the contender that has its turn, or else all that wait for one, the longest first
     */
    static List<Integer> turns(SchedulerState state, Pool pool, long nowNs) {
        return new Ageing(state, pool, nowNs).turns();
    }

    private List<Integer> turns() {
        List<Integer> holders = new ArrayList<>();
        Map<Integer, Long> waitedNs = new LinkedHashMap<>();
        for (int c = 0; c < pool.contenders.size(); c++) {
            Demand demand = state.callers.demand(pool.contenders.get(c).key());
            if (demand == null) {
                continue;
            }
            Demand aged = aged(demand, pool.contenders.get(c));
            state.callers.update(aged);
            if (aged.turnSinceNs().isPresent()) {
                holders.add(c);
            } else if (isDue(aged)) {
                waitedNs.put(c, nowNs - aged.waitsSinceNs().getAsLong());
            }
        }
        if (!holders.isEmpty()) {
            return holders;
        }
        return waitedNs.entrySet().stream()
                .sorted(Map.Entry.<Integer, Long>comparingByValue().reversed())
                .map(Map.Entry::getKey)
                .toList();
    }

    private Demand aged(Demand demand, Contender contender) {
        if (contender.heldTotal() == 0) {
            return demand.waiting(
                    contender.isHopeless()
                            ? OptionalLong.empty()
                            : OptionalLong.of(demand.waitsSinceNs().orElse(nowNs)));
        }
        if (isDue(demand)) {
            state.count(SchedulerCounter.TURNS_GIVEN);
            return demand.served(OptionalLong.of(nowNs));
        }
        boolean inTurn = demand.turnSinceNs().isPresent()
                && nowNs - demand.turnSinceNs().getAsLong()
                        < state.config.sharing().turnNs();
        return demand.served(inTurn ? demand.turnSinceNs() : OptionalLong.empty());
    }

    private boolean isDue(Demand demand) {
        return demand.waitsSinceNs().isPresent()
                && nowNs - demand.waitsSinceNs().getAsLong()
                        >= state.config.sharing().turnNs();
    }
}
