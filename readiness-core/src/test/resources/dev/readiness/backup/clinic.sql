-- What makes a restore hard: names, other schemas, generated columns, identity, partitions, circles of foreign keys, triggers.
CREATE SCHEMA "Other Schema";
CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TABLE patient (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL, born date, favourite bigint,
    initial text GENERATED ALWAYS AS (upper(left(name, 1))) STORED, price money, took interval, pi double precision, raw bytea, how mood);
CREATE TABLE visit (id serial PRIMARY KEY, patient bigint NOT NULL REFERENCES patient, note text);
ALTER TABLE patient ADD FOREIGN KEY (favourite) REFERENCES visit;
CREATE TABLE "Other Schema"."select" ("order" int PRIMARY KEY, "we""ird" text, "x\y" jsonb);
CREATE TABLE event (at timestamptz NOT NULL, what text) PARTITION BY RANGE (at);
CREATE TABLE event_old PARTITION OF event FOR VALUES FROM (MINVALUE) TO ('2026-01-01');
CREATE TABLE event_new PARTITION OF event DEFAULT;
CREATE TABLE twin_a (v int);
CREATE TABLE twin_b (v int);
CREATE TABLE nothing ();
CREATE MATERIALIZED VIEW visits AS SELECT patient, count(*) FROM visit GROUP BY patient;
CREATE FUNCTION never() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'a trigger ran'; END $$;
INSERT INTO patient (name, born, price, took, pi, raw, how) SELECT 'Ägnes ' || g || E'\n\t\\.', date '1970-01-01' + g, 12.5, '1 day 02:03', pi(), '\xdead', 'ok'
    FROM generate_series(1, 200) g;
INSERT INTO visit (patient, note) SELECT id, NULL FROM patient;
UPDATE patient SET favourite = (SELECT min(id) FROM visit WHERE visit.patient = patient.id);
CREATE TRIGGER never BEFORE INSERT ON patient FOR EACH ROW EXECUTE FUNCTION never();
INSERT INTO "Other Schema"."select" VALUES (1, 'a', '{"k": [1, null]}');
INSERT INTO event SELECT timestamptz '2025-12-31 00:00Z' + g * interval '1 hour', 'e' FROM generate_series(1, 48) g;
INSERT INTO twin_a VALUES (1), (1), (2);
INSERT INTO twin_b VALUES (1), (3);
INSERT INTO nothing DEFAULT VALUES;
REFRESH MATERIALIZED VIEW visits;
