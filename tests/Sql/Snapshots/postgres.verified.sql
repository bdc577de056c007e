-- The rules of Loan, for PostgreSQL.
-- The values as the table has them; NULL for NaN.
WITH given AS (
  SELECT
    "id" AS k1,
    -- age
    CASE WHEN CAST("age" AS double precision) = 'NaN'::float8 THEN NULL ELSE CAST("age" AS double precision) END AS g1,
    -- income
    CASE WHEN CAST("income" AS double precision) = 'NaN'::float8 THEN NULL ELSE CAST("income" AS double precision) END AS g2,
    -- debt
    CASE WHEN CAST("debt" AS double precision) = 'NaN'::float8 THEN NULL ELSE CAST("debt" AS double precision) END AS g3,
    -- housing
    TRIM(CAST("housing" AS text)) AS t4
  FROM "applications" OFFSET 0
),
-- Categories by their numbers; -1 for one that is not declared.
known AS (
  SELECT
    k1, g1, g2, g3,
    -- housing
    CASE
      WHEN t4 IS NULL OR t4 = '' THEN -1
      WHEN t4 = 'own' COLLATE "C" THEN 0
      WHEN t4 = 'rent' COLLATE "C" THEN 1
      WHEN t4 = 'other' COLLATE "C" THEN 2
      ELSE -1
    END AS p4
  FROM given OFFSET 0
),
-- The values that count: what is missing or unknown is replaced, or the row is refused.
accepted AS (
  SELECT
    k1,
    CASE
      WHEN g1 IS NOT NULL AND ABS(g1) > 1E+299::float8 THEN NULL
      WHEN g1 IS NOT NULL AND g1 <> 0::float8 AND ABS(g1) < 8.333333333333333E-269::float8 THEN NULL
      ELSE g1
    END AS x1,
    CASE
      WHEN g2 = '-9'::float8 THEN g2
      WHEN (g2 IS NOT NULL AND NOT g2 IN ('-9'::float8)) AND ABS(g2) > 1E+299::float8 THEN NULL
      WHEN (g2 IS NOT NULL AND NOT g2 IN ('-9'::float8)) AND g2 <> 0::float8 AND ABS(g2) < 8.333333333333333E-269::float8 THEN NULL
      ELSE g2
    END AS x2,
    CASE
      WHEN (g3 IS NOT NULL AND NOT g3 IN ('-1'::float8)) AND ABS(g3) > 1E+299::float8 THEN NULL
      WHEN (g3 IS NOT NULL AND NOT g3 IN ('-1'::float8)) AND g3 <> 0::float8 AND ABS(g3) < 8.333333333333333E-269::float8 THEN NULL
      WHEN g3 IS NULL OR g3 IN ('-1'::float8) THEN 31::float8
      ELSE g3
    END AS x3,
    CASE WHEN p4 < 0 THEN 2 ELSE p4 END AS x4,
    CASE
      WHEN (g1 IS NULL) THEN 'age is missing, and the rules have no value that stands for a missing one'
      WHEN g1 IS NOT NULL AND ABS(g1) > 1.7976931348623157E+308::float8 THEN 'age is infinite'
      WHEN g1 IS NOT NULL AND ABS(g1) > 1E+299::float8 THEN 'age is too large for PostgreSQL'
      WHEN g1 IS NOT NULL AND g1 <> 0::float8 AND ABS(g1) < 8.333333333333333E-269::float8 THEN 'age is too near to 0 for PostgreSQL'
      WHEN (g2 IS NULL) THEN 'income is missing, and the rules have no value that stands for a missing one'
      WHEN (g2 IS NOT NULL AND NOT g2 IN ('-9'::float8)) AND ABS(g2) > 1.7976931348623157E+308::float8 THEN 'income is infinite'
      WHEN (g2 IS NOT NULL AND NOT g2 IN ('-9'::float8)) AND ABS(g2) > 1E+299::float8 THEN 'income is too large for PostgreSQL'
      WHEN (g2 IS NOT NULL AND NOT g2 IN ('-9'::float8)) AND g2 <> 0::float8 AND ABS(g2) < 8.333333333333333E-269::float8 THEN 'income is too near to 0 for PostgreSQL'
      WHEN (g3 IS NOT NULL AND NOT g3 IN ('-1'::float8)) AND ABS(g3) > 1.7976931348623157E+308::float8 THEN 'debt is infinite'
      WHEN (g3 IS NOT NULL AND NOT g3 IN ('-1'::float8)) AND ABS(g3) > 1E+299::float8 THEN 'debt is too large for PostgreSQL'
      WHEN (g3 IS NOT NULL AND NOT g3 IN ('-1'::float8)) AND g3 <> 0::float8 AND ABS(g3) < 8.333333333333333E-269::float8 THEN 'debt is too near to 0 for PostgreSQL'
    END AS refused,
    CASE WHEN g1 IS NOT NULL AND (g1 < 18::float8 OR g1 > 90::float8) THEN 1 ELSE 0 END
      + CASE WHEN (g2 IS NOT NULL AND NOT g2 IN ('-9'::float8)) AND (g2 < 0::float8 OR g2 > 250::float8) THEN 1 ELSE 0 END
      + CASE WHEN (g3 IS NOT NULL AND NOT g3 IN ('-1'::float8)) AND (g3 < 0::float8 OR g3 > 180::float8) THEN 1 ELSE 0 END
      + CASE WHEN p4 < 0 THEN 1 ELSE 0 END AS outside
  FROM known OFFSET 0
),
-- Conditions, each once.
conditions1 AS (
  SELECT
    k1, x1, x2, x3, x4, refused, outside,
    -- Condition 1
    ((12::float8
      + CASE WHEN x2 = '-9'::float8 THEN 0::float8 ELSE 0.4::float8 * x2 END)
      + '-0.6'::float8 * x3) AS e1,
    -- Condition 2
    (('-26'::float8
      + 1::float8 * x1)
      + CASE WHEN x4 = 0 THEN 4::float8 ELSE 0::float8 END) AS e2
  FROM accepted OFFSET 0
),
-- The rule that holds.
ruled AS (
  SELECT
    k1, x1, x2, x3, x4, refused, outside, e1, e2,
    CASE WHEN e1 < 0 THEN CASE WHEN e2 < 0 THEN 1 ELSE 2 END ELSE CASE WHEN e2 < 0 THEN 3 ELSE 4 END END AS rule
  FROM conditions1 OFFSET 0
),
-- The outputs.
scored AS (
  SELECT
    k1, x1, x2, x3, x4, refused, outside, e1, e2, rule,
    -- paid
    (((((('-1.4'::float8
      + CASE
        WHEN x1 < 18::float8 THEN '-0.6'::float8
        WHEN x1 < 25::float8 THEN ('-0.6'::float8 + ((x1 - 18::float8) * 0.07142857142857142::float8))
        WHEN x1 < 45::float8 THEN ('-0.1'::float8 + ((x1 - 25::float8) * 0.02::float8))
        WHEN x1 < 70::float8 THEN 0.3::float8
        ELSE 0.1::float8
      END)
      + CASE WHEN x2 = '-9'::float8 THEN 0.5::float8 ELSE 0.021::float8 * x2 END)
      + '-0.012'::float8 * x3)
      + CASE WHEN x4 = 0 THEN 0.35::float8 ELSE 0::float8 END)
      + CASE WHEN e1 < 0 THEN 0.045::float8 * e1 ELSE '-0'::float8 END)
      + CASE WHEN e2 < 0 THEN 0.08::float8 * e2 ELSE '-0'::float8 END) AS y1
  FROM ruled OFFSET 0
)
SELECT
  k1 AS "id",
  CASE WHEN refused IS NULL THEN rule END AS "rule",
  CASE WHEN refused IS NULL THEN CASE WHEN y1 = 'NaN'::float8 OR y1 < 0::float8 THEN 'refused' ELSE 'granted' END END AS "label",
  CASE WHEN refused IS NULL THEN y1 END AS "paid",
  CASE WHEN refused IS NULL THEN 1::float8 / (1::float8 + CASE WHEN -y1 < '-700'::float8 THEN 0::float8 WHEN -y1 > 700::float8 THEN EXP(700::float8) ELSE EXP(-y1) END) END AS "probability",
  refused AS "refused",
  CASE WHEN refused IS NULL THEN outside END AS "outside"
FROM scored
