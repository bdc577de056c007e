-- The rules of Loan, for Snowflake.
-- The values as the table has them; NULL for NaN.
WITH given AS (
  SELECT
    "id" AS k1,
    -- age
    CASE WHEN CAST("age" AS DOUBLE) = 'NaN'::DOUBLE THEN NULL ELSE CAST("age" AS DOUBLE) END AS g1,
    -- income
    CASE WHEN CAST("income" AS DOUBLE) = 'NaN'::DOUBLE THEN NULL ELSE CAST("income" AS DOUBLE) END AS g2,
    -- debt
    CASE WHEN CAST("debt" AS DOUBLE) = 'NaN'::DOUBLE THEN NULL ELSE CAST("debt" AS DOUBLE) END AS g3,
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
    CASE WHEN g1 IS NOT NULL AND ABS(g1) > '1E+299'::DOUBLE THEN NULL ELSE g1 END AS x1,
    CASE
      WHEN g2 = '-9'::DOUBLE THEN g2
      WHEN (g2 IS NOT NULL AND NOT g2 IN ('-9'::DOUBLE)) AND ABS(g2) > '1E+299'::DOUBLE THEN NULL
      ELSE g2
    END AS x2,
    CASE
      WHEN (g3 IS NOT NULL AND NOT g3 IN ('-1'::DOUBLE)) AND ABS(g3) > '1E+299'::DOUBLE THEN NULL
      WHEN g3 IS NULL OR g3 IN ('-1'::DOUBLE) THEN '31'::DOUBLE
      ELSE g3
    END AS x3,
    CASE WHEN p4 < 0 THEN 2 ELSE p4 END AS x4,
    CASE
      WHEN (g1 IS NULL) THEN 'age is missing, and the rules have no value that stands for a missing one'
      WHEN g1 IS NOT NULL AND ABS(g1) > '1.7976931348623157E+308'::DOUBLE THEN 'age is infinite'
      WHEN g1 IS NOT NULL AND ABS(g1) > '1E+299'::DOUBLE THEN 'age is too large for Snowflake'
      WHEN (g2 IS NULL) THEN 'income is missing, and the rules have no value that stands for a missing one'
      WHEN (g2 IS NOT NULL AND NOT g2 IN ('-9'::DOUBLE)) AND ABS(g2) > '1.7976931348623157E+308'::DOUBLE THEN 'income is infinite'
      WHEN (g2 IS NOT NULL AND NOT g2 IN ('-9'::DOUBLE)) AND ABS(g2) > '1E+299'::DOUBLE THEN 'income is too large for Snowflake'
      WHEN (g3 IS NOT NULL AND NOT g3 IN ('-1'::DOUBLE)) AND ABS(g3) > '1.7976931348623157E+308'::DOUBLE THEN 'debt is infinite'
      WHEN (g3 IS NOT NULL AND NOT g3 IN ('-1'::DOUBLE)) AND ABS(g3) > '1E+299'::DOUBLE THEN 'debt is too large for Snowflake'
    END AS refused,
    CASE WHEN g1 IS NOT NULL AND (g1 < '18'::DOUBLE OR g1 > '90'::DOUBLE) THEN 1 ELSE 0 END
      + CASE WHEN (g2 IS NOT NULL AND NOT g2 IN ('-9'::DOUBLE)) AND (g2 < '0'::DOUBLE OR g2 > '250'::DOUBLE) THEN 1 ELSE 0 END
      + CASE WHEN (g3 IS NOT NULL AND NOT g3 IN ('-1'::DOUBLE)) AND (g3 < '0'::DOUBLE OR g3 > '180'::DOUBLE) THEN 1 ELSE 0 END
      + CASE WHEN p4 < 0 THEN 1 ELSE 0 END AS outside
  FROM known
),
-- Conditions, each once.
conditions1 AS (
  SELECT
    k1, x1, x2, x3, x4, refused, outside,
    -- Condition 1
    (('12'::DOUBLE
      + CASE WHEN x2 = '-9'::DOUBLE THEN '0'::DOUBLE ELSE '0.4'::DOUBLE * x2 END)
      + '-0.6'::DOUBLE * x3) AS e1,
    -- Condition 2
    (('-26'::DOUBLE
      + '1'::DOUBLE * x1)
      + CASE WHEN x4 = 0 THEN '4'::DOUBLE ELSE '0'::DOUBLE END) AS e2
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
    (((((('-1.4'::DOUBLE
      + CASE
        WHEN x1 < '18'::DOUBLE THEN '-0.6'::DOUBLE
        WHEN x1 < '25'::DOUBLE THEN ('-0.6'::DOUBLE + ((x1 - '18'::DOUBLE) * '0.07142857142857142'::DOUBLE))
        WHEN x1 < '45'::DOUBLE THEN ('-0.1'::DOUBLE + ((x1 - '25'::DOUBLE) * '0.02'::DOUBLE))
        WHEN x1 < '70'::DOUBLE THEN '0.3'::DOUBLE
        ELSE '0.1'::DOUBLE
      END)
      + CASE WHEN x2 = '-9'::DOUBLE THEN '0.5'::DOUBLE ELSE '0.021'::DOUBLE * x2 END)
      + '-0.012'::DOUBLE * x3)
      + CASE WHEN x4 = 0 THEN '0.35'::DOUBLE ELSE '0'::DOUBLE END)
      + CASE WHEN e1 < 0 THEN '0.045'::DOUBLE * e1 ELSE '-0'::DOUBLE END)
      + CASE WHEN e2 < 0 THEN '0.08'::DOUBLE * e2 ELSE '-0'::DOUBLE END) AS y1
  FROM ruled
)
SELECT
  k1 AS "id",
  CASE WHEN refused IS NULL THEN rule END AS "rule",
  CASE WHEN refused IS NULL THEN CASE WHEN y1 = 'NaN'::DOUBLE OR y1 < '0'::DOUBLE THEN 'refused' ELSE 'granted' END END AS "label",
  CASE WHEN refused IS NULL THEN y1 END AS "paid",
  CASE WHEN refused IS NULL THEN '1'::DOUBLE / ('1'::DOUBLE + CASE WHEN -y1 < '-700'::DOUBLE THEN '0'::DOUBLE WHEN -y1 > '700'::DOUBLE THEN EXP('700'::DOUBLE) ELSE EXP(-y1) END) END AS "probability",
  refused AS "refused",
  CASE WHEN refused IS NULL THEN outside END AS "outside"
FROM scored
