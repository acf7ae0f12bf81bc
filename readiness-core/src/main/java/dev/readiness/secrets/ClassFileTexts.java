package dev.readiness.secrets;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The texts of a class file, with the fields that they are given to and the setters that are called with them. */
final class ClassFileTexts {

    private static final int UTF8 = 1;
    private static final int STRING = 8;
    private static final int FIELD = 9;
    private static final int METHOD = 10;
    private static final int INTERFACE_METHOD = 11;
    private static final int NAME_AND_TYPE = 12;

    private final byte[] bytes;
    private final Map<Integer, String> texts = new HashMap<>();
    private final Map<Integer, Integer> strings = new HashMap<>();
    private final Map<Integer, Integer> members = new HashMap<>();
    private final Map<Integer, Integer> names = new HashMap<>();
    private final Set<Integer> named = new HashSet<>();
    private final List<Candidate> candidates = new ArrayList<>();
    private int afterPool;

    private ClassFileTexts(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Returns the texts, or none where {@code bytes} are no class file. */
    static List<Candidate> of(byte[] bytes) {
        ClassFileTexts texts = new ClassFileTexts(bytes);
        try {
            texts.readPool();
            texts.readAssignments();
            texts.readOthers();
        } catch (IOException | IndexOutOfBoundsException ex) {
            return texts.candidates;
        }
        return texts.candidates;
    }

    private void readPool() throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        if (in.readInt() != 0xCAFEBABE) {
            throw new IOException("no class file");
        }
        in.skipBytes(4);
        int count = in.readUnsignedShort();
        for (int i = 1; i < count; i++) {
            i += readEntry(in, i);
        }
        afterPool = bytes.length - in.available();
    }

    /** Reads one entry and returns how many numbers it takes more than one. */
    private int readEntry(DataInputStream in, int index) throws IOException {
        int tag = in.readUnsignedByte();
        switch (tag) {
            case UTF8 -> texts.put(index, in.readUTF());
            case STRING -> strings.put(index, in.readUnsignedShort());
            case FIELD, METHOD, INTERFACE_METHOD -> {
                in.readUnsignedShort();
                members.put(index, in.readUnsignedShort());
            }
            case NAME_AND_TYPE -> {
                names.put(index, in.readUnsignedShort());
                in.readUnsignedShort();
            }
            case 7, 16, 19, 20 -> in.skipBytes(2);
            case 15 -> in.skipBytes(3);
            case 5, 6 -> {
                in.skipBytes(8);
                return 1;
            }
            default -> in.skipBytes(4);
        }
        return 0;
    }

    /**
     * Looks for the instruction that pushes a text, followed by one that puts it into a field or calls a setter, and for
     * fields whose attribute is the text. What looks like one by chance names a member and a text that are there too.
     */
    private void readAssignments() {
        for (int i = afterPool; i < bytes.length - 7; i++) {
            int opcode = bytes[i] & 0xff;
            if (opcode == 0x12) {
                pushed(bytes[i + 1] & 0xff, i + 2);
            } else if (opcode == 0x13) {
                pushed(unsignedShort(i + 1), i + 3);
            } else if (isConstantValue(i)) {
                constant(i);
            }
        }
    }

    private void pushed(int text, int at) {
        if (!strings.containsKey(text) || at + 2 >= bytes.length) {
            return;
        }
        int opcode = bytes[at] & 0xff;
        String member = memberName(unsignedShort(at + 1));
        boolean field = opcode == 0xb3 || opcode == 0xb5;
        boolean call = (opcode >= 0xb6 && opcode <= 0xb9) && member.matches("(set|with)[A-Z].*|pass\\w*|secret\\w*");
        if (!member.isEmpty() && (field || call)) {
            add(text, call ? Candidate.setting(member, textOf(text)) : Candidate.constant(member, textOf(text)));
        }
    }

    private boolean isConstantValue(int at) {
        return "ConstantValue".equals(texts.get(unsignedShort(at)))
                && unsignedShort(at + 2) == 0
                && unsignedShort(at + 4) == 2
                && strings.containsKey(unsignedShort(at + 6));
    }

    /** Before the attribute of a field stand its name, its type and the number of its attributes. */
    private void constant(int at) {
        String name = at >= 6 ? texts.getOrDefault(unsignedShort(at - 6), "") : "";
        add(unsignedShort(at + 6), Candidate.constant(name, textOf(unsignedShort(at + 6))));
    }

    private void add(int text, Candidate candidate) {
        named.add(strings.get(text));
        candidates.add(candidate);
    }

    private void readOthers() {
        strings.forEach((index, text) -> {
            if (!named.contains(text)) {
                candidates.add(Candidate.constant("", textOf(index)));
            }
        });
        // The expressions of annotations are no strings of the pool.
        texts.values().stream()
                .filter(text -> text.startsWith("${") && text.contains(":"))
                .forEach(text -> candidates.add(Candidate.setting("", text)));
    }

    private String textOf(int string) {
        return texts.getOrDefault(strings.getOrDefault(string, 0), "");
    }

    private String memberName(int member) {
        int nameAndType = members.getOrDefault(member, 0);
        return texts.getOrDefault(names.getOrDefault(nameAndType, 0), "");
    }

    private int unsignedShort(int at) {
        return at + 1 < bytes.length ? ((bytes[at] & 0xff) << 8) | (bytes[at + 1] & 0xff) : 0;
    }
}
