package dev.readiness.secrets;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Encrypts secrets for a file that can be committed, from the command line, with Tink on the class path:
 *
 * <pre>
 * java -cp … dev.readiness.secrets.EncryptedSecretsCommand new-key secrets.key
 * READINESS_SECRETS_KEY=$(cat secrets.key) java -cp … dev.readiness.secrets.EncryptedSecretsCommand set secrets.enc DB_PASSWORD
 * </pre>
 *
 * <p>{@code set} reads the value from the standard input, because arguments are seen by everybody on the machine. The key file is
 * readable by its owner only and never overwritten; keep it out of the repository. Ends with 0, or with 2 and a message.
 */
public final class EncryptedSecretsCommand {

    private static final String KEY = "READINESS_SECRETS_KEY";

    private static final String USAGE =
            "Write 'new-key <key file>', 'set <file> <NAME>' with the value on the standard input, or"
                    + " 'list <file>'; set and list take the key from the environment variable " + KEY;

    private final Map<String, String> environment;
    private final InputStream in;
    private final PrintStream out;

    EncryptedSecretsCommand(Map<String, String> environment, InputStream in, PrintStream out) {
        this.environment = environment;
        this.in = in;
        this.out = out;
    }

    /** Does what {@code arguments} say. */
    public static void main(String[] arguments) {
        System.exit(new EncryptedSecretsCommand(System.getenv(), System.in, System.out)
                .run(List.of(arguments), System.err));
    }

    int run(List<String> arguments, PrintStream err) {
        try {
            if (arguments.size() == 2 && arguments.get(0).equals("new-key")) {
                newKey(Path.of(arguments.get(1)));
            } else if (arguments.size() == 3 && arguments.get(0).equals("set")) {
                set(Path.of(arguments.get(1)), arguments.get(2));
            } else if (arguments.size() == 2 && arguments.get(0).equals("list")) {
                list(Path.of(arguments.get(1)));
            } else {
                throw new SecretSourceException(USAGE);
            }
            return 0;
        } catch (FileAlreadyExistsException ex) {
            err.println(ex.getFile() + " is there already; a key that is overwritten opens nothing any more");
        } catch (SecretSourceException ex) {
            err.println(ex.getMessage());
        } catch (IOException | GeneralSecurityException ex) {
            err.println("Failed with " + ex.getClass().getSimpleName()); // a message may quote what was read
        }
        return 2;
    }

    private void newKey(Path file) throws IOException, GeneralSecurityException {
        FileAttribute<?>[] ownerOnly = file.toAbsolutePath()
                        .getFileSystem()
                        .supportedFileAttributeViews()
                        .contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        Files.createFile(file, ownerOnly);
        Files.writeString(file, SecretBox.newKey().reveal() + "\n", StandardOpenOption.WRITE);
        out.println("Wrote a new key to " + file + "; keep it out of the repository");
    }

    private void set(Path file, String name) throws IOException, GeneralSecurityException {
        if (!name.matches("[\\w.-]+")) {
            throw new SecretSourceException("A name has letters, digits, dots, dashes and underscores only");
        }
        Secret key = key();
        SecretSource present = SecretSource.encryptedFile(file, key);
        present.names(); // a key that does not open what is there must not close what comes
        Secret value = Secret.of(SecretText.withoutLineBreak(SecretText.decode(in.readNBytes(SecretText.MAX_BYTES))));
        if (value.isEmpty()) {
            throw new SecretSourceException("The standard input holds no value for '" + name + "'");
        }
        Map<String, String> entries = new LinkedHashMap<>(EncryptedFileSecretSource.closed(file, present.name()));
        boolean replaced = entries.put(name, new SecretBox(key).close(name, value)) != null;
        EncryptedFileSecretSource.write(file, entries);
        out.println((replaced ? "Replaced " : "Added ") + name + " in " + file);
    }

    private void list(Path file) {
        SecretSource.encryptedFile(file, key()).names().forEach(out::println);
    }

    private Secret key() {
        String key = environment.getOrDefault(KEY, "");
        if (key.isBlank()) {
            throw new SecretSourceException("Set the environment variable " + KEY + " to what the key file holds");
        }
        return Secret.of(key);
    }
}
