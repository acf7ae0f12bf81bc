-- What a baseline leaves out, to be listed: what it is, and why. Read by BaselineScript.

SELECT 'index ' || i.indexrelid::regclass, 'it is invalid, left over from a CREATE INDEX CONCURRENTLY that failed'
FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE NOT i.indisvalid AND c.relkind <> 'p' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema';

SELECT 'privileges on ' || c.oid::regclass, 'who may do what is granted by whoever administrates the server'
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relacl IS NOT NULL AND c.relkind IN ('r', 'p', 'v', 'm', 'S') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e');

SELECT 'tablespace of ' || c.oid::regclass, 'where files lie is up to the server'
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.reltablespace <> 0 AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema';

SELECT 'values of sequence ' || c.oid::regclass, 'data stays where it is'
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'S' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e');

SELECT 'rows of ' || c.oid::regclass, 'data stays where it is'
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'r' AND c.reltuples > 0 AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema';
