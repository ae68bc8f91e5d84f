package io.remex.client;

import io.remex.Bundle;
import io.remex.PlacementGroup;
import io.remex.PlacementStrategy;
import io.remex.RemexException;
import io.remex.protocol.control.BundlePlace;
import io.remex.protocol.control.RequestGroup;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A placement group of this runtime: the user's handle, and where its bundles are. */
final class ReservedGroup implements PlacementGroup {
    private final PlacementGroups groups;
    private final long number;
    private final List<Bundle> bundles;
    private final PlacementStrategy strategy;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    /** As last told by the scheduler; control thread. */
    private List<BundlePlace> places = List.of();

    ReservedGroup(PlacementGroups groups, long number, List<Bundle> bundles, PlacementStrategy strategy) {
        this.groups = groups;
        this.number = number;
        this.bundles = bundles;
        this.strategy = strategy;
    }

    long number() {
        return number;
    }

    @Override
    public List<Bundle> bundles() {
        return bundles;
    }

    @Override
    public PlacementStrategy strategy() {
        return strategy;
    }

    @Override
    public CompletableFuture<Void> ready() {
        return ready.copy();
    }

    @Override
    public boolean awaitReady(Duration timeout) {
        try {
            ready.get(Waits.timeoutNs(timeout), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RemexException failure) {
                throw failure;
            }
            throw new IllegalStateException("a placement group failed", e.getCause());
        } catch (InterruptedException e) {
            throw Waits.interrupted();
        }
    }

    @Override
    public void close() {
        groups.release(this);
    }

    boolean isOf(PlacementGroups owner) {
        return groups == owner;
    }

    /** Whether it was ready at any time. */
    boolean isReady() {
        return ready.isDone() && !ready.isCompletedExceptionally();
    }

    /** Completes what the user waits for; by the callback thread, because it is the user's code that goes on. */
    void completeReady() {
        ready.complete(null);
    }

    void fail(RemexException failure) {
        ready.completeExceptionally(failure);
    }

    /** Control thread. */
    void places(List<BundlePlace> newPlaces) {
        places = newPlaces;
    }

    /** Control thread: the catalog of the worker that has a bundle; null if none is known. */
    Long catalog(int bundle) {
        for (BundlePlace place : places) {
            if (place.getBundle() == bundle) {
                return place.getCatalog();
            }
        }
        return null;
    }

    /** Control thread: as the scheduler, or its successor, is told of it. */
    RequestGroup request() {
        RequestGroup.Builder request = RequestGroup.newBuilder()
                .setGroup(number)
                .setStrategy(
                        switch (strategy) {
                            case PACK -> RequestGroup.Strategy.PACK;
                            case SPREAD -> RequestGroup.Strategy.SPREAD;
                            case STRICT_PACK -> RequestGroup.Strategy.STRICT_PACK;
                            case STRICT_SPREAD -> RequestGroup.Strategy.STRICT_SPREAD;
                        })
                .addAllClaims(places);
        for (Bundle bundle : bundles) {
            io.remex.protocol.control.Bundle.Builder message = io.remex.protocol.control.Bundle.newBuilder()
                    .setShape(ResourceDemand.resources(
                            bundle.cpus(), bundle.gpus(), bundle.memoryBytes(), bundle.resources()));
            bundle.affinity().forEach(selector -> message.addRequired(ResourceDemand.condition(selector)));
            request.addBundles(message);
        }
        return request.build();
    }

    @Override
    public String toString() {
        return "PlacementGroup[" + number + ", " + strategy + ", " + bundles + ']';
    }
}
