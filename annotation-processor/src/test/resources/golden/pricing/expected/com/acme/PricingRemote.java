package com.acme;

import io.remex.Arg;
import io.remex.ObjectRef;
import io.remex.Remex;
import io.remex.TaskOptions;
import io.remex.codec.ArrayCodecs;
import io.remex.codec.Codec;
import io.remex.codec.CollectionCodecs;
import io.remex.codec.EnumCodec;
import io.remex.codec.PrimitiveCodecs;
import io.remex.codec.RecordCodec;
import io.remex.codec.RegisteredClasses;
import io.remex.codec.TypeBinding;
import io.remex.codec.ValueCodecs;
import io.remex.codec.ValueInput;
import io.remex.codec.ValueOutput;
import io.remex.spi.FunctionDescriptor;
import io.remex.spi.FunctionSignature;
import io.remex.spi.RemoteFunctions;
import io.remex.spi.TaskSubmission;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import javax.annotation.processing.Generated;

/**
 * Submits the {@code @Remote} methods of {@link Pricing} as tasks.
 */
@Generated("io.remex.processor.RemoteProcessor")
@SuppressWarnings({"deprecation", "rawtypes", "removal", "unchecked"})
public final class PricingRemote {
    private static final Codec<Pricing.Option> OPTION_CODEC = new OptionCodec();

    private static final Codec<Pricing.Kind> KIND_CODEC = new EnumCodec<>(Pricing.Kind.class);

    private static final Codec<Pricing.Market> MARKET_CODEC = new MarketCodec();

    private static final Codec<Map<LocalDate, double[]>> MAP_OF_LOCAL_DATE_AND_DOUBLE_ARRAY_CODEC = CollectionCodecs.map(ValueCodecs.LOCAL_DATE, ArrayCodecs.DOUBLE);

    private static final Codec<List<Pricing.Market>> LIST_OF_MARKET_CODEC = CollectionCodecs.list(MARKET_CODEC);

    /**
     * Descriptor of {@link Pricing#log(String)}.
     */
    static final FunctionDescriptor<Void> LOG = new LogFunction();

    /**
     * Descriptor of {@link Pricing#price(Pricing.Option, Pricing.Market)}.
     */
    public static final FunctionDescriptor<Double> PRICE = new PriceFunction();

    static {
        RegisteredClasses.register(
                Pricing.Kind.class,
                Pricing.Market.class,
                Pricing.Option.class);
    }

    private PricingRemote() {
    }

    /**
     * Submits a task that runs {@link Pricing#log(String)}.
     */
    static ObjectRef<Void> log(String text) {
        return log(TaskOptions.none(), text);
    }

    /**
     * Submits a task that runs {@link Pricing#log(String)}.
     */
    static ObjectRef<Void> log(TaskOptions options, String text) {
        TaskSubmission<Void> submission = Remex.begin(LOG, options);
        ValueOutput arguments = submission.arguments();
        arguments.putString(text);
        return submission.submit();
    }

    /**
     * Submits a task that runs {@link Pricing#log(String)}.
     */
    static ObjectRef<Void> log(Arg<String> text) {
        return log(TaskOptions.none(), text);
    }

    /**
     * Submits a task that runs {@link Pricing#log(String)}.
     */
    static ObjectRef<Void> log(TaskOptions options, Arg<String> text) {
        TaskSubmission<Void> submission = Remex.begin(LOG, options);
        submission.argument(text, ValueCodecs.STRING);
        return submission.submit();
    }

    /**
     * Submits a task that runs {@link Pricing#price(Pricing.Option, Pricing.Market)}.
     */
    public static ObjectRef<Double> price(Pricing.Option option, Pricing.Market market) {
        return price(TaskOptions.none(), option, market);
    }

    /**
     * Submits a task that runs {@link Pricing#price(Pricing.Option, Pricing.Market)}.
     */
    public static ObjectRef<Double> price(TaskOptions options, Pricing.Option option,
            Pricing.Market market) {
        TaskSubmission<Double> submission = Remex.begin(PRICE, options);
        ValueOutput arguments = submission.arguments();
        OPTION_CODEC.encode(arguments, option);
        MARKET_CODEC.encode(arguments, market);
        return submission.submit();
    }

    /**
     * Submits a task that runs {@link Pricing#price(Pricing.Option, Pricing.Market)}.
     */
    public static ObjectRef<Double> price(Arg<Pricing.Option> option, Pricing.Market market) {
        return price(TaskOptions.none(), option, market);
    }

    /**
     * Submits a task that runs {@link Pricing#price(Pricing.Option, Pricing.Market)}.
     */
    public static ObjectRef<Double> price(TaskOptions options, Arg<Pricing.Option> option,
            Pricing.Market market) {
        return price(options, option, Arg.value(market));
    }

    /**
     * Submits a task that runs {@link Pricing#price(Pricing.Option, Pricing.Market)}.
     */
    public static ObjectRef<Double> price(Pricing.Option option, Arg<Pricing.Market> market) {
        return price(TaskOptions.none(), option, market);
    }

