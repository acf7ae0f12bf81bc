CREATE TYPE mood AS ENUM ('b', 'a', 'it''s');
CREATE TYPE address AS (street text, zip varchar(10), mood mood);
CREATE DOMAIN email AS varchar(200) COLLATE "C" DEFAULT 'x@example.org' NOT NULL CONSTRAINT email_at CHECK (VALUE LIKE '%@%') CHECK (length(VALUE) > 3);
CREATE TYPE span AS RANGE (SUBTYPE = float8, SUBTYPE_DIFF = float8mi);
CREATE TABLE person (id uuid DEFAULT gen_random_uuid() PRIMARY KEY, home address, moods mood[] DEFAULT ARRAY['a'::mood], mail email, s span,
    name varchar(50) COLLATE "C", prices numeric(10, 2)[] , at time(3) without time zone, i interval day to second, b bit(3), vb bit varying(8), c char(4), x xml, j jsonb DEFAULT '{"a": [1]}');
CREATE TABLE holds_rows (p person, ps person[]);
CREATE FUNCTION mood_of(p person) RETURNS mood LANGUAGE sql AS $$ SELECT (p.home).mood $$;
