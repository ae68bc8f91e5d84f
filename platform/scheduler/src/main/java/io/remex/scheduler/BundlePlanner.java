package io.remex.scheduler;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds places for the bundles of a group that have none, all of them or none. Largest first, each where it fits best: so not every packing
 * is found that there is. That each bundle gets another node, if that is possible, is found always.
 */
final class BundlePlanner {
    /** What has to be left alone. */
    enum Beside {
        /** What is set aside, and what is in use. */
        GROUPS_AND_LEASES,
        /** What is set aside: leases give way. */
        GROUPS,
        /** Nothing, not even the places that the group has: could it be there at all? */
        NOTHING
    }

    private static final class Site {
        final WorkerEntry worker;
        final long[] capacity;
        final long[] used;
        final GpuDevices devices;
        int mine;

        Site(WorkerEntry worker, long[] capacity, long[] used, GpuDevices devices) {
            this.worker = worker;
            this.capacity = capacity;
            this.used = used;
            this.devices = devices;
        }

        Site copy() {
            Site copy = new Site(worker, capacity, used.clone(), devices.copy());
            copy.mine = mine;
            return copy;
        }

        NodeId node() {
            return worker.registration().node();
        }

        double fullness() {
            return ResourceAxes.fullness(used, capacity);
        }
    }

    private final SchedulerState state;
    private final PlacementGroup group;
    private final long nowNs;
    private final ResourceAxes axes;
    private final Optional<NodeId> home;
    private final List<Integer> missing;
    private final List<Site> sites;

