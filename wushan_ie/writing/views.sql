-- Views over the tables of a run. Every amount counts once: not as a total and by its parts, not in each bulletin that
-- tells it, not when it is only supposed. What is left out stays in sight, with the reason.

-- The names of those who pay, give, lend, earn, as one text: a sum that several give together is not each one's.
CREATE VIEW payers AS
SELECT document, fact, string_agg(name, '、' ORDER BY name) AS payer
FROM (
    SELECT DISTINCT told.document, told.fact, coalesce(mentions.canonical, mentions.text) AS name
    FROM (SELECT document, fact, unnest(actor_mentions) AS mention FROM facts) AS told
    JOIN mentions USING (document, mention)
)
GROUP BY document, fact;

-- Totals that some bulletin tells with parts that make them up: the parts are counted in their place, in all bulletins.
CREATE VIEW replaced_totals AS
SELECT DISTINCT fact_key FROM facts WHERE left_out = 'its parts add up to it and are counted';

-- Parts of totals that are counted: they are in those, also where another bulletin tells the part alone.
CREATE VIEW counted_parts AS
SELECT DISTINCT part.fact_key
FROM facts AS part
JOIN facts AS total ON total.document = part.document AND total.amount_mention = part.part_of_mention
WHERE (total.left_out IS NULL OR total.left_out LIKE 'repeats %')
    AND total.fact_key NOT IN (FROM replaced_totals);

-- All facts with their payer, and in not_counted the reason why no sum holds them; it is null for what counts.
CREATE VIEW judged_facts AS
WITH reasons AS (
    SELECT
        facts.*,
        payers.payer,
        documents.published,
        CASE
            WHEN facts.left_out = 'hypothetical' OR facts.left_out = 'a price or rate' THEN facts.left_out
            WHEN facts.fact_key IN (FROM replaced_totals) THEN 'its parts add up to it and are counted'
            WHEN facts.fact_key IN (FROM counted_parts) THEN coalesce(facts.left_out, 'part of a total in another document')
            WHEN facts.left_out LIKE 'part of %' AND total.fact_key IN (FROM replaced_totals) THEN NULL
            ELSE facts.left_out
        END AS reason
    FROM facts
    JOIN documents USING (document)
    LEFT JOIN payers USING (document, fact)
    LEFT JOIN facts AS total ON total.document = facts.document AND total.amount_mention = facts.part_of_mention
),
ranked AS (
    SELECT
        *,
        row_number() OVER (PARTITION BY fact_key, reason IS NULL ORDER BY published NULLS LAST, document, fact) AS telling,
        first(document) OVER (PARTITION BY fact_key, reason IS NULL ORDER BY published NULLS LAST, document, fact) AS teller
    FROM reasons
)
SELECT
    * EXCLUDE (reason, telling, teller),
    CASE WHEN reason IS NULL AND telling > 1 THEN 'told before in ' || teller ELSE reason END AS not_counted
FROM ranked;

CREATE VIEW counted_facts AS SELECT * EXCLUDE (not_counted) FROM judged_facts WHERE not_counted IS NULL;

-- In all sums: an amount without a lower bound counts as 0 in low; high is null when one has no upper bound; stated is
-- null when one is a range without a stated figure. Currencies are never added.
CREATE MACRO sum_stated(value) AS CASE WHEN count(value) = count(*) THEN sum(value) END;
CREATE MACRO sum_low(low) AS sum(coalesce(low, 0));
CREATE MACRO sum_high(high) AS CASE WHEN count(high) = count(*) THEN sum(high) END;

CREATE VIEW sums_by_kind AS
SELECT kind, unit, count(*) AS facts, sum_stated(value) AS stated, sum_low(low) AS low, sum_high(high) AS high
FROM counted_facts
GROUP BY kind, unit
ORDER BY kind, unit;

CREATE VIEW facts_by_project AS
SELECT
    project, place_name, kind, unit, count(*) AS facts, count(DISTINCT document) AS documents,
    sum_stated(value) AS stated, sum_low(low) AS low, sum_high(high) AS high
FROM counted_facts
GROUP BY project, place_name, kind, unit
ORDER BY low DESC, project, place_name, kind, unit;

CREATE VIEW facts_by_payer AS
SELECT
    payer, kind, unit, count(*) AS facts, count(DISTINCT document) AS documents,
    sum_stated(value) AS stated, sum_low(low) AS low, sum_high(high) AS high
FROM counted_facts
GROUP BY payer, kind, unit
ORDER BY low DESC, payer, kind, unit;

-- What no sum holds, and why; reasons that name a total or a document are put together.
CREATE VIEW left_out_by_kind AS
SELECT
    kind,
    CASE
        WHEN not_counted LIKE 'part of %' THEN 'part of a total'
        WHEN not_counted LIKE 'told before in %' THEN 'told before'
        ELSE not_counted
    END AS reason,
    count(*) AS facts
FROM judged_facts
WHERE not_counted IS NOT NULL
GROUP BY ALL
ORDER BY kind, reason;
