CREATE TABLE IF NOT EXISTS readiness_audit (
    id UUID NOT NULL PRIMARY KEY,
    recorded_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    action VARCHAR(200) NOT NULL,
    outcome VARCHAR(10) NOT NULL,
    actor VARCHAR(200) NOT NULL,
    tenant VARCHAR(200),
    content TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS readiness_audit_actor ON readiness_audit (actor, id);
CREATE INDEX IF NOT EXISTS readiness_audit_action ON readiness_audit (action, id);
