-- The rules of Loan, for DuckDB.
-- The values as the table has them; NULL for NaN.
WITH given AS (
  SELECT
    "id" AS k1,
    -- age
    CASE WHEN isnan(CAST("age" AS DOUBLE)) THEN NULL ELSE CAST("age" AS DOUBLE) END AS g1,
    -- income
    CASE WHEN isnan(CAST("income" AS DOUBLE)) THEN NULL ELSE CAST("income" AS DOUBLE) END AS g2,
    -- debt
    CASE WHEN isnan(CAST("debt" AS DOUBLE)) THEN NULL ELSE CAST("debt" AS DOUBLE) END AS g3,
    -- housing
    TRIM(CAST("housing" AS VARCHAR)) AS t4
  FROM "applications"
),
-- Categories by their numbers; -1 for one that is not declared.
known AS (
  SELECT
    k1, g1, g2, g3,
    -- housing
    CASE
      WHEN t4 IS NULL OR t4 = '' THEN -1
      WHEN t4 = 'own' THEN 0
      WHEN t4 = 'rent' THEN 1
      WHEN t4 = 'other' THEN 2
      ELSE -1
    END AS p4
  FROM given
),
-- The values that count: what is missing or unknown is replaced, or the row is refused.
accepted AS (
  SELECT
    k1,
    g1 AS x1,
    CASE WHEN g2 = -9.0e0 THEN g2 ELSE g2 END AS x2,
    CASE WHEN g3 IS NULL OR g3 IN (-1.0e0) THEN 31.0e0 ELSE g3 END AS x3,
    CASE WHEN p4 < 0 THEN 2 ELSE p4 END AS x4,
    CASE
      WHEN (g1 IS NULL) THEN 'age is missing, and the rules have no value that stands for a missing one'
      WHEN g1 IS NOT NULL AND ABS(g1) > 1.7976931348623157e+308 THEN 'age is infinite'
      WHEN (g2 IS NULL) THEN 'income is missing, and the rules have no value that stands for a missing one'
      WHEN (g2 IS NOT NULL AND NOT g2 IN (-9.0e0)) AND ABS(g2) > 1.7976931348623157e+308 THEN 'income is infinite'
      WHEN (g3 IS NOT NULL AND NOT g3 IN (-1.0e0)) AND ABS(g3) > 1.7976931348623157e+308 THEN 'debt is infinite'
    END AS refused,
    CASE WHEN g1 IS NOT NULL AND (g1 < 18.0e0 OR g1 > 90.0e0) THEN 1 ELSE 0 END
      + CASE WHEN (g2 IS NOT NULL AND NOT g2 IN (-9.0e0)) AND (g2 < 0.0e0 OR g2 > 250.0e0) THEN 1 ELSE 0 END
      + CASE WHEN (g3 IS NOT NULL AND NOT g3 IN (-1.0e0)) AND (g3 < 0.0e0 OR g3 > 180.0e0) THEN 1 ELSE 0 END
      + CASE WHEN p4 < 0 THEN 1 ELSE 0 END AS outside
  FROM known
),
-- Conditions, each once.
conditions1 AS (
  SELECT
    k1, x1, x2, x3, x4, refused, outside,
    -- Condition 1
    ((12.0e0
      + CASE WHEN x2 = -9.0e0 THEN 0.0e0 ELSE 0.4e0 * x2 END)
      + -0.6e0 * x3) AS e1,
    -- Condition 2
    ((-26.0e0
      + 1.0e0 * x1)
      + CASE WHEN x4 = 0 THEN 4.0e0 ELSE 0.0e0 END) AS e2
  FROM accepted
),
-- The rule that holds.
ruled AS (
  SELECT
    k1, x1, x2, x3, x4, refused, outside, e1, e2,
    CASE WHEN e1 < 0 THEN CASE WHEN e2 < 0 THEN 1 ELSE 2 END ELSE CASE WHEN e2 < 0 THEN 3 ELSE 4 END END AS rule
  FROM conditions1
),
-- The outputs.
scored AS (
  SELECT
    k1, x1, x2, x3, x4, refused, outside, e1, e2, rule,
    -- paid
    ((((((-1.4e0
      + CASE
        WHEN x1 < 18.0e0 THEN -0.6e0
        WHEN x1 < 25.0e0 THEN (-0.6e0 + ((x1 - 18.0e0) * 0.07142857142857142e0))
        WHEN x1 < 45.0e0 THEN (-0.1e0 + ((x1 - 25.0e0) * 0.02e0))
        WHEN x1 < 70.0e0 THEN 0.3e0
        ELSE 0.1e0
      END)
      + CASE WHEN x2 = -9.0e0 THEN 0.5e0 ELSE 0.021e0 * x2 END)
      + -0.012e0 * x3)
      + CASE WHEN x4 = 0 THEN 0.35e0 ELSE 0.0e0 END)
      + CASE WHEN e1 < 0 THEN 0.045e0 * e1 ELSE -0.0e0 END)
      + CASE WHEN e2 < 0 THEN 0.08e0 * e2 ELSE -0.0e0 END) AS y1
  FROM ruled
)
SELECT
  k1 AS "id",
  CASE WHEN refused IS NULL THEN rule END AS "rule",
  CASE WHEN refused IS NULL THEN CASE WHEN isnan(y1) OR y1 < 0.0e0 THEN 'refused' ELSE 'granted' END END AS "label",
  CASE WHEN refused IS NULL THEN y1 END AS "paid",
  CASE WHEN refused IS NULL THEN 1.0e0 / (1.0e0 + CASE WHEN -y1 < -700.0e0 THEN 0.0e0 WHEN -y1 > 700.0e0 THEN EXP(700.0e0) ELSE EXP(-y1) END) END AS "probability",
  refused AS "refused",
  CASE WHEN refused IS NULL THEN outside END AS "outside"
FROM scored
