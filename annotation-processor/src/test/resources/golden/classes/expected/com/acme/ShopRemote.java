package com.acme;

import io.remex.Arg;
import io.remex.ObjectRef;
import io.remex.Remex;
import io.remex.TaskOptions;
import io.remex.codec.ClassCodec;
import io.remex.codec.Codec;
import io.remex.codec.PrimitiveCodecs;
import io.remex.codec.RegisteredClasses;
import io.remex.codec.TypeBinding;
import io.remex.codec.ValueInput;
import io.remex.codec.ValueOutput;
import io.remex.spi.FunctionDescriptor;
import io.remex.spi.FunctionSignature;
import io.remex.spi.RemoteFunctions;
import io.remex.spi.TaskSubmission;
import java.util.List;
import javax.annotation.processing.Generated;

/**
 * Submits the {@code @Remote} methods of {@link Shop} as tasks.
 */
@Generated("io.remex.processor.RemoteProcessor")
@SuppressWarnings({"deprecation", "rawtypes", "removal", "unchecked"})
final class ShopRemote {
    private static final Codec<Shop.Basket> BASKET_CODEC = new ClassCodec<>(
            Shop.Basket.class,
            "class com.acme.Shop$Basket{items:java.util.List<class com.acme.Shop$Item{}|class com.acme.Shop$Book{"
            + "title:java.lang.String;}|class com.acme.Shop$Toy{age:int;"
            + "gift:java.lang.Object|class com.acme.Shop$Book|java.lang.String;}>;"
            + "note:class com.acme.Shop$Basket$Note{text:java.lang.String;};}");

    private static final Codec<Shop.Box<Shop.Toy[]>> BOX_OF_TOY_ARRAY_CODEC = new ClassCodec<>(
            cast(Shop.Box.class),
            "class com.acme.Shop$Box<class com.acme.Shop$Toy{age:int;"
            + "gift:java.lang.Object|class com.acme.Shop$Book{title:java.lang.String;}|java.lang.String;"
            + "}[]>{content:class com.acme.Shop$Toy[];}");

    /**
     * Descriptor of {@link Shop#total(Shop.Basket, Shop.Box)}.
     */
    static final FunctionDescriptor<Long> TOTAL = new TotalFunction();

    static {
        RegisteredClasses.register(
                Shop.Toy[].class,
                Shop.Basket.class,
                Shop.Book.class,
                Shop.Box.class,
                Shop.Toy.class,
                classNamed("com.acme.Shop$Basket$Note"));
    }

    private ShopRemote() {
    }

    /**
     * Submits a task that runs {@link Shop#total(Shop.Basket, Shop.Box)}.
     */
    static ObjectRef<Long> total(Shop.Basket basket, Shop.Box<Shop.Toy[]> extra) {
        return total(TaskOptions.none(), basket, extra);
    }

    /**
     * Submits a task that runs {@link Shop#total(Shop.Basket, Shop.Box)}.
     */
    static ObjectRef<Long> total(TaskOptions options, Shop.Basket basket,
            Shop.Box<Shop.Toy[]> extra) {
        TaskSubmission<Long> submission = Remex.begin(TOTAL, options);
        ValueOutput arguments = submission.arguments();
        BASKET_CODEC.encode(arguments, basket);
        BOX_OF_TOY_ARRAY_CODEC.encode(arguments, extra);
        return submission.submit();
    }

    /**
     * Submits a task that runs {@link Shop#total(Shop.Basket, Shop.Box)}.
     */
    static ObjectRef<Long> total(Arg<? extends Shop.Basket> basket, Shop.Box<Shop.Toy[]> extra) {
        return total(TaskOptions.none(), basket, extra);
    }

    /**
     * Submits a task that runs {@link Shop#total(Shop.Basket, Shop.Box)}.
     */
    static ObjectRef<Long> total(TaskOptions options, Arg<? extends Shop.Basket> basket,
            Shop.Box<Shop.Toy[]> extra) {
        return total(options, basket, Arg.value(extra));
    }

    /**
     * Submits a task that runs {@link Shop#total(Shop.Basket, Shop.Box)}.
     */
    static ObjectRef<Long> total(Shop.Basket basket, Arg<? extends Shop.Box<Shop.Toy[]>> extra) {
        return total(TaskOptions.none(), basket, extra);
    }

    /**
     * Submits a task that runs {@link Shop#total(Shop.Basket, Shop.Box)}.
     */
    static ObjectRef<Long> total(TaskOptions options, Shop.Basket basket,
            Arg<? extends Shop.Box<Shop.Toy[]>> extra) {
        return total(options, Arg.value(basket), extra);
    }

    /**
     * Submits a task that runs {@link Shop#total(Shop.Basket, Shop.Box)}.
     */
    static ObjectRef<Long> total(Arg<? extends Shop.Basket> basket,
            Arg<? extends Shop.Box<Shop.Toy[]>> extra) {
        return total(TaskOptions.none(), basket, extra);
    }

    /**
     * Submits a task that runs {@link Shop#total(Shop.Basket, Shop.Box)}.
     */
    static ObjectRef<Long> total(TaskOptions options, Arg<? extends Shop.Basket> basket,
            Arg<? extends Shop.Box<Shop.Toy[]>> extra) {
        TaskSubmission<Long> submission = Remex.begin(TOTAL, options);
        submission.argument(basket, BASKET_CODEC);
        submission.argument(extra, BOX_OF_TOY_ARRAY_CODEC);
        return submission.submit();
    }

    /**
     * The types differ in wildcards or type arguments only, which do not exist at run time.
     */
    private static <T> T cast(Object value) {
        return (T) value;
    }

    /**
     * Finds a class whose name is private.
     */
    private static Class<?> classNamed(String name) {
        try {
            return Class.forName(name, false, ShopRemote.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("class " + name + " was there when this class was compiled; compile both again", e);
        }
    }

    private static final class TotalFunction extends FunctionDescriptor<Long> {
        TotalFunction() {
            super(
                    new FunctionSignature("com.acme.Shop", "total", "(Lcom/acme/Shop$Basket;Lcom/acme/Shop$Box;)J", "Shop.total"),
                    TaskOptions.none(),
                    List.of(BASKET_CODEC, BOX_OF_TOY_ARRAY_CODEC),
                    PrimitiveCodecs.LONG);
        }

        @Override
        public List<String> parameterNames() {
            return List.of("basket", "extra");
        }

        @Override
        public void invoke(ValueInput arguments, ValueOutput result) throws Throwable {
            Shop.Basket basket = BASKET_CODEC.decode(arguments);
            Shop.Box<Shop.Toy[]> extra = BOX_OF_TOY_ARRAY_CODEC.decode(arguments);
            arguments.requireEnd();
            result.putLong(Shop.total(basket, extra));
        }
    }

    /**
     * Found by {@link java.util.ServiceLoader}.
     */
    public static final class Functions implements RemoteFunctions {
        @Override
        public String owner() {
            return "com.acme.Shop";
        }

        @Override
        public List<FunctionDescriptor<?>> functions() {
            return List.of(TOTAL);
        }

        @Override
        public List<TypeBinding<?>> types() {
            return List.of();
        }
    }
}
