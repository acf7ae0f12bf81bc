-- The statements that make a schema again: phase, class, oid, name, statement. Read by BaselineScript; one query after the other.
-- Phase 1 is ordered by what depends on what, all others by name.

SELECT 0, 0, 0, '1 ' || n.nspname, format('CREATE SCHEMA IF NOT EXISTS %I;', n.nspname)
FROM pg_namespace n
WHERE n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', 'public', current_schema())
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_namespace'::regclass AND d.objid = n.oid AND d.deptype = 'e');

SELECT 0, 0, 0, '2 ' || extname, format('CREATE EXTENSION IF NOT EXISTS %I WITH SCHEMA %I;', extname, n.nspname)
FROM pg_extension x JOIN pg_namespace n ON n.oid = x.extnamespace
WHERE extname <> 'plpgsql';

SELECT 1, 'pg_type'::regclass::oid, t.oid, '1 ' || format_type(t.oid, NULL),
    CASE t.typtype
        WHEN 'e' THEN format('CREATE TYPE %s AS ENUM (%s);', format_type(t.oid, NULL),
            (SELECT string_agg(quote_literal(e.enumlabel), ', ' ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid = t.oid))
        WHEN 'r' THEN format('CREATE TYPE %s AS RANGE (SUBTYPE = %s%s);', format_type(t.oid, NULL), format_type(r.rngsubtype, NULL),
            ', SUBTYPE_DIFF = ' || nullif(r.rngsubdiff, 0)::regproc)
        WHEN 'c' THEN format(E'CREATE TYPE %s AS (\n%s\n);', format_type(t.oid, NULL),
            (SELECT string_agg('    ' || quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod)
                || coalesce(' COLLATE ' || CASE WHEN a.attcollation <> y.typcollation THEN a.attcollation::regcollation END, ''), E',\n' ORDER BY a.attnum)
             FROM pg_attribute a JOIN pg_type y ON y.oid = a.atttypid WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped))
        ELSE format('CREATE DOMAIN %s AS %s%s%s%s%s;', format_type(t.oid, NULL), format_type(t.typbasetype, t.typtypmod),
            ' COLLATE ' || CASE WHEN t.typcollation <> b.typcollation THEN t.typcollation::regcollation END,
            ' DEFAULT ' || t.typdefault, CASE WHEN t.typnotnull THEN ' NOT NULL' END,
            (SELECT string_agg(format(' CONSTRAINT %I %s', k.conname, pg_get_constraintdef(k.oid)), '' ORDER BY k.conname)
             FROM pg_constraint k WHERE k.contypid = t.oid AND k.contype = 'c'))
    END
FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace LEFT JOIN pg_range r ON r.rngtypid = t.oid LEFT JOIN pg_type b ON b.oid = t.typbasetype
WHERE (t.typtype IN ('e', 'd', 'r') OR t.typtype = 'c' AND EXISTS (SELECT FROM pg_class c WHERE c.oid = t.typrelid AND c.relkind = 'c'))
    AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_type'::regclass AND d.objid = t.oid AND d.deptype = 'e');

SELECT 1, 'pg_class'::regclass::oid, c.oid, '2 ' || c.oid::regclass,
    format('CREATE SEQUENCE %s AS %s%s%s%s%s%s%s;', c.oid::regclass, format_type(s.seqtypid, NULL),
        CASE WHEN s.seqincrement <> 1 THEN ' INCREMENT BY ' || s.seqincrement END, CASE WHEN s.seqincrement < 0 OR s.seqmin <> 1 THEN ' MINVALUE ' || s.seqmin END,
        CASE WHEN s.seqincrement < 0 OR s.seqmax <> CASE format_type(s.seqtypid, NULL) WHEN 'smallint' THEN 32767 WHEN 'integer' THEN 2147483647
            ELSE 9223372036854775807 END THEN ' MAXVALUE ' || s.seqmax END,
        CASE WHEN s.seqincrement < 0 OR s.seqstart <> 1 THEN ' START WITH ' || s.seqstart END, CASE WHEN s.seqcache <> 1 THEN ' CACHE ' || s.seqcache END, CASE WHEN s.seqcycle THEN ' CYCLE' END)
FROM pg_sequence s JOIN pg_class c ON c.oid = s.seqrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype IN ('e', 'i'));

SELECT 1, 'pg_proc'::regclass::oid, p.oid, '3 ' || p.oid::regprocedure, rtrim(pg_get_functiondef(p.oid), E'\n') || ';'
FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
WHERE p.prokind IN ('f', 'p', 'w') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e');

