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
-- What terms add.
added AS (
  SELECT
    k1, x1, x2, x3, x4, refused, outside,
    -- income
    CASE WHEN x2 = -9.0e0 THEN 0.0e0 ELSE 0.4e0 * x2 END AS a1,
    -- housing
    CASE WHEN x4 = 0 THEN 4.0e0 ELSE 0.0e0 END AS a2,
    -- age
    CASE
      WHEN x1 < 18.0e0 THEN -0.6e0
      WHEN x1 < 25.0e0 THEN (-0.6e0 + ((x1 - 18.0e0) * 0.07142857142857142e0))
      WHEN x1 < 45.0e0 THEN (-0.1e0 + ((x1 - 25.0e0) * 0.02e0))
      WHEN x1 < 70.0e0 THEN 0.3e0
      ELSE 0.1e0
    END AS a3,
    -- income
    CASE WHEN x2 = -9.0e0 THEN 0.5e0 ELSE 0.021e0 * x2 END AS a4,
    -- housing
    CASE WHEN x4 = 0 THEN 0.35e0 ELSE 0.0e0 END AS a5
  FROM accepted
),
-- Conditions, each once.
conditions1 AS (
  SELECT
    k1, x1, x2, x3, x4, refused, outside, a1, a2, a3, a4, a5,
    -- Condition 1
    ((12.0e0
      + a1)
      + -0.6e0 * x3) AS e1,
    -- Condition 2
    ((-26.0e0
      + 1.0e0 * x1)
      + a2) AS e2
  FROM added
),
-- The rule that holds.
ruled AS (
  SELECT
    k1, x1, x2, x3, x4, refused, outside, a1, a2, a3, a4, a5, e1, e2,
    CASE WHEN e1 < 0 THEN CASE WHEN e2 < 0 THEN 1 ELSE 2 END ELSE CASE WHEN e2 < 0 THEN 3 ELSE 4 END END AS rule
  FROM conditions1
),
-- The outputs.
scored AS (
  SELECT
    k1, x1, x2, x3, x4, refused, outside, a1, a2, a3, a4, a5, e1, e2, rule,
    -- paid
    ((((((-1.4e0
      + a3)
      + a4)
      + -0.012e0 * x3)
      + a5)
      + CASE WHEN e1 < 0 THEN 0.045e0 * e1 ELSE -0.0e0 END)
      + CASE WHEN e2 < 0 THEN 0.08e0 * e2 ELSE -0.0e0 END) AS y1
  FROM ruled
),
-- What each term changes between the reference and the row.
moved AS (
  SELECT
    k1, refused, outside, rule, y1,
    -- income
    CASE WHEN x2 = -9.0e0 THEN a1 - 23.200000000000003e0 ELSE 0.4e0 * (x2 - 58.0e0) END AS m1,
    -- debt
    -0.6e0 * (x3 - 31.0e0) AS m2,
    -- age
    1.0e0 * (x1 - 41.0e0) AS m3,
    -- housing
    a2 - 0.0e0 AS m4,
    -- age
    a3 - 0.22e0 AS m5,
    -- income
    CASE WHEN x2 = -9.0e0 THEN a4 - 1.218e0 ELSE 0.021e0 * (x2 - 58.0e0) END AS m6,
    -- debt
    -0.012e0 * (x3 - 31.0e0) AS m7,
    -- housing
    a5 - 0.0e0 AS m8
  FROM scored
),
-- What that changes in each condition.
rated AS (
  SELECT
    k1, refused, outside, rule, y1, m1, m2, m3, m4, m5, m6, m7, m8,
    -- Condition 1
    (m1 + m2) AS d1,
    -- Condition 2
    (m3 + m4) AS d2
  FROM moved
),
-- On how much of the way each condition is negative.
turned AS (
  SELECT
    k1, refused, outside, rule, y1, m1, m2, m3, m4, m5, m6, m7, m8, d1, d2,
    -- Condition 1
    CASE WHEN d1 < -16.600000000000005e0 THEN 1.0e0 - -16.600000000000005e0 / d1 ELSE 0.0e0 END AS b1,
    -- Condition 2
    CASE WHEN d2 < -15.0e0 THEN 1.0e0 - -15.0e0 / d2 ELSE 0.0e0 END AS b2
  FROM rated
),
-- What that makes of the weights of its adjustments.
weighed AS (
  SELECT
    k1, refused, outside, rule, y1, m1, m2, m3, m4, m5, m6, m7, m8, d1, d2, b1, b2,
    -- Condition 1
    (0.045e0 * b1) AS f1,
    -- Condition 2
    (0.08e0 * b2) AS f2
  FROM turned
),
-- What each reason has to do with what sets the row apart.
shared AS (
  SELECT
    k1, refused, outside, rule, y1,
    -- age
    (m5 + CASE WHEN f2 = 0 THEN 0.0e0 ELSE f2 * m3 END) AS h1,
    -- R02
    (m6 + CASE WHEN f1 = 0 THEN 0.0e0 ELSE f1 * m1 END) AS h2,
    -- R03
    (m7 + CASE WHEN f1 = 0 THEN 0.0e0 ELSE f1 * m2 END) AS h3,
    -- housing
    (m8 + CASE WHEN f2 = 0 THEN 0.0e0 ELSE f2 * m4 END) AS h4,
    -- Whether the answer is towards more (1) or less (-1)
    CASE WHEN isnan(y1) OR y1 < 0.0e0 THEN -1.0e0 ELSE 1.0e0 END AS q1
  FROM weighed
),
-- How much of that is towards the answer.
sized AS (
  SELECT
    k1, refused, outside, rule, y1,
    CASE WHEN isnan(h1) THEN 0.0e0 WHEN q1 * h1 > 0 THEN q1 * h1 ELSE 0.0e0 END AS s1_1,
    CASE WHEN isnan(h2) THEN 0.0e0 WHEN q1 * h2 > 0 THEN q1 * h2 ELSE 0.0e0 END AS s2_1,
    CASE WHEN isnan(h3) THEN 0.0e0 WHEN q1 * h3 > 0 THEN q1 * h3 ELSE 0.0e0 END AS s3_1,
    CASE WHEN isnan(h4) THEN 0.0e0 WHEN q1 * h4 > 0 THEN q1 * h4 ELSE 0.0e0 END AS s4_1
  FROM shared
),
-- The largest.
largest1 AS (
  SELECT
    k1, refused, outside, rule, y1, s1_1, s2_1, s3_1, s4_1,
    GREATEST(s1_1, s2_1, s3_1, s4_1) AS l1
  FROM sized
),
-- Whose it is.
named1 AS (
  SELECT
    k1, refused, outside, rule, y1, s1_1, s2_1, s3_1, s4_1, l1,
    CASE
      WHEN l1 > 0 THEN CASE WHEN s1_1 = l1 THEN 1 WHEN s2_1 = l1 THEN 2 WHEN s3_1 = l1 THEN 3 WHEN s4_1 = l1 THEN 4 END
    END AS r1
  FROM largest1
),
-- The others.
left1 AS (
  SELECT
    k1, refused, outside, rule, y1, r1,
    CASE WHEN r1 = 1 THEN 0.0e0 ELSE s1_1 END AS s1_2,
    CASE WHEN r1 = 2 THEN 0.0e0 ELSE s2_1 END AS s2_2,
    CASE WHEN r1 = 3 THEN 0.0e0 ELSE s3_1 END AS s3_2,
    CASE WHEN r1 = 4 THEN 0.0e0 ELSE s4_1 END AS s4_2
  FROM named1
),
-- The largest.
largest2 AS (
  SELECT
    k1, refused, outside, rule, y1, s1_2, s2_2, s3_2, s4_2, r1,
    GREATEST(s1_2, s2_2, s3_2, s4_2) AS l2
  FROM left1
),
-- Whose it is.
named2 AS (
  SELECT
    k1, refused, outside, rule, y1, s1_2, s2_2, s3_2, s4_2, r1, l2,
    CASE
      WHEN l2 > 0 THEN CASE WHEN s1_2 = l2 THEN 1 WHEN s2_2 = l2 THEN 2 WHEN s3_2 = l2 THEN 3 WHEN s4_2 = l2 THEN 4 END
    END AS r2
  FROM largest2
)
SELECT
  k1 AS "id",
  CASE WHEN refused IS NULL THEN rule END AS "rule",
  CASE WHEN refused IS NULL THEN CASE WHEN isnan(y1) OR y1 < 0.0e0 THEN 'refused' ELSE 'granted' END END AS "label",
  CASE WHEN refused IS NULL THEN y1 END AS "paid",
  CASE WHEN refused IS NULL THEN 1.0e0 / (1.0e0 + CASE WHEN -y1 < -700.0e0 THEN 0.0e0 WHEN -y1 > 700.0e0 THEN EXP(700.0e0) ELSE EXP(-y1) END) END AS "probability",
  CASE WHEN refused IS NULL THEN CASE
    WHEN r1 = 1 THEN 'age'
    WHEN r1 = 2 THEN 'R02'
    WHEN r1 = 3 THEN 'R03'
    WHEN r1 = 4 THEN 'housing'
  END END AS "reason1",
  CASE WHEN refused IS NULL THEN CASE
    WHEN r2 = 1 THEN 'age'
    WHEN r2 = 2 THEN 'R02'
    WHEN r2 = 3 THEN 'R03'
    WHEN r2 = 4 THEN 'housing'
  END END AS "reason2",
  refused AS "refused",
  CASE WHEN refused IS NULL THEN outside END AS "outside"
FROM named2
