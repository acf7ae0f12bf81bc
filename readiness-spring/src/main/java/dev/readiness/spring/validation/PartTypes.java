package dev.readiness.spring.validation;

import dev.readiness.validation.FileType;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The types of files that settings name. */
final class PartTypes {

    private PartTypes() {}

    static void check(List<String> names, String setting, List<String> problems) {
        names.stream()
                .filter(name -> of(name).isEmpty())
                .forEach(name -> problems.add("'" + setting
                        + "' must name media types that are told by content, "
                        + Stream.of(FileType.values()).map(FileType::mediaType).collect(Collectors.joining(", "))
                        + ", but has '"
                        + name + "'"));
    }

    static Set<FileType> ofAll(List<String> names) {
        Set<FileType> types = EnumSet.noneOf(FileType.class);
        names.forEach(name -> types.addAll(of(name)));
        return types;
    }

    /** A pattern such as {@code image/*} stands for several. */
    private static Set<FileType> of(String name) {
        String wanted = name.trim().toLowerCase(Locale.ROOT);
        return Stream.of(FileType.values())
                .filter(type -> wanted.endsWith("/*")
                        ? type.mediaType().startsWith(wanted.substring(0, wanted.length() - 1))
                        : type.mediaType().equals(wanted))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(FileType.class)));
    }
}