SELECT 1, 'pg_proc'::regclass::oid, p.oid, '3 ' || p.oid::regprocedure,
    format('CREATE AGGREGATE %I.%I(%s) (SFUNC = %s, STYPE = %s%s%s%s, PARALLEL = %s);', n.nspname, p.proname,
        CASE WHEN p.pronargs = 0 THEN '*' ELSE pg_get_function_arguments(p.oid) END, g.aggtransfn, format_type(g.aggtranstype, NULL),
        ', FINALFUNC = ' || nullif(g.aggfinalfn::oid, 0)::regproc, ', COMBINEFUNC = ' || nullif(g.aggcombinefn::oid, 0)::regproc,
        ', INITCOND = ' || quote_literal(g.agginitval),
        CASE p.proparallel WHEN 's' THEN 'SAFE' WHEN 'r' THEN 'RESTRICTED' ELSE 'UNSAFE' END)
FROM pg_proc p JOIN pg_aggregate g ON g.aggfnoid = p.oid JOIN pg_namespace n ON n.oid = p.pronamespace
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e');

SELECT 1, 'pg_class'::regclass::oid, c.oid, '4 ' || c.oid::regclass,
    format(E'CREATE %sTABLE %s (%s)%s%s%s%s;', CASE WHEN c.relpersistence = 'u' THEN 'UNLOGGED ' END, c.oid::regclass,
        (SELECT E'\n' || string_agg('    ' || l.line, E',\n' ORDER BY l.place, l.name) || E'\n' FROM (
            SELECT a.attnum AS place, '' AS name, quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod)
                || coalesce(' COLLATE ' || CASE WHEN a.attcollation <> t.typcollation THEN a.attcollation::regcollation END, '')
                || CASE WHEN a.attgenerated = 's' THEN ' GENERATED ALWAYS AS (' || pg_get_expr(d.adbin, d.adrelid) || ') STORED'
                    WHEN a.attgenerated = 'v' THEN ' GENERATED ALWAYS AS (' || pg_get_expr(d.adbin, d.adrelid) || ')'
                    WHEN a.attidentity <> '' THEN (SELECT format(' GENERATED %s AS IDENTITY (SEQUENCE NAME %s%s%s%s%s%s%s)',
                            CASE a.attidentity WHEN 'a' THEN 'ALWAYS' ELSE 'BY DEFAULT' END, s.seqrelid::regclass,
                            CASE WHEN s.seqincrement <> 1 THEN ' INCREMENT BY ' || s.seqincrement END,
        CASE WHEN s.seqincrement < 0 OR s.seqmin <> 1 THEN ' MINVALUE ' || s.seqmin END,
        CASE WHEN s.seqincrement < 0 OR s.seqmax <> CASE format_type(s.seqtypid, NULL) WHEN 'smallint' THEN 32767 WHEN 'integer' THEN 2147483647
            ELSE 9223372036854775807 END THEN ' MAXVALUE ' || s.seqmax END,
        CASE WHEN s.seqincrement < 0 OR s.seqstart <> 1 THEN ' START WITH ' || s.seqstart END,
                            CASE WHEN s.seqcache <> 1 THEN ' CACHE ' || s.seqcache END, CASE WHEN s.seqcycle THEN ' CYCLE' END)
                        FROM pg_sequence s WHERE s.seqrelid = pg_get_serial_sequence(c.oid::regclass::text, a.attname)::regclass)
                    ELSE coalesce(' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid), '') END
                || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END AS line
            FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
            WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND (a.attislocal OR c.relispartition)
            UNION ALL
            SELECT 10000 + CASE k.contype WHEN 'p' THEN 0 WHEN 'u' THEN 1 ELSE 2 END, k.conname,
                format('CONSTRAINT %I %s', k.conname, pg_get_constraintdef(k.oid))
            FROM pg_constraint k
            WHERE k.conrelid = c.oid AND k.contype IN ('p', 'u', 'x', 'c', 'n') AND k.convalidated AND (k.conislocal OR c.relispartition)
        ) l),
        ' INHERITS (' || CASE WHEN NOT c.relispartition THEN (SELECT string_agg(i.inhparent::regclass::text, ', ' ORDER BY i.inhseqno)
            FROM pg_inherits i WHERE i.inhrelid = c.oid) END || ')',
        ' PARTITION BY ' || CASE WHEN c.relkind = 'p' THEN pg_get_partkeydef(c.oid) END,
        ' USING ' || (SELECT m.amname FROM pg_am m WHERE m.oid = c.relam AND m.amname <> 'heap'),
        ' WITH (' || (SELECT string_agg(format('%s=%L', split_part(o, '=', 1), substr(o, strpos(o, '=') + 1)), ', ') FROM unnest(c.reloptions) o) || ')')
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND c.relname <> current_setting('readiness.left_out')
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e');

