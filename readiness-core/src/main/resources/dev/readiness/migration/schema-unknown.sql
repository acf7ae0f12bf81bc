-- What a baseline cannot say: kind and name, and why. Read by MigrationBootstrap, which refuses when there is any.

SELECT CASE c.relkind WHEN 'f' THEN 'foreign table ' ELSE 'typed table ' END || c.oid::regclass, 'is not read'
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE (c.relkind = 'f' OR c.reloftype <> 0) AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema';

SELECT 'aggregate ' || p.oid::regprocedure, 'is more than a state function with a final and a combining one'
FROM pg_proc p JOIN pg_aggregate g ON g.aggfnoid = p.oid JOIN pg_namespace n ON n.oid = p.pronamespace
WHERE (g.aggkind <> 'n' OR g.aggmtransfn <> 0 OR g.aggserialfn <> 0 OR g.aggdeserialfn <> 0 OR g.aggsortop <> 0 OR g.aggfinalextra
        OR g.aggtransspace <> 0 OR g.aggfinalmodify <> 'r') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e');

SELECT 'base type ' || format_type(t.oid, NULL), 'is not read'
FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
WHERE t.typtype = 'b' AND t.typelem = 0 AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_type'::regclass AND d.objid = t.oid AND d.deptype = 'e');

SELECT 'range type ' || format_type(r.rngtypid, NULL), 'has a canonical function, an operator class or a collation of its own'
FROM pg_range r JOIN pg_type t ON t.oid = r.rngtypid JOIN pg_namespace n ON n.oid = t.typnamespace
    JOIN pg_opclass o ON o.oid = r.rngsubopc JOIN pg_type b ON b.oid = r.rngsubtype
WHERE n.nspname !~ '^pg_' AND (r.rngcanonical <> 0 OR NOT o.opcdefault OR r.rngcollation <> b.typcollation)
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_type'::regclass AND d.objid = t.oid AND d.deptype = 'e');

SELECT 'operator ' || o.oid::regoperator, 'is not read'
FROM pg_operator o JOIN pg_namespace n ON n.oid = o.oprnamespace
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_operator'::regclass AND d.objid = o.oid AND d.deptype = 'e');

SELECT 'operator class ' || o.opcname, 'is not read'
FROM pg_opclass o JOIN pg_namespace n ON n.oid = o.opcnamespace
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_opclass'::regclass AND d.objid = o.oid AND d.deptype = 'e');

SELECT 'collation ' || c.oid::regcollation, 'is not read'
FROM pg_collation c JOIN pg_namespace n ON n.oid = c.collnamespace
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_collation'::regclass AND d.objid = c.oid AND d.deptype = 'e');

SELECT 'text search configuration ' || c.cfgname, 'is not read'
FROM pg_ts_config c JOIN pg_namespace n ON n.oid = c.cfgnamespace
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_ts_config'::regclass AND d.objid = c.oid AND d.deptype = 'e');

SELECT 'text search dictionary ' || c.dictname, 'is not read'
FROM pg_ts_dict c JOIN pg_namespace n ON n.oid = c.dictnamespace
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_ts_dict'::regclass AND d.objid = c.oid AND d.deptype = 'e');

SELECT 'cast from ' || format_type(c.castsource, NULL) || ' to ' || format_type(c.casttarget, NULL), 'is not read'
FROM pg_cast c
WHERE c.oid >= 16384
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_cast'::regclass AND d.objid = c.oid AND d.deptype IN ('e', 'i'));

SELECT 'event trigger ' || evtname, 'is not read' FROM pg_event_trigger;

SELECT 'publication ' || pubname, 'is not read' FROM pg_publication;

SELECT 'foreign server ' || srvname, 'is not read' FROM pg_foreign_server;

SELECT 'language ' || lanname, 'is not read'
FROM pg_language l
WHERE l.oid >= 16384
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_language'::regclass AND d.objid = l.oid AND d.deptype = 'e');