    /**
     * Submits a task that runs {@link Pricing#price(Pricing.Option, Pricing.Market)}.
     */
    public static ObjectRef<Double> price(TaskOptions options, Pricing.Option option,
            Arg<Pricing.Market> market) {
        return price(options, Arg.value(option), market);
    }

    /**
     * Submits a task that runs {@link Pricing#price(Pricing.Option, Pricing.Market)}.
     */
    public static ObjectRef<Double> price(Arg<Pricing.Option> option, Arg<Pricing.Market> market) {
        return price(TaskOptions.none(), option, market);
    }

    /**
     * Submits a task that runs {@link Pricing#price(Pricing.Option, Pricing.Market)}.
     */
    public static ObjectRef<Double> price(TaskOptions options, Arg<Pricing.Option> option,
            Arg<Pricing.Market> market) {
        TaskSubmission<Double> submission = Remex.begin(PRICE, options);
        submission.argument(option, OPTION_CODEC);
        submission.argument(market, MARKET_CODEC);
        return submission.submit();
    }

    private static final class LogFunction extends FunctionDescriptor<Void> {
        LogFunction() {
            super(
                    new FunctionSignature("com.acme.Pricing", "log", "(Ljava/lang/String;)V", "log"),
                    TaskOptions.none().resources("disk=1").timeout("5s"),
                    List.of(ValueCodecs.STRING),
                    PrimitiveCodecs.VOID);
        }

        @Override
        public List<String> parameterNames() {
            return List.of("text");
        }

        @Override
        public void invoke(ValueInput arguments, ValueOutput result) throws Throwable {
            String text = arguments.getString();
            arguments.requireEnd();
            Pricing.log(text);
            PrimitiveCodecs.VOID.encode(result, null);
        }
    }

    private static final class PriceFunction extends FunctionDescriptor<Double> {
        PriceFunction() {
            super(
                    new FunctionSignature("com.acme.Pricing", "price", "(Lcom/acme/Pricing$Option;Lcom/acme/Pricing$Market;)D", "Pricing.price"),
                    TaskOptions.none().cpus(1.0).maxRetries(3),
                    List.of(OPTION_CODEC, MARKET_CODEC),
                    PrimitiveCodecs.DOUBLE);
        }

        @Override
        public List<String> parameterNames() {
            return List.of("option", "market");
        }

        @Override
        public void invoke(ValueInput arguments, ValueOutput result) throws Throwable {
            Pricing.Option option = OPTION_CODEC.decode(arguments);
            Pricing.Market market = MARKET_CODEC.decode(arguments);
            arguments.requireEnd();
            result.putDouble(Pricing.price(option, market));
        }
    }

    private static final class OptionCodec extends RecordCodec<Pricing.Option> {
        OptionCodec() {
            super("record com.acme.Pricing.Option{kind:enum com.acme.Pricing$Kind{CALL,PUT,};strike:double;"
                    + "expiry:LocalDate?;}");
        }

        @Override
        protected void encodeComponents(ValueOutput out, Pricing.Option value) {
            KIND_CODEC.encode(out, value.kind());
            out.putDouble(value.strike());
            ValueCodecs.LOCAL_DATE.encode(out, value.expiry());
        }

        @Override
        protected Pricing.Option decodeComponents(ValueInput in) {
            return new Pricing.Option(
                    KIND_CODEC.decode(in),
                    in.getDouble(),
                    ValueCodecs.LOCAL_DATE.decode(in));
        }
    }

    private static final class MarketCodec extends RecordCodec<Pricing.Market> {
        MarketCodec() {
            super("record com.acme.Pricing.Market{spot:double;curve:Map<LocalDate?,double[]?>?;"
                    + "neighbours:List<record com.acme.Pricing.Market>?;}");
        }

        @Override
        protected void encodeComponents(ValueOutput out, Pricing.Market value) {
            out.putDouble(value.spot());
            MAP_OF_LOCAL_DATE_AND_DOUBLE_ARRAY_CODEC.encode(out, value.curve());
            LIST_OF_MARKET_CODEC.encode(out, value.neighbours());
        }

        @Override
        protected Pricing.Market decodeComponents(ValueInput in) {
            return new Pricing.Market(
                    in.getDouble(),
                    MAP_OF_LOCAL_DATE_AND_DOUBLE_ARRAY_CODEC.decode(in),
                    LIST_OF_MARKET_CODEC.decode(in));
        }
    }

    /**
     * Found by {@link java.util.ServiceLoader}.
     */
    public static final class Functions implements RemoteFunctions {
        @Override
        public String owner() {
            return "com.acme.Pricing";
        }

        @Override
        public List<FunctionDescriptor<?>> functions() {
            return List.of(
                    LOG,
                    PRICE);
        }

        @Override
        public List<TypeBinding<?>> types() {
            return List.of(
                    new TypeBinding<>(Pricing.Option.class, OPTION_CODEC),
                    new TypeBinding<>(Pricing.Kind.class, KIND_CODEC),
                    new TypeBinding<>(Pricing.Market.class, MARKET_CODEC));
        }
    }
}
