CREATE TABLE animal (id serial PRIMARY KEY, name text NOT NULL, legs integer DEFAULT 4 CHECK (legs >= 0), gone text);
ALTER TABLE animal DROP COLUMN gone;
CREATE TABLE dog (breed text, legs integer DEFAULT 4) INHERITS (animal);
CREATE TABLE puppy (born date) INHERITS (dog);
CREATE RULE no_puppies AS ON DELETE TO puppy DO INSTEAD NOTHING;
CREATE UNLOGGED TABLE hot (id bigint) WITH (fillfactor = 70, autovacuum_enabled = false);
CREATE SEQUENCE lonely AS smallint START 5 INCREMENT 3 MINVALUE 2 MAXVALUE 3000 CACHE 7 CYCLE;