SELECT 1, 'pg_class'::regclass::oid, c.oid, '5 ' || c.oid::regclass,
    format(E'CREATE %sVIEW %s%s AS\n%s', CASE WHEN c.relkind = 'm' THEN 'MATERIALIZED ' END, c.oid::regclass,
        ' WITH (' || (SELECT string_agg(format('%s=%L', split_part(o, '=', 1), substr(o, strpos(o, '=') + 1)), ', ') FROM unnest(c.reloptions) o) || ')',
        pg_get_viewdef(c.oid))
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('v', 'm') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e');

SELECT 2, 0, 0, x.oid::regclass::text, regexp_replace(pg_get_indexdef(x.oid), ' ON ONLY ', ' ON ') || ';'
FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND c.relname <> current_setting('readiness.left_out') AND (i.indisvalid OR c.relkind = 'p')
    AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = x.oid AND k.contype IN ('p', 'u', 'x') AND k.conrelid = c.oid)
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e');

SELECT 3, 0, 0, c.oid::regclass::text, format('ALTER SEQUENCE %s OWNED BY %s.%I;', c.oid::regclass, d.refobjid::regclass, a.attname)
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.refclassid = 'pg_class'::regclass AND d.deptype = 'a'
    JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
WHERE c.relkind = 'S' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema';

SELECT 4, 0, 0, i.inhparent::regclass || ' ' || c.oid::regclass,
    format('ALTER TABLE %s ATTACH PARTITION %s %s;', i.inhparent::regclass, c.oid::regclass, pg_get_expr(c.relpartbound, c.oid))
FROM pg_class c JOIN pg_inherits i ON i.inhrelid = c.oid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relispartition AND c.relkind IN ('r', 'p') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema';

SELECT 5, 0, 0, c.oid::regclass || ' ' || k.contype::text || ' ' || k.conname,
    format('ALTER TABLE %s ADD CONSTRAINT %I %s;', c.oid::regclass, k.conname, pg_get_constraintdef(k.oid))
FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE (k.contype = 'f' AND k.conparentid = 0 OR k.contype IN ('c', 'n') AND NOT k.convalidated AND k.conislocal)
    AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema';

SELECT 6, 0, 0, c.oid::regclass || '.' || a.attname, concat_ws(E'\n',
    format('ALTER TABLE %s ALTER COLUMN %I SET STORAGE ', c.oid::regclass, a.attname)
        || CASE WHEN a.attstorage <> t.typstorage THEN CASE a.attstorage WHEN 'p' THEN 'PLAIN' WHEN 'e' THEN 'EXTERNAL' WHEN 'm' THEN 'MAIN' ELSE 'EXTENDED' END END || ';',
    format('ALTER TABLE %s ALTER COLUMN %I SET COMPRESSION ', c.oid::regclass, a.attname) || CASE a.attcompression WHEN 'p' THEN 'pglz' WHEN 'l' THEN 'lz4' END || ';',
    format('ALTER TABLE %s ALTER COLUMN %I SET STATISTICS ', c.oid::regclass, a.attname) || CASE WHEN a.attstattarget >= 0 THEN a.attstattarget END || ';',
    format('ALTER TABLE %s ALTER COLUMN %I SET (', c.oid::regclass, a.attname) || array_to_string(a.attoptions, ', ') || ');')
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_type t ON t.oid = a.atttypid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
    AND c.relname <> current_setting('readiness.left_out')
    AND (a.attstorage <> t.typstorage OR a.attcompression <> '' OR a.attstattarget >= 0 OR a.attoptions IS NOT NULL);

SELECT 7, 0, 0, c.oid::regclass || ' ' || g.tgname, rtrim(concat_ws(E'\n', pg_get_triggerdef(g.oid) || ';',
    CASE g.tgenabled WHEN 'D' THEN format('ALTER TABLE %s DISABLE TRIGGER %I;', c.oid::regclass, g.tgname)
        WHEN 'A' THEN format('ALTER TABLE %s ENABLE ALWAYS TRIGGER %I;', c.oid::regclass, g.tgname)
        WHEN 'R' THEN format('ALTER TABLE %s ENABLE REPLICA TRIGGER %I;', c.oid::regclass, g.tgname) END))
FROM pg_trigger g JOIN pg_class c ON c.oid = g.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE NOT g.tgisinternal AND g.tgparentid = 0 AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema';

SELECT 8, 0, 0, c.oid::regclass || ' ' || r.rulename, pg_get_ruledef(r.oid)
FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE r.rulename <> '_RETURN' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema';

