CREATE UNLOGGED TABLE IF NOT EXISTS readiness_rate_limit (
    id text PRIMARY KEY,
    granted boolean NOT NULL,
    state bigint[] NOT NULL,
    expires_at bigint NOT NULL
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.05)
