package io.remex.control;

import io.remex.protocol.control.Function;
import io.remex.protocol.control.LabelCondition;
import io.remex.protocol.control.Placement;
import io.remex.protocol.control.Resources;
import io.remex.scheduler.FunctionOffer;
import io.remex.scheduler.PlacementRule;
import io.remex.scheduler.ResourceShape;

/** Writes what several messages have in common. */
final class FieldWriter {
    private FieldWriter() {}

    static Resources resources(ResourceShape shape) {
        return Resources.newBuilder()
                .setMilliCpus(shape.milliCpus())
                .setMilliGpus(shape.milliGpus())
                .setMemoryBytes(shape.memoryBytes())
                .putAllCustomMillis(shape.customMillis())
                .build();
    }

    static Placement placement(PlacementRule rule) {
        Placement.Builder placement = Placement.newBuilder().setSpread(rule.spread());
        rule.required().forEach(condition -> placement.addRequired(condition(condition)));
        rule.preferred().forEach(condition -> placement.addPreferred(condition(condition)));
        rule.bundle().ifPresent(bundle -> placement.setGroup(bundle.group()).setBundle(bundle.index()));
        return placement.build();
    }

    private static LabelCondition condition(io.remex.scheduler.LabelCondition condition) {
        return LabelCondition.newBuilder()
                .setLabel(condition.label())
                .addAllValues(condition.values())
                .setNegated(condition.negated())
                .build();
    }

    static Function function(FunctionOffer offer) {
        return Function.newBuilder()
                .setFunctionId(offer.functionId())
                .setFingerprint(offer.fingerprint())
                .setName(offer.name())
                .build();
    }
}
