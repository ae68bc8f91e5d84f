package io.remex.codec;

import java.util.List;

/** A record that contains itself. */
record Tree(int value, List<Tree> children) {

    /** As the annotation processor writes it. */
    static final class TreeCodec extends RecordCodec<Tree> {
        private final Codec<List<Tree>> children = CollectionCodecs.list(new Codec<Tree>() {
            @Override
            public void encode(ValueOutput out, Tree value) {
                TreeCodec.this.encode(out, value);
            }

            @Override
            public Tree decode(ValueInput in) {
                return TreeCodec.this.decode(in);
            }

            @Override
            public String layout() {
                return "Tree";
            }
        });

        TreeCodec() {
            super("record Tree{value:int;children:List<Tree>?}");
        }

        @Override
        protected void encodeComponents(ValueOutput out, Tree tree) {
            out.putInt(tree.value());
            children.encode(out, tree.children());
        }

        @Override
        protected Tree decodeComponents(ValueInput in) {
            return new Tree(in.getInt(), children.decode(in));
        }
    }
}
