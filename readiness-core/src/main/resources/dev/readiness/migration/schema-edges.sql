-- What depends on what: class and oid of both. Read by BaselineScript.
-- A default, a constraint, a rule and a row type belong to their table; an array type to its elements.

WITH home AS (
    SELECT 'pg_attrdef'::regclass::oid AS part_class, oid AS part, 'pg_class'::regclass::oid AS class, adrelid AS object FROM pg_attrdef
    UNION ALL
    SELECT 'pg_constraint'::regclass, oid, CASE WHEN conrelid <> 0 THEN 'pg_class'::regclass ELSE 'pg_type'::regclass END, CASE WHEN conrelid <> 0 THEN conrelid ELSE contypid END
    FROM pg_constraint WHERE contype <> 'f'
    UNION ALL
    SELECT 'pg_rewrite'::regclass, oid, 'pg_class'::regclass, ev_class FROM pg_rewrite WHERE rulename = '_RETURN'
    UNION ALL
    SELECT 'pg_type'::regclass, t.oid, 'pg_class'::regclass, t.typrelid FROM pg_type t JOIN pg_class c ON c.oid = t.typrelid WHERE c.relkind <> 'c'
    UNION ALL
    SELECT 'pg_class'::regclass, t.typrelid, 'pg_type'::regclass, t.oid FROM pg_type t JOIN pg_class c ON c.oid = t.typrelid WHERE c.relkind = 'c'
    UNION ALL
    SELECT 'pg_type'::regclass, t.oid, CASE WHEN c.relkind <> 'c' THEN 'pg_class'::regclass ELSE 'pg_type'::regclass END, CASE WHEN c.relkind <> 'c' THEN c.oid ELSE e.oid END
    FROM pg_type t JOIN pg_type e ON e.oid = t.typelem LEFT JOIN pg_class c ON c.oid = e.typrelid WHERE t.typelem <> 0 AND t.oid >= 16384
    UNION ALL
    SELECT 'pg_type'::regclass, rngmultitypid, 'pg_type'::regclass, rngtypid FROM pg_range
)
SELECT coalesce(a.class, d.classid)::bigint, coalesce(a.object, d.objid)::bigint, coalesce(b.class, d.refclassid)::bigint, coalesce(b.object, d.refobjid)::bigint
FROM pg_depend d
    LEFT JOIN home a ON a.part_class = d.classid AND a.part = d.objid
    LEFT JOIN home b ON b.part_class = d.refclassid AND b.part = d.refobjid
WHERE d.objid >= 16384 AND d.refobjid >= 16384
    AND d.classid IN ('pg_class'::regclass, 'pg_type'::regclass, 'pg_proc'::regclass, 'pg_attrdef'::regclass, 'pg_constraint'::regclass, 'pg_rewrite'::regclass)
    AND NOT EXISTS (SELECT FROM pg_constraint f WHERE d.classid = 'pg_constraint'::regclass AND f.oid = d.objid AND f.contype = 'f')
    AND NOT EXISTS (SELECT FROM pg_rewrite r WHERE d.classid = 'pg_rewrite'::regclass AND r.oid = d.objid AND r.rulename <> '_RETURN')
    AND NOT EXISTS (SELECT FROM pg_class s WHERE d.classid = 'pg_class'::regclass AND s.oid = d.objid AND s.relkind IN ('S', 'i', 'I'));
