package io.remex.control;

import io.remex.protocol.ProtocolVersion;
import io.remex.protocol.control.Function;
import io.remex.protocol.control.LabelCondition;
import io.remex.protocol.control.Placement;
import io.remex.protocol.control.Resources;
import io.remex.scheduler.BundleId;
import io.remex.scheduler.FunctionOffer;
import io.remex.scheduler.LeaseId;
import io.remex.scheduler.NodeId;
import io.remex.scheduler.PlacementRule;
import io.remex.scheduler.ResourceShape;
import io.remex.scheduler.SlotNeed;
import io.remex.scheduler.WorkerRegistration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Takes over what several messages have in common, and refuses what is out of bounds. */
final class FieldReader {
    private FieldReader() {}

    static void requireVersion(int version) throws ProtocolViolationException {
        if (version != ProtocolVersion.CURRENT) {
            throw new ProtocolViolationException("this scheduler speaks version " + ProtocolVersion.CURRENT
                    + " of the control protocol, the peer version " + version
                    + "; use the same Remex version on both sides");
        }
    }

    static ResourceShape shape(String field, Resources resources) throws ProtocolViolationException {
        SortedMap<String, Long> custom = new TreeMap<>();
        atMost(field + ".custom_millis", resources.getCustomMillisCount(), ControlLimits.MAX_CUSTOM_RESOURCES);
        for (Map.Entry<String, Long> entry : resources.getCustomMillisMap().entrySet()) {
            name(field + ".custom_millis", entry.getKey());
            custom.put(entry.getKey(), amount(field + '.' + entry.getKey(), entry.getValue()));
        }
        return new ResourceShape(
                amount(field + ".milli_cpus", resources.getMilliCpus()),
                amount(field + ".milli_gpus", resources.getMilliGpus()),
                amount(field + ".memory_bytes", resources.getMemoryBytes()),
                custom);
    }

    static SlotNeed need(String field, Resources resources, Placement placement) throws ProtocolViolationException {
        return new SlotNeed(neededShape(field, resources), placement(placement));
    }

    /** What somebody asks for, of which devices can be given out. */
    static ResourceShape neededShape(String field, Resources resources) throws ProtocolViolationException {
        ResourceShape shape = shape(field, resources);
        if (shape.milliGpus() > 1_000 && shape.milliGpus() % 1_000 != 0) {
            throw new ProtocolViolationException(
                    field + ".milli_gpus is " + shape.milliGpus() + "; above 1000 only whole GPUs are given out");
        }
        return shape;
    }

    private static PlacementRule placement(Placement placement) throws ProtocolViolationException {
        return new PlacementRule(
                placement.getSpread(),
                conditions("placement.required", placement.getRequiredList()),
                conditions("placement.preferred", placement.getPreferredList()),
                bundle(placement));
    }

    private static Optional<BundleId> bundle(Placement placement) throws ProtocolViolationException {
        if (placement.getGroup() == 0) {
            return Optional.empty();
        }
        return Optional.of(new BundleId(
                notNegative("placement.group", placement.getGroup()),
                atMost("placement.bundle", placement.getBundle(), ControlLimits.MAX_BUNDLES - 1)));
    }

    static List<io.remex.scheduler.LabelCondition> conditions(String field, List<LabelCondition> conditions)
            throws ProtocolViolationException {
        atMost(field, conditions.size(), ControlLimits.MAX_CONDITIONS);
        List<io.remex.scheduler.LabelCondition> checked = new ArrayList<>(conditions.size());
        for (LabelCondition condition : conditions) {
            name(field + ".label", condition.getLabel());
            atMost(field + ".values", condition.getValuesCount(), ControlLimits.MAX_CONDITION_VALUES);
            for (String value : condition.getValuesList()) {
                name(field + ".values", value);
            }
            checked.add(new io.remex.scheduler.LabelCondition(
                    condition.getLabel(), new TreeSet<>(condition.getValuesList()), condition.getNegated()));
        }
        return checked;
    }

