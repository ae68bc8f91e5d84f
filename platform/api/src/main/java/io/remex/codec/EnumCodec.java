package io.remex.codec;

import io.remex.ValueCodecException;

/**
 * The codec of an enum: 0 for null, else one more than the ordinal. The layout has the constants' names in order, so that
 * programs that number them differently do not understand each other by mistake.
 */
public final class EnumCodec<E extends Enum<E>> implements Codec<E> {
    private final E[] constants;
    private final String layout;

    /** @param type the enum's class */
    public EnumCodec(Class<E> type) {
        this.constants = type.getEnumConstants();
        StringBuilder text = new StringBuilder("enum ").append(type.getName()).append('{');
        for (E constant : constants) {
            text.append(constant.name()).append(',');
        }
        this.layout = text.append('}').toString();
    }

    @Override
    public void encode(ValueOutput out, E value) {
        out.putCount(value == null ? 0 : value.ordinal() + 1);
    }

    @Override
    public E decode(ValueInput in) {
        int number = in.getCount();
        if (number > constants.length) {
            throw new ValueCodecException("number " + number + " is not a constant of " + layout);
        }
        return number == 0 ? null : constants[number - 1];
    }

    @Override
    public String layout() {
        return layout;
    }
}
