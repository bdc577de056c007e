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
-- What terms add.
added AS (
  SELECT
    k1, x1, x2, x3, x4, refused, outside,
    -- income
    CASE WHEN x2 = '-9'::float8 THEN 0::float8 ELSE 0.4::float8 * x2 END AS a1,
    -- housing
    CASE WHEN x4 = 0 THEN 4::float8 ELSE 0::float8 END AS a2,
    -- age
    CASE
      WHEN x1 < 18::float8 THEN '-0.6'::float8
      WHEN x1 < 25::float8 THEN ('-0.6'::float8 + ((x1 - 18::float8) * 0.07142857142857142::float8))
      WHEN x1 < 45::float8 THEN ('-0.1'::float8 + ((x1 - 25::float8) * 0.02::float8))
      WHEN x1 < 70::float8 THEN 0.3::float8
      ELSE 0.1::float8
    END AS a3,
    -- income
    CASE WHEN x2 = '-9'::float8 THEN 0.5::float8 ELSE 0.021::float8 * x2 END AS a4,
    -- housing
    CASE WHEN x4 = 0 THEN 0.35::float8 ELSE 0::float8 END AS a5
  FROM accepted OFFSET 0
),
-- Conditions, each once.
conditions1 AS (
  SELECT
    k1, x1, x2, x3, x4, refused, outside, a1, a2, a3, a4, a5,
    -- Condition 1
    ((12::float8
      + a1)
      + '-0.6'::float8 * x3) AS e1,
    -- Condition 2
    (('-26'::float8
      + 1::float8 * x1)
      + a2) AS e2
  FROM added OFFSET 0
),
-- The rule that holds.
ruled AS (
  SELECT
    k1, x1, x2, x3, x4, refused, outside, a1, a2, a3, a4, a5, e1, e2,
    CASE WHEN e1 < 0 THEN CASE WHEN e2 < 0 THEN 1 ELSE 2 END ELSE CASE WHEN e2 < 0 THEN 3 ELSE 4 END END AS rule
  FROM conditions1 OFFSET 0
),
-- The outputs.
scored AS (
  SELECT
    k1, x1, x2, x3, x4, refused, outside, a1, a2, a3, a4, a5, e1, e2, rule,
    -- paid
    (((((('-1.4'::float8
      + a3)
      + a4)
      + '-0.012'::float8 * x3)
      + a5)
      + CASE WHEN e1 < 0 THEN 0.045::float8 * e1 ELSE '-0'::float8 END)
      + CASE WHEN e2 < 0 THEN 0.08::float8 * e2 ELSE '-0'::float8 END) AS y1
  FROM ruled OFFSET 0
),
-- What each term changes between the reference and the row.
moved AS (
  SELECT
    k1, refused, outside, rule, y1,
    -- income
    CASE
      WHEN x2 = '-9'::float8 THEN a1 - 23.200000000000003::float8
      ELSE 0.4::float8 * (x2 - 58::float8)
    END AS m1,
    -- debt
    '-0.6'::float8 * (x3 - 31::float8) AS m2,
    -- age
    1::float8 * (x1 - 41::float8) AS m3,
    -- housing
    a2 - 0::float8 AS m4,
    -- age
    a3 - 0.22::float8 AS m5,
    -- income
    CASE WHEN x2 = '-9'::float8 THEN a4 - 1.218::float8 ELSE 0.021::float8 * (x2 - 58::float8) END AS m6,
    -- debt
    '-0.012'::float8 * (x3 - 31::float8) AS m7,
    -- housing
    a5 - 0::float8 AS m8
  FROM scored OFFSET 0
),
-- What that changes in each condition.
rated AS (
  SELECT
    k1, refused, outside, rule, y1, m1, m2, m3, m4, m5, m6, m7, m8,
    -- Condition 1
    (m1 + m2) AS d1,
    -- Condition 2
    (m3 + m4) AS d2
  FROM moved OFFSET 0
),
-- On how much of the way each condition is negative.
turned AS (
  SELECT
    k1, refused, outside, rule, y1, m1, m2, m3, m4, m5, m6, m7, m8, d1, d2,
    -- Condition 1
    CASE
      WHEN d1 < '-16.600000000000005'::float8 THEN 1::float8 - CASE WHEN ABS(d1) > 1.6600000000000006E+308::float8 THEN 0::float8 ELSE '-16.600000000000005'::float8 / d1 END
      ELSE 0::float8
    END AS b1,
    -- Condition 2
    CASE
      WHEN d2 < '-15'::float8 THEN 1::float8 - CASE WHEN ABS(d2) > 1.5000000000000002E+308::float8 THEN 0::float8 ELSE '-15'::float8 / d2 END
      ELSE 0::float8
    END AS b2
  FROM rated OFFSET 0
),
-- What that makes of the weights of its adjustments.
weighed AS (
  SELECT
    k1, refused, outside, rule, y1, m1, m2, m3, m4, m5, m6, m7, m8, d1, d2, b1, b2,
    -- Condition 1
    (CASE WHEN b1 > 2.2222222222222222E-306::float8 THEN 0.045::float8 * b1 ELSE 0::float8 END) AS f1,
    -- Condition 2
    (CASE WHEN b2 > 1.2499999999999998E-306::float8 THEN 0.08::float8 * b2 ELSE 0::float8 END) AS f2
  FROM turned OFFSET 0
),
-- What each reason has to do with what sets the row apart.
shared AS (
  SELECT
    k1, refused, outside, rule, y1,
    -- age
    (m5 + CASE WHEN f2 = 0 THEN 0::float8 WHEN m3 = 0 THEN 0::float8 WHEN ABS(m3) >= 1 THEN f2 * m3 WHEN ABS(f2) > 1E-307::float8 / ABS(m3) THEN f2 * m3 ELSE 0::float8 END) AS h1,
    -- R02
    (m6 + CASE WHEN f1 = 0 THEN 0::float8 WHEN m1 = 0 THEN 0::float8 WHEN ABS(m1) >= 1 THEN f1 * m1 WHEN ABS(f1) > 1E-307::float8 / ABS(m1) THEN f1 * m1 ELSE 0::float8 END) AS h2,
    -- R03
    (m7 + CASE WHEN f1 = 0 THEN 0::float8 WHEN m2 = 0 THEN 0::float8 WHEN ABS(m2) >= 1 THEN f1 * m2 WHEN ABS(f1) > 1E-307::float8 / ABS(m2) THEN f1 * m2 ELSE 0::float8 END) AS h3,
    -- housing
    (m8 + CASE WHEN f2 = 0 THEN 0::float8 WHEN m4 = 0 THEN 0::float8 WHEN ABS(m4) >= 1 THEN f2 * m4 WHEN ABS(f2) > 1E-307::float8 / ABS(m4) THEN f2 * m4 ELSE 0::float8 END) AS h4,
    -- Whether the answer is towards more (1) or less (-1)
    CASE WHEN y1 = 'NaN'::float8 OR y1 < 0::float8 THEN '-1'::float8 ELSE 1::float8 END AS q1
  FROM weighed OFFSET 0
),
-- How much of that is towards the answer.
sized AS (
  SELECT
    k1, refused, outside, rule, y1,
    CASE WHEN h1 = 'NaN'::float8 THEN 0::float8 WHEN q1 * h1 > 0 THEN q1 * h1 ELSE 0::float8 END AS s1_1,
    CASE WHEN h2 = 'NaN'::float8 THEN 0::float8 WHEN q1 * h2 > 0 THEN q1 * h2 ELSE 0::float8 END AS s2_1,
    CASE WHEN h3 = 'NaN'::float8 THEN 0::float8 WHEN q1 * h3 > 0 THEN q1 * h3 ELSE 0::float8 END AS s3_1,
    CASE WHEN h4 = 'NaN'::float8 THEN 0::float8 WHEN q1 * h4 > 0 THEN q1 * h4 ELSE 0::float8 END AS s4_1
  FROM shared OFFSET 0
),
-- The largest.
largest1 AS (
  SELECT
    k1, refused, outside, rule, y1, s1_1, s2_1, s3_1, s4_1,
    GREATEST(s1_1, s2_1, s3_1, s4_1) AS l1
  FROM sized OFFSET 0
),
-- Whose it is.
named1 AS (
  SELECT
    k1, refused, outside, rule, y1, s1_1, s2_1, s3_1, s4_1, l1,
    CASE
      WHEN l1 > 0 THEN CASE WHEN s1_1 = l1 THEN 1 WHEN s2_1 = l1 THEN 2 WHEN s3_1 = l1 THEN 3 WHEN s4_1 = l1 THEN 4 END
    END AS r1
  FROM largest1 OFFSET 0
),
-- The others.
left1 AS (
  SELECT
    k1, refused, outside, rule, y1, r1,
    CASE WHEN r1 = 1 THEN 0::float8 ELSE s1_1 END AS s1_2,
    CASE WHEN r1 = 2 THEN 0::float8 ELSE s2_1 END AS s2_2,
    CASE WHEN r1 = 3 THEN 0::float8 ELSE s3_1 END AS s3_2,
    CASE WHEN r1 = 4 THEN 0::float8 ELSE s4_1 END AS s4_2
  FROM named1 OFFSET 0
),
-- The largest.
largest2 AS (
  SELECT
    k1, refused, outside, rule, y1, s1_2, s2_2, s3_2, s4_2, r1,
    GREATEST(s1_2, s2_2, s3_2, s4_2) AS l2
  FROM left1 OFFSET 0
),
-- Whose it is.
named2 AS (
  SELECT
    k1, refused, outside, rule, y1, s1_2, s2_2, s3_2, s4_2, r1, l2,
    CASE
      WHEN l2 > 0 THEN CASE WHEN s1_2 = l2 THEN 1 WHEN s2_2 = l2 THEN 2 WHEN s3_2 = l2 THEN 3 WHEN s4_2 = l2 THEN 4 END
    END AS r2
  FROM largest2 OFFSET 0
)
SELECT
  k1 AS "id",
  CASE WHEN refused IS NULL THEN rule END AS "rule",
  CASE WHEN refused IS NULL THEN CASE WHEN y1 = 'NaN'::float8 OR y1 < 0::float8 THEN 'refused' ELSE 'granted' END END AS "label",
  CASE WHEN refused IS NULL THEN y1 END AS "paid",
  CASE WHEN refused IS NULL THEN 1::float8 / (1::float8 + CASE WHEN -y1 < '-700'::float8 THEN 0::float8 WHEN -y1 > 700::float8 THEN EXP(700::float8) ELSE EXP(-y1) END) END AS "probability",
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