    static List<FunctionOffer> functions(List<Function> functions) throws ProtocolViolationException {
        atMost("functions", functions.size(), ControlLimits.MAX_FUNCTIONS);
        Map<Long, String> known = new HashMap<>();
        List<FunctionOffer> offers = new ArrayList<>(functions.size());
        for (Function function : functions) {
            length("function.name", function.getName(), ControlLimits.MAX_FUNCTION_CHARS);
            length("function.identity", function.getIdentity(), ControlLimits.MAX_FUNCTION_CHARS);
            String other = known.put(function.getFunctionId(), function.getName());
            if (other != null) {
                throw new ProtocolViolationException("functions '" + other + "' and '" + function.getName()
                        + "' have the same id " + Long.toHexString(function.getFunctionId()));
            }
            offers.add(new FunctionOffer(function.getFunctionId(), function.getFingerprint(), function.getName()));
        }
        return offers;
    }

    static SortedMap<String, String> labels(Map<String, String> labels) throws ProtocolViolationException {
        atMost("labels", labels.size(), ControlLimits.MAX_LABELS);
        for (Map.Entry<String, String> entry : labels.entrySet()) {
            name("labels", entry.getKey());
            length("labels", entry.getValue(), ControlLimits.MAX_NAME_CHARS);
        }
        return new TreeMap<>(labels);
    }

    static NodeId node(String node, String dataAddress) throws ProtocolViolationException {
        return new NodeId(name("node", node), length("data_address", dataAddress, ControlLimits.MAX_NAME_CHARS));
    }

    static String name(String field, String text) throws ProtocolViolationException {
        if (text.isBlank()) {
            throw new ProtocolViolationException(field + " is empty");
        }
        return length(field, text, ControlLimits.MAX_NAME_CHARS);
    }

    static String length(String field, String text, int max) throws ProtocolViolationException {
        if (text.length() > max) {
            throw new ProtocolViolationException(field + " has " + text.length() + " characters; there may be " + max);
        }
        return text;
    }

    /** A text for people: one line, cut where it is too long. */
    static String text(String text) {
        String cut = text.length() <= ControlLimits.MAX_TEXT_CHARS
                ? text
                : text.substring(0, ControlLimits.MAX_TEXT_CHARS - 1) + '…';
        return cut.replaceAll("\\p{Cntrl}+", " ");
    }

    static int atMost(String field, int value, int max) throws ProtocolViolationException {
        return between(field, value, 0, max);
    }

    static int between(String field, int value, int min, int max) throws ProtocolViolationException {
        if (value < min || value > max) {
            throw new ProtocolViolationException(field + " is " + value + "; allowed is " + min + " to " + max);
        }
        return value;
    }

    static long notNegative(String field, long value) throws ProtocolViolationException {
        if (value < 0) {
            throw new ProtocolViolationException(field + " is negative: " + value);
        }
        return value;
    }

    static LeaseId lease(String field, long value) throws ProtocolViolationException {
        if (value < 0 || value > ControlLimits.MAX_LEASE_ID) {
            throw new ProtocolViolationException(field + " is no id of a lease: " + value);
        }
        return new LeaseId(value);
    }

    /** Numbers of a worker's devices. */
    static List<Integer> gpus(String field, List<Integer> gpus) throws ProtocolViolationException {
        atMost(field, gpus.size(), WorkerRegistration.MAX_GPUS);
        for (int gpu : gpus) {
            atMost(field, gpu, WorkerRegistration.MAX_GPUS - 1);
        }
        return gpus;
    }

    private static long amount(String field, long value) throws ProtocolViolationException {
        if (value < 0 || value > ControlLimits.MAX_AMOUNT) {
            throw new ProtocolViolationException(
                    field + " is " + value + "; allowed is 0 to " + ControlLimits.MAX_AMOUNT);
        }
        return value;
    }
}
