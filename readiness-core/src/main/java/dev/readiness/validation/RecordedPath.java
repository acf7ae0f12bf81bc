package dev.readiness.validation;

import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A copy of a path that its owner goes on changing. */
record RecordedPath(List<Path.Node> nodes, String text) implements Path {

    static Path of(Path path) {
        List<Path.Node> nodes = new ArrayList<>();
        path.forEach(node -> nodes.add(RecordedNode.of(node)));
        return new RecordedPath(List.copyOf(nodes), path.toString());
    }

    @Override
    public Iterator<Path.Node> iterator() {
        return nodes.iterator();
    }

    @Override
    public String toString() {
        return text;
    }

    /** A node of every kind; it has what its kind has. */
    private record RecordedNode(
            @Nullable String name,
            boolean inIterable,
            @Nullable Integer index,
            @Nullable Object key,
            ElementKind kind,
            int parameter,
            List<Class<?>> parameterTypes,
            @Nullable Class<?> container,
            @Nullable Integer typeArgument,
            String text)
            implements Path.MethodNode,
                    Path.ConstructorNode,
                    Path.ReturnValueNode,
                    Path.ParameterNode,
                    Path.CrossParameterNode,
                    Path.BeanNode,
                    Path.PropertyNode,
                    Path.ContainerElementNode {

        static RecordedNode of(Path.Node node) {
            ElementKind kind = node.getKind();
            return new RecordedNode(
                    node.getName(),
                    node.isInIterable(),
                    node.getIndex(),
                    node.getKey(),
                    kind,
                    kind == ElementKind.PARAMETER
                            ? node.as(Path.ParameterNode.class).getParameterIndex()
                            : -1,
                    parameterTypes(node),
                    container(node),
                    typeArgument(node),
                    node.toString());
        }

        private static List<Class<?>> parameterTypes(Path.Node node) {
            return switch (node.getKind()) {
                case METHOD -> node.as(Path.MethodNode.class).getParameterTypes();
                case CONSTRUCTOR -> node.as(Path.ConstructorNode.class).getParameterTypes();
                default -> List.of();
            };
        }

        private static @Nullable Class<?> container(Path.Node node) {
            return switch (node.getKind()) {
                case PROPERTY -> node.as(Path.PropertyNode.class).getContainerClass();
                case BEAN -> node.as(Path.BeanNode.class).getContainerClass();
                case CONTAINER_ELEMENT ->
                    node.as(Path.ContainerElementNode.class).getContainerClass();
                default -> null;
            };
        }

        private static @Nullable Integer typeArgument(Path.Node node) {
            return switch (node.getKind()) {
                case PROPERTY -> node.as(Path.PropertyNode.class).getTypeArgumentIndex();
                case BEAN -> node.as(Path.BeanNode.class).getTypeArgumentIndex();
                case CONTAINER_ELEMENT ->
                    node.as(Path.ContainerElementNode.class).getTypeArgumentIndex();
                default -> null;
            };
        }

        @Override
        public @Nullable String getName() {
            return name;
        }

        @Override
        public boolean isInIterable() {
            return inIterable;
        }

        @Override
        public @Nullable Integer getIndex() {
            return index;
        }

        @Override
        public @Nullable Object getKey() {
            return key;
        }

        @Override
        public ElementKind getKind() {
            return kind;
        }

        @Override
        public <T extends Path.Node> T as(Class<T> nodeType) {
            return nodeType.cast(this);
        }

        @Override
        public List<Class<?>> getParameterTypes() {
            return parameterTypes;
        }

        @Override
        public int getParameterIndex() {
            return parameter;
        }

        @Override
        public @Nullable Class<?> getContainerClass() {
            return container;
        }

        @Override
        public @Nullable Integer getTypeArgumentIndex() {
            return typeArgument;
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
