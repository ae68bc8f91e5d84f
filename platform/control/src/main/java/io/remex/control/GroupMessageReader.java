package io.remex.control;

import io.remex.protocol.control.Bundle;
import io.remex.protocol.control.BundlePlace;
import io.remex.protocol.control.RequestGroup;
import io.remex.scheduler.BundleSpec;
import io.remex.scheduler.ClaimedBundle;
import io.remex.scheduler.GroupRequest;
import io.remex.scheduler.GroupStrategy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a caller says about placement groups → requests to the core. */
final class GroupMessageReader {
    private GroupMessageReader() {}

    static List<GroupRequest> requests(List<RequestGroup> messages) throws ProtocolViolationException {
        FieldReader.atMost("groups", messages.size(), ControlLimits.MAX_GROUPS_PER_CALLER);
        Set<Long> known = new HashSet<>();
        List<GroupRequest> requests = new ArrayList<>(messages.size());
        for (RequestGroup message : messages) {
            if (!known.add(message.getGroup())) {
                throw new ProtocolViolationException("groups names group " + message.getGroup() + " twice");
            }
            requests.add(request(message));
        }
        return requests;
    }

    static GroupRequest request(RequestGroup message) throws ProtocolViolationException {
        if (message.getGroup() < 1) {
            throw new ProtocolViolationException("group.group is " + message.getGroup() + "; numbers begin at 1");
        }
        FieldReader.between("group.bundles", message.getBundlesCount(), 1, ControlLimits.MAX_BUNDLES);
        List<BundleSpec> bundles = new ArrayList<>(message.getBundlesCount());
        for (Bundle bundle : message.getBundlesList()) {
            bundles.add(new BundleSpec(
                    FieldReader.neededShape("bundle.shape", bundle.getShape()),
                    FieldReader.conditions("bundle.required", bundle.getRequiredList())));
        }
        FieldReader.atMost("group.claims", message.getClaimsCount(), bundles.size());
        List<ClaimedBundle> claims = new ArrayList<>(message.getClaimsCount());
        for (BundlePlace claim : message.getClaimsList()) {
            claims.add(new ClaimedBundle(
                    FieldReader.atMost("bundle_place.bundle", claim.getBundle(), bundles.size() - 1),
                    WorkerMessageReader.worker("bundle_place.worker", claim.getWorker()),
                    FieldReader.gpus("bundle_place.gpus", claim.getGpusList())));
        }
        return new GroupRequest(message.getGroup(), strategy(message), bundles, claims);
    }

    private static GroupStrategy strategy(RequestGroup message) throws ProtocolViolationException {
        return switch (message.getStrategy()) {
            case PACK -> GroupStrategy.PACK;
            case SPREAD -> GroupStrategy.SPREAD;
            case STRICT_PACK -> GroupStrategy.STRICT_PACK;
            case STRICT_SPREAD -> GroupStrategy.STRICT_SPREAD;
            case UNRECOGNIZED ->
                throw new ProtocolViolationException("group.strategy " + message.getStrategyValue() + " is not known");
        };
    }
}
