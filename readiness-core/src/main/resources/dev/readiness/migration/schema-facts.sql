-- What is compared between a live schema and its copy: name, fact. Read by SchemaFacts; one query after the other.
-- Objects of extensions belong to their extension. Owners, privileges, tablespaces and rows are not part of a schema here.

SELECT 'schema ' || quote_ident(n.nspname), coalesce(obj_description(n.oid, 'pg_namespace'), '')
FROM pg_namespace n
WHERE n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', 'public');

SELECT 'extension ' || extname, n.nspname || ' ' || extversion
FROM pg_extension x JOIN pg_namespace n ON n.oid = x.extnamespace
WHERE extname <> 'plpgsql';

SELECT CASE c.relkind WHEN 'v' THEN 'view ' WHEN 'm' THEN 'materialized view ' ELSE 'table ' END || c.oid::regclass,
    concat_ws('; ', 'kind ' || c.relkind::text, 'persistence ' || c.relpersistence::text, 'security ' || c.relrowsecurity || c.relforcerowsecurity,
        'identity ' || c.relreplident::text, 'options ' || (SELECT string_agg(o, ',' ORDER BY o) FROM unnest(c.reloptions) o),
        'method ' || (SELECT amname FROM pg_am WHERE oid = c.relam),
        'partition by ' || CASE WHEN c.relkind = 'p' THEN pg_get_partkeydef(c.oid) END,
        'bound ' || pg_get_expr(c.relpartbound, c.oid),
        'inherits ' || (SELECT string_agg(i.inhparent::regclass::text, ',' ORDER BY i.inhseqno) FROM pg_inherits i WHERE i.inhrelid = c.oid),
        'comment ' || obj_description(c.oid, 'pg_class'))
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p', 'v', 'm') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
    AND c.relname <> current_setting('readiness.left_out')
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e');

SELECT CASE c.relkind WHEN 'v' THEN 'definition ' ELSE 'materialized ' END || c.oid::regclass, pg_get_viewdef(c.oid)
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('v', 'm') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e');

SELECT 'column ' || c.oid::regclass || '.' || quote_ident(a.attname),
    concat_ws('; ', format_type(a.atttypid, a.atttypmod), CASE WHEN a.attnotnull THEN 'not null' END,
        'position ' || (SELECT count(*) FROM pg_attribute b WHERE b.attrelid = a.attrelid AND b.attnum > 0 AND b.attnum <= a.attnum AND NOT b.attisdropped),
        'collation ' || CASE WHEN a.attcollation <> t.typcollation THEN a.attcollation::regcollation::text END,
        'identity ' || nullif(a.attidentity::text, ''), 'generated ' || nullif(a.attgenerated::text, ''),
        'storage ' || a.attstorage::text, 'compression ' || nullif(a.attcompression::text, ''), 'statistics ' || nullif(a.attstattarget, -1),
        'options ' || array_to_string(a.attoptions, ','),
        'comment ' || col_description(c.oid, a.attnum))
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_type t ON t.oid = a.atttypid
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'c') AND a.attnum > 0 AND NOT a.attisdropped
    AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND c.relname <> current_setting('readiness.left_out')
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e');

SELECT 'default ' || c.oid::regclass || '.' || quote_ident(a.attname), pg_get_expr(d.adbin, d.adrelid)
FROM pg_attrdef d JOIN pg_class c ON c.oid = d.adrelid JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = d.adnum
    JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND c.relname <> current_setting('readiness.left_out')
    AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid AND e.deptype = 'e');

SELECT 'constraint ' || c.oid::regclass || ' ' || quote_ident(k.conname),
    concat_ws('; ', pg_get_constraintdef(k.oid), CASE WHEN NOT k.convalidated THEN 'not valid' END,
        'comment ' || obj_description(k.oid, 'pg_constraint'))
FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE k.contype IN ('c', 'f', 'p', 'u', 'x', 'n') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
    AND c.relname <> current_setting('readiness.left_out')
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e');

SELECT 'index ' || x.oid::regclass,
    concat_ws('; ', pg_get_indexdef(x.oid), CASE WHEN i.indisclustered THEN 'clustered' END,
        CASE WHEN i.indisreplident THEN 'replica identity' END, CASE WHEN NOT i.indisvalid THEN 'invalid' END,
        'part of ' || (SELECT h.inhparent::regclass::text FROM pg_inherits h WHERE h.inhrelid = x.oid),
        'comment ' || obj_description(x.oid, 'pg_class'))
FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid JOIN pg_class c ON c.oid = i.indrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND c.relname <> current_setting('readiness.left_out')
    AND (i.indisvalid OR c.relkind = 'p')
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e');

SELECT 'sequence ' || c.oid::regclass,
    concat_ws('; ', format_type(s.seqtypid, NULL), s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcache, s.seqcycle,
        c.relpersistence, 'owner ' || (SELECT d.deptype::text || ' ' || d.refobjid::regclass || '.' || quote_ident(a.attname)
            FROM pg_depend d JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
            WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i')),
        'comment ' || obj_description(c.oid, 'pg_class'))
FROM pg_sequence s JOIN pg_class c ON c.oid = s.seqrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e');

SELECT 'function ' || p.oid::regprocedure,
    concat_ws('; ', pg_get_functiondef(p.oid), 'comment ' || obj_description(p.oid, 'pg_proc'))
FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
WHERE p.prokind IN ('f', 'p', 'w') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e');

SELECT 'aggregate ' || p.oid::regprocedure,
    concat_ws('; ', g.aggtransfn, format_type(g.aggtranstype, NULL), 'final ' || nullif(g.aggfinalfn::oid, 0)::regproc,
        'combine ' || nullif(g.aggcombinefn::oid, 0)::regproc, 'from ' || g.agginitval, 'parallel ' || p.proparallel::text,
        'arguments ' || pg_get_function_arguments(p.oid), 'comment ' || obj_description(p.oid, 'pg_proc'))
FROM pg_proc p JOIN pg_aggregate g ON g.aggfnoid = p.oid JOIN pg_namespace n ON n.oid = p.pronamespace
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e');

SELECT 'type ' || format_type(t.oid, NULL),
    concat_ws('; ', t.typtype, (SELECT string_agg(quote_literal(e.enumlabel), ', ' ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid = t.oid),
        'base ' || CASE WHEN t.typtype = 'd' THEN format_type(t.typbasetype, t.typtypmod) END,
        CASE WHEN t.typnotnull THEN 'not null' END, 'default ' || t.typdefault,
        'collation ' || CASE WHEN t.typtype = 'd' AND t.typcollation <> b.typcollation THEN t.typcollation::regcollation::text END,
        'checks ' || (SELECT string_agg(k.conname || ' ' || pg_get_constraintdef(k.oid), ', ' ORDER BY k.conname) FROM pg_constraint k WHERE k.contypid = t.oid),
        'range ' || (SELECT format_type(r.rngsubtype, NULL) || coalesce(' ' || nullif(r.rngsubdiff, 0)::regproc, '') FROM pg_range r WHERE r.rngtypid = t.oid),
        'comment ' || obj_description(t.oid, 'pg_type'))
FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace LEFT JOIN pg_type b ON b.oid = t.typbasetype
WHERE (t.typtype IN ('e', 'd', 'r') OR t.typtype = 'c' AND EXISTS (SELECT FROM pg_class c WHERE c.oid = t.typrelid AND c.relkind = 'c'))
    AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_type'::regclass AND d.objid = t.oid AND d.deptype = 'e');

SELECT 'trigger ' || c.oid::regclass || ' ' || quote_ident(g.tgname),
    concat_ws('; ', pg_get_triggerdef(g.oid), g.tgenabled, 'comment ' || obj_description(g.oid, 'pg_trigger'))
FROM pg_trigger g JOIN pg_class c ON c.oid = g.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE NOT g.tgisinternal AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e');

SELECT 'rule ' || c.oid::regclass || ' ' || quote_ident(r.rulename), concat_ws('; ', pg_get_ruledef(r.oid), r.ev_enabled)
FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE r.rulename <> '_RETURN' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e');

SELECT 'policy ' || y.polrelid::regclass || ' ' || quote_ident(y.polname),
    concat_ws('; ', y.polcmd, y.polpermissive, (SELECT string_agg(CASE WHEN r = 0 THEN 'public' ELSE r::regrole::text END, ', ' ORDER BY 1) FROM unnest(y.polroles) r),
        'using ' || pg_get_expr(y.polqual, y.polrelid), 'check ' || pg_get_expr(y.polwithcheck, y.polrelid),
        'comment ' || obj_description(y.oid, 'pg_policy'))
FROM pg_policy y JOIN pg_class c ON c.oid = y.polrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema';

SELECT 'statistics ' || quote_ident(n.nspname) || '.' || quote_ident(s.stxname), pg_get_statisticsobjdef(s.oid)
FROM pg_statistic_ext s JOIN pg_namespace n ON n.oid = s.stxnamespace
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema';
