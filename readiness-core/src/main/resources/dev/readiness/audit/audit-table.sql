CREATE TABLE IF NOT EXISTS readiness_audit (
    id ${uuid} NOT NULL PRIMARY KEY,
    recorded_at ${instant} NOT NULL,
    action VARCHAR(200) NOT NULL,
    outcome VARCHAR(10) NOT NULL,
    actor VARCHAR(200) NOT NULL,
    tenant VARCHAR(200),
    subject VARCHAR(200),
    target_type VARCHAR(200),
    target_id VARCHAR(200),
    content ${text} NOT NULL,
    mac VARCHAR(44)
)${options};
CREATE INDEX IF NOT EXISTS readiness_audit_actor ON readiness_audit (actor, id);
CREATE INDEX IF NOT EXISTS readiness_audit_action ON readiness_audit (action, id);
CREATE INDEX IF NOT EXISTS readiness_audit_subject ON readiness_audit (subject, id);
CREATE INDEX IF NOT EXISTS readiness_audit_target ON readiness_audit (target_id, id);
CREATE TABLE IF NOT EXISTS readiness_audit_reference (
    record_id ${uuid} NOT NULL,
    kind VARCHAR(7) NOT NULL,
    place INT NOT NULL,
    ref_type VARCHAR(200) NOT NULL,
    ref_value VARCHAR(200) NOT NULL,
    PRIMARY KEY (record_id, kind, place)
)${options};
CREATE INDEX IF NOT EXISTS readiness_audit_reference_value ON readiness_audit_reference (ref_value, record_id);
CREATE TABLE IF NOT EXISTS readiness_audit_leaf (
    seq BIGINT NOT NULL PRIMARY KEY,
    record_id ${uuid} NOT NULL UNIQUE,
    hash VARCHAR(44) NOT NULL
)${options};
CREATE TABLE IF NOT EXISTS readiness_audit_node (
    height INT NOT NULL,
    pos BIGINT NOT NULL,
    hash VARCHAR(44) NOT NULL,
    PRIMARY KEY (height, pos)
)${options};
CREATE TABLE IF NOT EXISTS readiness_audit_checkpoint (
    tree_size BIGINT NOT NULL PRIMARY KEY,
    sealed_at BIGINT NOT NULL,
    note ${text} NOT NULL
)${options};
CREATE TABLE IF NOT EXISTS readiness_audit_lease (
    id INT NOT NULL PRIMARY KEY,
    holder VARCHAR(200) NOT NULL,
    token BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
)${options}
