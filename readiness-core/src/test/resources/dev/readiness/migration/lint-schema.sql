-- The schema that the cases of lint-cases.sql meet.
CREATE TYPE mood AS ENUM ('fine', 'ill');
CREATE TYPE address AS (street text, city text);
CREATE DOMAIN positive AS integer CHECK (VALUE > 0);
CREATE DOMAIN anything AS text;
CREATE SEQUENCE ticket;
CREATE SCHEMA billing;
CREATE TABLE clinic (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name varchar(100) NOT NULL,
    city text
);
CREATE TABLE patient (
    id bigint NOT NULL,
    clinic_id bigint,
    email varchar(100),
    phone varchar(20) DEFAULT '',
    code char(8),
    note text,
    born timestamp,
    seen timestamptz,
    height numeric(5, 2),
    visits integer NOT NULL DEFAULT 0,
    extra json,
    extra2 jsonb,
    state mood,
    home address,
    age positive,
    net cidr,
    tags varchar(10)[],
    nn_proven text,
    nn_not_proven text,
    CONSTRAINT patient_age_limit CHECK (age < 150),
    CONSTRAINT patient_proven CHECK (nn_proven IS NOT NULL),
    CONSTRAINT patient_email_long CHECK (length(email) < 200)
);
ALTER TABLE patient ADD CONSTRAINT patient_not_proven CHECK (nn_not_proven IS NOT NULL) NOT VALID;
ALTER TABLE patient ADD CONSTRAINT patient_pending_check CHECK (visits >= 0) NOT VALID;
CREATE UNIQUE INDEX patient_id_ux ON patient (id);
CREATE UNIQUE INDEX patient_email_ux ON patient (email);
CREATE INDEX patient_city_ix ON patient (note);
CREATE TABLE visit (
    id bigint PRIMARY KEY,
    patient_id bigint,
    clinic_id bigint REFERENCES clinic (id),
    period tsrange,
    day date
);
CREATE INDEX visit_day_ix ON visit (day);
CREATE TABLE "Order" ("Id" bigint PRIMARY KEY, "Total" numeric(10, 2), "user" text);
CREATE TABLE billing.invoice (id bigint PRIMARY KEY, amount numeric(10, 2), paid boolean, memo varchar(20), tag varchar(20));
CREATE INDEX invoice_memo_ix ON billing.invoice (memo) WHERE paid;
CREATE INDEX invoice_tag_ix ON billing.invoice (lower(tag));
CREATE INDEX invoice_tag_plain_ix ON billing.invoice (amount, tag DESC);
CREATE TABLE measurement (taken date NOT NULL, value numeric) PARTITION BY RANGE (taken);
CREATE TABLE measurement_2025 PARTITION OF measurement FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE TABLE measurement_rest PARTITION OF measurement DEFAULT;
CREATE TABLE log_entry (at date NOT NULL, text text) PARTITION BY RANGE (at);
CREATE TABLE log_entry_2025 PARTITION OF log_entry FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE TABLE log_entry_old (at date NOT NULL, text text);
CREATE UNLOGGED TABLE scratch (id bigint);
CREATE VIEW clinic_names AS SELECT name FROM clinic;
CREATE MATERIALIZED VIEW clinic_counts AS SELECT city, count(*) AS n FROM clinic GROUP BY city;
CREATE UNIQUE INDEX clinic_counts_ux ON clinic_counts (city);
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE FUNCTION surprise() RETURNS integer LANGUAGE plpgsql AS $$
BEGIN
    ALTER TABLE patient ALTER COLUMN visits TYPE bigint;
    RETURN 1;
END $$;
CREATE TRIGGER patient_touch BEFORE UPDATE ON patient FOR EACH ROW EXECUTE FUNCTION touch();
CREATE TABLE flagged (id bigint, ok positive);
