-- The rules of Loan, for ClickHouse.
SELECT
  k1 AS `id`,
  CASE WHEN refused IS NULL THEN rule END AS `rule`,
  CASE WHEN refused IS NULL THEN CASE WHEN isNaN(y1) OR y1 < 0.0 THEN 'refused' ELSE 'granted' END END AS `label`,
  CASE WHEN refused IS NULL THEN y1 END AS `paid`,
  CASE WHEN refused IS NULL THEN 1.0 / (1.0 + CASE WHEN -y1 < -700.0 THEN 0.0 WHEN -y1 > 700.0 THEN exp(700.0) ELSE exp(-y1) END) END AS `probability`,
  refused AS `refused`,
  CASE WHEN refused IS NULL THEN outside END AS `outside`
FROM (
  SELECT
    k1, x1, x2, x3, x4, refused, outside, e1, e2, rule,
    -- paid
    (((((((-14.0 / 10.0)
      + CASE
        WHEN x1 < 18.0 THEN (-6.0 / 10.0)
        WHEN x1 < 25.0 THEN ((-6.0 / 10.0) + ((x1 - 18.0) * (2573485501354569.0 / 4503599627370496.0 / 8.0)))
        WHEN x1 < 45.0 THEN ((-1.0 / 10.0) + ((x1 - 25.0) * (2.0 / 100.0)))
        WHEN x1 < 70.0 THEN (3.0 / 10.0)
        ELSE (1.0 / 10.0)
      END)
      + CASE WHEN x2 = -9.0 THEN (5.0 / 10.0) ELSE (21.0 / 1000.0) * x2 END)
      + (-12.0 / 1000.0) * x3)
      + CASE WHEN x4 = 0 THEN (35.0 / 100.0) ELSE 0.0 END)
      + CASE WHEN e1 < 0 THEN (45.0 / 1000.0) * e1 ELSE -0.0 END)
      + CASE WHEN e2 < 0 THEN (8.0 / 100.0) * e2 ELSE -0.0 END) AS y1
  FROM (
  SELECT
    k1, x1, x2, x3, x4, refused, outside, e1, e2,
    CASE WHEN e1 < 0 THEN CASE WHEN e2 < 0 THEN 1 ELSE 2 END ELSE CASE WHEN e2 < 0 THEN 3 ELSE 4 END END AS rule
  FROM (
  SELECT
    k1, x1, x2, x3, x4, refused, outside,
    -- Condition 1
    ((12.0
      + CASE WHEN x2 = -9.0 THEN 0.0 ELSE (4.0 / 10.0) * x2 END)
      + (-6.0 / 10.0) * x3) AS e1,
    -- Condition 2
    ((-26.0
      + 1.0 * x1)
      + CASE WHEN x4 = 0 THEN 4.0 ELSE 0.0 END) AS e2
  FROM (
  SELECT
    k1,
    g1 AS x1,
    CASE WHEN g2 = -9.0 THEN g2 ELSE g2 END AS x2,
    CASE WHEN g3 IS NULL OR g3 IN (-1.0) THEN 31.0 ELSE g3 END AS x3,
    CASE WHEN p4 < 0 THEN 2 ELSE p4 END AS x4,
    CASE
      WHEN (g1 IS NULL) THEN 'age is missing, and the rules have no value that stands for a missing one'
      WHEN g1 IS NOT NULL AND isInfinite(g1) THEN 'age is infinite'
      WHEN (g2 IS NULL) THEN 'income is missing, and the rules have no value that stands for a missing one'
      WHEN (g2 IS NOT NULL AND NOT g2 IN (-9.0)) AND isInfinite(g2) THEN 'income is infinite'
      WHEN (g3 IS NOT NULL AND NOT g3 IN (-1.0)) AND isInfinite(g3) THEN 'debt is infinite'
    END AS refused,
    CASE WHEN g1 IS NOT NULL AND (g1 < 18.0 OR g1 > 90.0) THEN 1 ELSE 0 END
      + CASE WHEN (g2 IS NOT NULL AND NOT g2 IN (-9.0)) AND (g2 < 0.0 OR g2 > 250.0) THEN 1 ELSE 0 END
      + CASE WHEN (g3 IS NOT NULL AND NOT g3 IN (-1.0)) AND (g3 < 0.0 OR g3 > 180.0) THEN 1 ELSE 0 END
      + CASE WHEN p4 < 0 THEN 1 ELSE 0 END AS outside
  FROM (
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
  FROM (
  SELECT
    `id` AS k1,
    -- age
    CASE WHEN isNaN(CAST(`age` AS Nullable(Float64))) THEN NULL ELSE CAST(`age` AS Nullable(Float64)) END AS g1,
    -- income
    CASE WHEN isNaN(CAST(`income` AS Nullable(Float64))) THEN NULL ELSE CAST(`income` AS Nullable(Float64)) END AS g2,
    -- debt
    CASE WHEN isNaN(CAST(`debt` AS Nullable(Float64))) THEN NULL ELSE CAST(`debt` AS Nullable(Float64)) END AS g3,
    -- housing
    replaceRegexpAll(CAST(`housing` AS Nullable(String)), '^ +| +$', '') AS t4
  FROM `applications`
) AS given
) AS known
) AS accepted
) AS conditions1
) AS ruled
) AS scored
