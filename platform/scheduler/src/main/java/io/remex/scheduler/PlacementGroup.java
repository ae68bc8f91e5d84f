package io.remex.scheduler;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * A placement group: room that is set aside for one caller. It gets all of its bundles at once. One whose worker is lost, or
 * drains, is looked for anew; the others stay.
 *
 * @param id its id
 * @param strategy how the bundles lie to each other
 * @param bundles what each of them is
 * @param places where each of them is
 * @param wasReady whether its caller was told that all are there
 * @param isFeasible whether the workers that are there could hold it, if there was nothing else
 * @param incompleteSinceNs since when a bundle is missing
 * @param warnedAtNs when its caller was last told so
 */
public record PlacementGroup(
        GroupId id,
        GroupStrategy strategy,
        List<BundleSpec> bundles,
        List<Optional<BundlePlace>> places,
        boolean wasReady,
        boolean isFeasible,
        long incompleteSinceNs,
        OptionalLong warnedAtNs) {
    /** Copies the lists. */
    public PlacementGroup {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(strategy, "strategy");
        bundles = List.copyOf(bundles);
        places = List.copyOf(places);
    }

    static PlacementGroup of(CallerId caller, GroupRequest request, long nowNs) {
        List<Optional<BundlePlace>> nowhere = request.bundles().stream()
                .map(bundle -> Optional.<BundlePlace>empty())
                .toList();
        return new PlacementGroup(
                new GroupId(caller, request.number()),
                request.strategy(),
                request.bundles(),
                nowhere,
                false,
                true,
                nowNs,
                OptionalLong.empty());
    }

    /** Whether all bundles have their room. */
    public boolean isReady() {
        return places.stream()
                .allMatch(place -> place.filter(BundlePlace::vacated).isPresent());
    }

    /** The bundles without a place. */
    List<Integer> missing() {
        return IntStream.range(0, places.size())
                .filter(i -> places.get(i).isEmpty())
                .boxed()
                .toList();
    }

    BundleKey key(int index) {
        return new BundleKey(id, index);
    }

    /** With another place for one bundle, or none. */
    PlacementGroup withPlace(int index, Optional<BundlePlace> place, long nowNs) {
        List<Optional<BundlePlace>> changed = new ArrayList<>(places);
        changed.set(index, place);
        boolean wasComplete = missing().isEmpty();
        return new PlacementGroup(
                id,
                strategy,
                bundles,
                changed,
                wasReady,
                isFeasible,
                wasComplete && place.isEmpty() ? nowNs : incompleteSinceNs,
                wasComplete ? OptionalLong.empty() : warnedAtNs);
    }

    PlacementGroup asReady() {
        return new PlacementGroup(id, strategy, bundles, places, true, true, incompleteSinceNs, OptionalLong.empty());
    }

    PlacementGroup withFeasible(boolean feasible) {
        return new PlacementGroup(id, strategy, bundles, places, wasReady, feasible, incompleteSinceNs, warnedAtNs);
    }

    PlacementGroup warnedAt(long nowNs) {
        return new PlacementGroup(
                id, strategy, bundles, places, wasReady, isFeasible, incompleteSinceNs, OptionalLong.of(nowNs));
    }
}