    private BundlePlanner(SchedulerState state, PlacementGroup group, Beside beside, long nowNs) {
        this.state = state;
        this.group = group;
        this.nowNs = nowNs;
        axes = new ResourceAxes(group.bundles().stream().map(BundleSpec::shape).toList());
        home = state.callers
                .find(group.id().caller())
                .flatMap(caller -> caller.session().node());
        sites = state.workers.all().stream()
                .filter(worker -> !worker.draining()
                        && home.filter(node -> PoolId.of(
                                                node, worker.registration().catalog())
                                        .equals(worker.pool()))
                                .isPresent())
                .map(worker -> site(worker, beside))
                .toList();
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < group.bundles().size(); i++) {
            if (beside == Beside.NOTHING || group.places().get(i).isEmpty()) {
                all.add(i);
            }
        }
        long[] total = axes.zero();
        sites.forEach(site -> ResourceAxes.add(total, site.capacity, 1));
        all.sort(Comparator.comparingDouble(i -> -ResourceAxes.fullness(need(i), total)));
        missing = all;
    }

    /** The places by bundle; empty if not all of the missing ones can be placed. */
    static Optional<Map<Integer, BundlePlace>> plan(
            SchedulerState state, PlacementGroup group, Beside beside, long nowNs) {
        BundlePlanner planner = new BundlePlanner(state, group, beside, nowNs);
        return switch (group.strategy()) {
            case STRICT_PACK -> planner.onOneNode();
            case PACK -> planner.onOneNode().or(() -> planner.fill(planner.sites, planner::packs));
            case SPREAD -> planner.fill(planner.sites, planner::spreads);
            case STRICT_SPREAD -> planner.onDistinctNodes();
        };
    }

    /** Whether a bundle may be where its caller says that it is. */
    static boolean accepts(SchedulerState state, PlacementGroup group, int index, BundlePlace place) {
        BundlePlanner planner = new BundlePlanner(state, group, Beside.GROUPS, 0);
        return planner.sites.stream()
                .filter(site -> site.worker.id().equals(place.worker()))
                .anyMatch(site -> planner.fits(index, site)
                        && (group.bundles().get(index).shape().milliGpus() == 0
                                ? place.gpus().isEmpty()
                                : site.devices.accepts(
                                        group.bundles().get(index).shape(), place.gpus())));
    }

    private Site site(WorkerEntry worker, Beside beside) {
        long[] capacity = axes.vector(worker.registration().capacity(), 1);
        long[] used = axes.zero();
        if (beside == Beside.NOTHING) {
            return new Site(
                    worker, capacity, used, new GpuDevices(worker.registration().capacity()));
        }
        GpuDevices devices = state.rooms.devices(worker.pool(), worker);
        int mine = 0;
        for (BundleKey bundle : state.groups.on(worker.id())) {
            ResourceAxes.add(used, axes.vector(state.groups.spec(bundle).shape(), 0), 1);
            mine += bundle.group().equals(group.id()) ? 1 : 0;
        }
        if (beside == Beside.GROUPS_AND_LEASES) {
            for (Lease lease : state.leases.onWorker(worker.id())) {
                if (state.rooms.bundleOf(lease).isEmpty()) {
                    ResourceAxes.add(used, axes.vector(lease.used(), 0), 1);
                    devices.take(lease.shape(), lease.gpus());
                }
            }
        }
        Site site = new Site(worker, capacity, used, devices);
        site.mine = mine;
        return site;
    }

    private long[] need(int bundle) {
        return axes.vector(group.bundles().get(bundle).shape(), 0);
    }

    private boolean fits(int bundle, Site site) {
        BundleSpec spec = group.bundles().get(bundle);
        return spec.allows(site.worker.registration())
                && ResourceAxes.fits(site.used, need(bundle), site.capacity)
                && site.devices.hasRoomFor(spec.shape());
    }

    private BundlePlace take(int bundle, Site site) {
        ResourceShape shape = group.bundles().get(bundle).shape();
        List<Integer> gpus = site.devices.choose(shape).orElseThrow();
        site.devices.take(shape, gpus);
        ResourceAxes.add(site.used, need(bundle), 1);
        site.mine++;
        return new BundlePlace(site.worker.id(), gpus, false, nowNs);
    }

    /** Which of two sites is better, with the bundles of the group by node. */
    private interface Preference {
        Comparator<Site> with(Map<NodeId, Integer> mineByNode);
    }

    private Comparator<Site> packs(Map<NodeId, Integer> mineByNode) {
        return Comparator.<Site>comparingInt(site -> mineByNode.containsKey(site.node()) ? 0 : 1)
                .thenComparingInt(site -> site.mine > 0 ? 0 : 1)
                .thenComparingInt(site -> home.filter(site.node()::equals).isPresent() ? 0 : 1)
                .thenComparingDouble(site -> -site.fullness());
    }

    private Comparator<Site> spreads(Map<NodeId, Integer> mineByNode) {
        return Comparator.<Site>comparingInt(site -> mineByNode.getOrDefault(site.node(), 0))
                .thenComparingInt(site -> site.mine)
                .thenComparingDouble(Site::fullness);
    }

    private Optional<Map<Integer, BundlePlace>> fill(List<Site> from, Preference preference) {
        List<Site> copies = from.stream().map(Site::copy).toList();
        Map<NodeId, Integer> mineByNode = new HashMap<>();
        copies.stream()
                .filter(site -> site.mine > 0)
                .forEach(site -> mineByNode.merge(site.node(), site.mine, Integer::sum));
        Map<Integer, BundlePlace> places = new HashMap<>();
        for (int bundle : missing) {
            Optional<Site> best =
                    copies.stream().filter(site -> fits(bundle, site)).min(preference.with(mineByNode));
            if (best.isEmpty()) {
                return Optional.empty();
            }
            places.put(bundle, take(bundle, best.get()));
            mineByNode.merge(best.get().node(), 1, Integer::sum);
        }
        return Optional.of(places);
    }

    /** On the node of the bundles that have a place; if there is none, on the caller's, or else on the first that has room. */
    private Optional<Map<Integer, BundlePlace>> onOneNode() {
        Set<NodeId> nodes = nodesInUse();
        if (nodes.isEmpty()) {
            home.ifPresent(nodes::add);
            sites.forEach(site -> nodes.add(site.node()));
        } else if (nodes.size() > 1) {
            return Optional.empty();
        }
        for (NodeId node : nodes) {
            Optional<Map<Integer, BundlePlace>> found =
                    fill(sites.stream().filter(site -> site.node().equals(node)).toList(), this::packs);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Set<NodeId> nodesInUse() {
        return sites.stream()
                .filter(site -> site.mine > 0)
                .map(Site::node)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** A matching of bundles and nodes, grown bundle by bundle: whoever has a node moves to another one if that helps (Kuhn). */
    private Optional<Map<Integer, BundlePlace>> onDistinctNodes() {
        Set<NodeId> inUse = nodesInUse();
        List<Site> free =
                sites.stream().filter(site -> !inUse.contains(site.node())).toList();
        Map<NodeId, Integer> bundleOf = new HashMap<>();
        for (int bundle : missing) {
            if (!match(bundle, free, bundleOf, new HashSet<>())) {
                return Optional.empty();
            }
        }
        Map<Integer, BundlePlace> places = new HashMap<>();
        bundleOf.forEach((node, bundle) ->
                places.put(bundle, take(bundle, emptiest(bundle, node, free).copy())));
        return Optional.of(places);
    }

    private boolean match(int bundle, List<Site> free, Map<NodeId, Integer> bundleOf, Set<NodeId> tried) {
        for (Site site : free) {
            if (fits(bundle, site) && tried.add(site.node())) {
                Integer other = bundleOf.get(site.node());
                if (other == null || match(other, free, bundleOf, tried)) {
                    bundleOf.put(site.node(), bundle);
                    return true;
                }
            }
        }
        return false;
    }

    private Site emptiest(int bundle, NodeId node, List<Site> free) {
        return free.stream()
                .filter(site -> site.node().equals(node) && fits(bundle, site))
                .min(Comparator.comparingDouble(Site::fullness))
                .orElseThrow();
    }
}
