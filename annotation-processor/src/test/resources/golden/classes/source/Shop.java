package com.acme;

import io.remex.Remote;
import io.remex.RemoteSubtypes;
import java.util.ArrayList;
import java.util.List;

class Shop {
    static class Basket {
        private final List<Item> items = new ArrayList<>();
        private Note note;

        private record Note(String text) {}
    }

    sealed interface Item permits Book, Toy {}

    record Book(String title) implements Item {}

    record Toy(int age, @RemoteSubtypes({Book.class, String.class}) Object gift) implements Item {}

    static class Box<T> {
        T content;
    }

    @Remote
    static long total(Basket basket, Box<Toy[]> extra) {
        return basket.items.size();
    }
}
