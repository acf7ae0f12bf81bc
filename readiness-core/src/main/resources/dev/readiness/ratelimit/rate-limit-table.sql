CREATE UNLOGGED TABLE IF NOT EXISTS readiness_rate_limit (
    id text PRIMARY KEY,
    shape bigint[] NOT NULL,
    state bigint[] NOT NULL,
    granted boolean NOT NULL,
    expires_at bigint NOT NULL
) WITH (fillfactor = 50)
