package io.remex.scheduler;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Where the slots of one demand go.
 *
 * @param spread whether they go to as many workers as possible; otherwise a worker is filled to one half before the next
 *     one is used
 * @param required what a worker must meet
 * @param preferred what it should meet: of the workers that have room those that meet more are used first
 * @param bundle in which bundle of its caller's; if there is none, in what is not set aside for anybody
 */
public record PlacementRule(
        boolean spread, List<LabelCondition> required, List<LabelCondition> preferred, Optional<BundleId> bundle) {
    /** The default: fills a worker to one half, then the next one; beyond that the emptiest. */
    public static final PlacementRule PACK = new PlacementRule(false, List.of(), List.of());

    /** On as many workers as possible. */
    public static final PlacementRule SPREAD = new PlacementRule(true, List.of(), List.of());

    /** Copies the lists. */
    public PlacementRule {
        required = List.copyOf(required);
        preferred = List.copyOf(preferred);
        Objects.requireNonNull(bundle, "bundle");
    }

    /** A rule outside of placement groups. */
    public PlacementRule(boolean spread, List<LabelCondition> required, List<LabelCondition> preferred) {
        this(spread, required, preferred, Optional.empty());
    }

    boolean allows(WorkerRegistration worker) {
        for (LabelCondition condition : required) {
            if (!condition.isMetBy(worker)) {
                return false;
            }
        }
        return true;
    }

    /** How many of the wishes the worker meets, doubled; and one more if it is near, unless slots are to be spread. */
    int score(WorkerRegistration worker, Optional<NodeId> home) {
        int score = !spread && home.filter(worker.node()::equals).isPresent() ? 1 : 0;
        for (LabelCondition condition : preferred) {
            if (condition.isMetBy(worker)) {
                score += 2;
            }
        }
        return score;
    }

    /** As users write it: the word {@code spread}, then the conditions. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(spread ? "spread" : "pack");
        required.forEach(condition -> text.append(", ").append(condition));
        preferred.forEach(condition -> text.append(", prefer ").append(condition));
        bundle.ifPresent(id -> text.append(", bundle ").append(id));
        return text.toString();
    }
}
