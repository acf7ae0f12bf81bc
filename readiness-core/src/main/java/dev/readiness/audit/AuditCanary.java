package dev.readiness.audit;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import javax.sql.DataSource;

/** Records something, and sees whether it comes to be sealed and can be proven: that is what a trail is for. */
public final class AuditCanary {

    /** Action of the record. */
    public static final String ACTION = "audit.canary";

    private static final Duration PAUSE = Duration.ofMillis(50);

    private final DataSource dataSource;
    private final AuditTrail trail;
    private final AuditSealer sealer;
    private final CheckpointVerifier key;
    private final Duration patience;

    /**
     * Creates a canary.
     *
     * @param patience how long to wait for another node to seal
     */
    public AuditCanary(
            DataSource dataSource, AuditTrail trail, AuditSealer sealer, CheckpointVerifier key, Duration patience) {
        this.dataSource = Objects.requireNonNull(dataSource, "dataSource");
        this.trail = Objects.requireNonNull(trail, "trail");
        this.sealer = Objects.requireNonNull(sealer, "sealer");
        this.key = Objects.requireNonNull(key, "key");
        this.patience = Objects.requireNonNull(patience, "patience");
    }

    /**
     * Records, seals and proves, and sees that the proof fails for a copy with any byte changed.
     *
     * @return the proof that held
     * @throws AuditTamperedException if the trail contradicts what was signed before
     * @throws AuditStoreException if it was not recorded, not sealed in time, or not proven
     */
    public AuditProof fly() {
        AuditRecord entry = trail.entry(ACTION)
                .actor(AuditRecord.Actor.system("canary"))
                .reason("Recorded to see whether it is sealed and can be proven")
                .build();
        trail.record(entry);
        AuditProof proof = await(entry)
                .orElseThrow(
                        () -> new AuditStoreException("The canary record was not sealed within " + patience, null));
        byte[] content = AuditJson.write(entry).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        if (!proof.proves(content)) {
            throw new AuditStoreException("The canary record is in the trail, but not as it was recorded", null);
        }
        requireThatAChangeIsSeen(content, proof::proves);
        return proof;
    }

    /** An alarm that cannot ring is worth nothing: each byte of a copy is changed, and the proof must no longer hold. */
    static void requireThatAChangeIsSeen(byte[] content, Predicate<byte[]> proof) {
        for (int at = 0; at < content.length; at++) {
            byte[] changed = content.clone();
            changed[at] ^= 1;
            if (proof.test(changed)) {
                throw new AuditStoreException("Byte " + at + " of the canary record was changed unseen", null);
            }
        }
    }

    private Optional<AuditProof> await(AuditRecord entry) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            sealer.seal();
            Optional<AuditProof> proof = AuditProof.of(dataSource, key, entry.id());
            if (proof.isPresent() || System.nanoTime() > deadline) {
                return proof;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }
}