SELECT 9, 0, 0, c.oid::regclass::text, concat_ws(E'\n',
    CASE WHEN c.relrowsecurity THEN format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY;', c.oid::regclass) END,
    CASE WHEN c.relforcerowsecurity THEN format('ALTER TABLE %s FORCE ROW LEVEL SECURITY;', c.oid::regclass) END,
    CASE c.relreplident WHEN 'f' THEN format('ALTER TABLE %s REPLICA IDENTITY FULL;', c.oid::regclass)
        WHEN 'n' THEN format('ALTER TABLE %s REPLICA IDENTITY NOTHING;', c.oid::regclass)
        WHEN 'i' THEN (SELECT format('ALTER TABLE %s REPLICA IDENTITY USING INDEX %I;', c.oid::regclass, x.relname)
            FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid WHERE i.indrelid = c.oid AND i.indisreplident) END,
    (SELECT format('ALTER TABLE %s CLUSTER ON %I;', c.oid::regclass, x.relname)
        FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid WHERE i.indrelid = c.oid AND i.indisclustered))
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND c.relname <> current_setting('readiness.left_out')
    AND (c.relrowsecurity OR c.relforcerowsecurity OR c.relreplident <> 'd' OR EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisclustered));

SELECT 10, 0, 0, y.polrelid::regclass || ' ' || y.polname, format('CREATE POLICY %I ON %s AS %s FOR %s TO %s%s%s;', y.polname, y.polrelid::regclass,
    CASE WHEN y.polpermissive THEN 'PERMISSIVE' ELSE 'RESTRICTIVE' END,
    CASE y.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE' WHEN 'd' THEN 'DELETE' ELSE 'ALL' END,
    (SELECT string_agg(CASE WHEN r = 0 THEN 'public' ELSE r::regrole::text END, ', ' ORDER BY 1) FROM unnest(y.polroles) r),
    ' USING (' || pg_get_expr(y.polqual, y.polrelid) || ')', ' WITH CHECK (' || pg_get_expr(y.polwithcheck, y.polrelid) || ')')
FROM pg_policy y JOIN pg_class c ON c.oid = y.polrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema';

SELECT 11, 0, 0, s.stxname, pg_get_statisticsobjdef(s.oid) || ';'
FROM pg_statistic_ext s JOIN pg_namespace n ON n.oid = s.stxnamespace
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema';

SELECT 12, 0, 0, what, format('COMMENT ON %s IS %L;', what, text)
FROM (
    SELECT 'SCHEMA ' || quote_ident(n.nspname) AS what, obj_description(n.oid, 'pg_namespace') AS text, n.nspname AS home
    FROM pg_namespace n WHERE n.nspname <> 'public'
    UNION ALL
    SELECT CASE c.relkind WHEN 'v' THEN 'VIEW ' WHEN 'm' THEN 'MATERIALIZED VIEW ' WHEN 'S' THEN 'SEQUENCE ' WHEN 'i' THEN 'INDEX ' WHEN 'I' THEN 'INDEX ' ELSE 'TABLE ' END
        || c.oid::regclass, obj_description(c.oid, 'pg_class'), n.nspname
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S', 'i', 'I')
    UNION ALL
    SELECT 'COLUMN ' || c.oid::regclass || '.' || quote_ident(a.attname), col_description(c.oid, a.attnum), n.nspname
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE a.attnum > 0 AND NOT a.attisdropped
    UNION ALL
    SELECT CASE p.prokind WHEN 'p' THEN 'PROCEDURE ' WHEN 'a' THEN 'AGGREGATE ' ELSE 'FUNCTION ' END || p.oid::regprocedure, obj_description(p.oid, 'pg_proc'), n.nspname
    FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
    WHERE NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
    UNION ALL
    SELECT CASE t.typtype WHEN 'd' THEN 'DOMAIN ' ELSE 'TYPE ' END || format_type(t.oid, NULL), obj_description(t.oid, 'pg_type'), n.nspname
    FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
    WHERE NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_type'::regclass AND d.objid = t.oid AND d.deptype = 'e')
    UNION ALL
    SELECT 'CONSTRAINT ' || quote_ident(k.conname) || ' ON ' || c.oid::regclass, obj_description(k.oid, 'pg_constraint'), n.nspname
    FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    UNION ALL
    SELECT 'TRIGGER ' || quote_ident(g.tgname) || ' ON ' || c.oid::regclass, obj_description(g.oid, 'pg_trigger'), n.nspname
    FROM pg_trigger g JOIN pg_class c ON c.oid = g.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    UNION ALL
    SELECT 'POLICY ' || quote_ident(y.polname) || ' ON ' || c.oid::regclass, obj_description(y.oid, 'pg_policy'), n.nspname
    FROM pg_policy y JOIN pg_class c ON c.oid = y.polrelid JOIN pg_namespace n ON n.oid = c.relnamespace
) described
WHERE text IS NOT NULL AND home !~ '^pg_' AND home <> 'information_schema';
