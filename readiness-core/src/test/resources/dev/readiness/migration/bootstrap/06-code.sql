CREATE FUNCTION next_code() RETURNS text LANGUAGE sql VOLATILE AS $$ SELECT 'c' || 1 $$;
CREATE TABLE coded (code text DEFAULT next_code() PRIMARY KEY, n integer, doubled integer GENERATED ALWAYS AS (n * 2) STORED, changed timestamptz);
CREATE FUNCTION is_fine(c coded) RETURNS boolean LANGUAGE sql IMMUTABLE BEGIN ATOMIC SELECT c.n > 0; END;
CREATE PROCEDURE tidy(INOUT how integer DEFAULT 1) LANGUAGE plpgsql AS $body$ BEGIN DELETE FROM coded WHERE n < how; how := 2; END $body$;
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.changed := now(); -- ${not} a placeholder; really
    RETURN NEW;
END
$$;
CREATE TRIGGER touch BEFORE UPDATE OF n ON coded FOR EACH ROW WHEN (OLD.n IS DISTINCT FROM NEW.n) EXECUTE FUNCTION touch();
CREATE TRIGGER sleeping AFTER INSERT ON coded FOR EACH STATEMENT EXECUTE FUNCTION touch();
ALTER TABLE coded DISABLE TRIGGER sleeping;
CREATE INDEX coded_lower ON coded (lower(code) text_pattern_ops) INCLUDE (n) WHERE n IS NOT NULL;
CREATE VIEW busy AS SELECT code, count(*) AS many FROM coded GROUP BY code;
CREATE FUNCTION busiest() RETURNS SETOF busy LANGUAGE sql STABLE AS $$ SELECT * FROM busy ORDER BY many DESC LIMIT 1 $$;
COMMENT ON FUNCTION busiest() IS 'the one';
COMMENT ON TRIGGER touch ON coded IS 'keeps time';
CREATE AGGREGATE product (integer) (SFUNC = int4mul, STYPE = integer, INITCOND = '1', PARALLEL = SAFE);
CREATE VIEW products AS SELECT product(n) AS p FROM coded;
