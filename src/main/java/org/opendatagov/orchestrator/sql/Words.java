package org.opendatagov.orchestrator.sql;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Words by the part they play; all in upper case. */
final class Words {
    /** An operand never begins with these, in any dialect. */
    static final Set<String> NO_OPERAND = set("""
            FROM WHERE GROUP HAVING ORDER LIMIT UNION EXCEPT INTERSECT ON USING JOIN INNER CROSS NATURAL AND OR WHEN THEN ELSE
            END AS SET INTO SELECT BETWEEN IN IS LIKE QUALIFY BY""");

    /** What comes behind a select item, a table or a query, and hence is no alias without AS. */
    static final Set<String> NO_ALIAS = set("""
            FROM WHERE GROUP HAVING ORDER LIMIT UNION EXCEPT INTERSECT MINUS ON USING JOIN INNER OUTER CROSS NATURAL AND OR WHEN
            THEN ELSE END AS SET INTO SELECT BETWEEN IN IS LIKE QUALIFY BY LEFT RIGHT FULL LATERAL PIVOT UNPIVOT TABLESAMPLE WINDOW
            CONNECT START FOR WITH FETCH OFFSET CLUSTER DISTRIBUTE SORT OPTION ANTI SEMI ASOF POSITIONAL MATCH_RECOGNIZE
            RETURNING DO PREWHERE STRAIGHT_JOIN VALUES LOOP INSERT UPDATE DELETE MERGE CREATE DROP BEGIN OVERWRITE PARTITION
            ILIKE RLIKE REGEXP SIMILAR NOT COLLATE BULK ESCAPE CASE DEFAULT OVERWRITE LOG""");

    /** Operators that are words, between two operands. */
    static final Set<String> OPERATORS = set("""
            AND OR XOR LIKE ILIKE RLIKE REGEXP GLOB BETWEEN IN DIV MOD OVERLAPS ESCAPE""");

    /** What a statement begins with that reads and writes no table. */
    static final Set<String> WITHOUT_LINEAGE = set("""
            BEGIN SET USE GRANT REVOKE DENY SHOW DESCRIBE DESC EXPLAIN ANALYZE VACUUM COMMIT ROLLBACK START SAVEPOINT RELEASE COMMENT
            CALL EXEC EXECUTE PREPARE DEALLOCATE DECLARE PRAGMA REFRESH MSCK INVALIDATE CACHE UNCACHE CLEAR ADD LIST LISTEN NOTIFY
            LOCK UNLOCK RESET DISCARD CHECKPOINT CLUSTER REINDEX OPTIMIZE REPAIR PRINT RAISE RETURN GO WAITFOR KILL SIGNAL
            RESIGNAL OPEN CLOSE LEAVE ITERATE BREAK CONTINUE EXIT ATTACH DETACH INSTALL UNSET PUT REMOVE RM LS ASSERT ABORT
            PURGE FLASHBACK SECURITY REASSIGN IMPORT EXPORT GET UNDROP SUSPEND RESUME BACKUP RESTORE DBCC CHECKSUM FLUSH HANDLER
            DELIMITER END RAISERROR THROW NULL""");

    /** What a statement with lineage begins with. */
    static final Set<String> STARTERS = set("""
            SELECT WITH INSERT UPDATE DELETE MERGE CREATE DROP TRUNCATE ALTER COPY UNLOAD LOAD REPLACE FROM VALUES TABLE UPSERT
            RENAME EXCHANGE""");

    static final Set<String> AGGREGATES = set("""
            SUM COUNT MIN MAX AVG MEAN MEDIAN MODE STDDEV STDDEV_POP STDDEV_SAMP STDEV STDEVP VARIANCE VAR_POP VAR_SAMP VAR VARP
            ARRAY_AGG STRING_AGG GROUP_CONCAT LISTAGG COLLECT_LIST COLLECT_SET ARG_MAX ARG_MIN MAX_BY MIN_BY ANY_VALUE FIRST LAST
            APPROX_COUNT_DISTINCT APPROX_DISTINCT APPROX_PERCENTILE PERCENTILE PERCENTILE_CONT PERCENTILE_DISC PERCENTILE_APPROX
            APPROX_QUANTILES QUANTILE QUANTILE_CONT QUANTILE_DISC BIT_AND BIT_OR BIT_XOR BOOL_AND BOOL_OR EVERY SOME CORR COVAR_POP
            COVAR_SAMP REGR_SLOPE REGR_INTERCEPT JSON_AGG JSONB_AGG JSON_OBJECT_AGG JSONB_OBJECT_AGG OBJECT_AGG MAP_AGG COUNT_IF
            COUNTIF SUMIF HISTOGRAM CHECKSUM KURTOSIS SKEWNESS LOGICAL_AND LOGICAL_OR ARRAY_CONCAT_AGG XMLAGG JSON_ARRAYAGG
            JSON_OBJECTAGG COUNT_BIG GROUPING HLL NDV APPROX_TOP_K COUNT_DISTINCT LIST ENTROPY PRODUCT BOOLAND_AGG BOOLOR_AGG
            GEOMETRIC_MEAN UNIQ FIRST_VALUE LAST_VALUE""");

    /** Units of time, bare words among the arguments of functions on dates. */
    static final Set<String> UNITS = set("""
            YEAR YEARS QUARTER QUARTERS MONTH MONTHS WEEK WEEKS DAY DAYS HOUR HOURS MINUTE MINUTES SECOND SECONDS MILLISECOND
            MILLISECONDS MICROSECOND MICROSECONDS NANOSECOND NANOSECONDS ISOWEEK ISOYEAR DAYOFYEAR DAYOFWEEK DOW DOY EPOCH CENTURY
            DECADE MILLENNIUM YY YYYY QQ Q MM M DY Y DD D WW WK DW HH MI N SS S MS MCS NS WEEKDAY TIMEZONE TIMEZONE_HOUR
            TIMEZONE_MINUTE WEEKISO DAYOFWEEKISO YEAR_MONTH DAY_HOUR DAY_MINUTE DAY_SECOND HOUR_MINUTE HOUR_SECOND
            MINUTE_SECOND ISODOW JULIAN EPOCH_SECOND EPOCH_MILLISECOND YEAROFWEEK""");

    /** Names without parentheses that stand for a value of the session. */
    static final Set<String> SESSION_VALUES = set("""
            CURRENT_DATE CURRENT_TIME CURRENT_TIMESTAMP CURRENT_USER CURRENT_ROLE CURRENT_SCHEMA CURRENT_CATALOG SESSION_USER
            SYSTEM_USER LOCALTIME LOCALTIMESTAMP SYSDATE SYSTIMESTAMP NULL TRUE FALSE DEFAULT UNKNOWN UTC_DATE UTC_TIMESTAMP UTC_TIME MAXVALUE MINVALUE""");

    /** Types that may stand before a text literal. */
    static final Set<String> TYPES = set("""
            DATE TIME TIMESTAMP TIMESTAMPTZ DATETIME JSON JSONB UUID DECIMAL NUMERIC BIGNUMERIC BIGINT INT INTEGER SMALLINT TINYINT
            REAL DOUBLE CHAR VARCHAR IPADDRESS BIT BYTES TIMESTAMP_NTZ TIMESTAMP_LTZ TIMESTAMP_TZ INET BLOB BOOLEAN FLOAT""");

    /** What follows IS beside a value. */
    static final Set<String> STATES = set("JSON NAN INFINITE EMPTY NORMALIZED DANGLING PRESENT");

    /** Words that only introduce or separate inside the parentheses of a call. */
    static final Set<String> GLUE = set("""
            FROM FOR IN USING PLACING SEPARATOR LIMIT PASSING RETURNING FORMAT HAVING ORDER PARTITION BY DISTINCT ALL BOTH LEADING
            TRAILING ASC DESC NULLS FIRST LAST IGNORE RESPECT DEFAULT ON ERROR EMPTY OVERFLOW TRUNCATE WITH WITHOUT UNIQUE KEYS
            KEY VALUE ABSENT NULL WRAPPER CONDITIONAL UNCONDITIONAL ARRAY MIN MAX COUNT KEEP OMIT QUOTES SCALAR STRING CONVERSION
            ORDINALITY INPUT WHERE""");

    /** All of them: what an error message may quote. */
    static final Set<String> KEYWORDS = Stream.of(NO_OPERAND, NO_ALIAS, OPERATORS, WITHOUT_LINEAGE, STARTERS, GLUE)
            .flatMap(Set::stream)
            .collect(Collectors.toUnmodifiableSet());

    /** What is made, changed and dropped beside tables. */
    static final Set<String> OBJECTS = Set.of(
            "INDEX",
            "SCHEMA",
            "DATABASE",
            "SEQUENCE",
            "STAGE",
            "ROLE",
            "USER",
            "TYPE",
            "EXTENSION",
            "CATALOG",
            "DOMAIN",
            "POLICY",
            "WAREHOUSE",
            "STREAM",
            "MACRO",
            "STATISTICS",
            "SYNONYM",
            "TABLESPACE",
            "SERVER",
            "AGGREGATE",
            "OPERATOR",
            "CAST",
            "COLLATION",
            "PUBLICATION",
            "SUBSCRIPTION",
            "LOGIN",
            "CONNECTION",
            "MODEL",
            "SECRET",
            "SHARE",
            "FORMAT",
            "INTEGRATION",
            "TAG",
            "ALERT",
            "RULE",
            "EVENT",
            "LIBRARY",
            "CONTEXT",
            "DIRECTORY",
            "PROFILE",
            "CLUSTER",
            "CREDENTIAL",
            "ASSEMBLY",
            "PARTITION",
            "FULLTEXT",
            "LANGUAGE",
            "SNAPSHOT",
            "LINK",
            "RESOURCE",
            "GROUP",
            "VARIABLE",
            "COLUMN",
            "CONSTRAINT",
            "FUNCTION",
            "PROCEDURE",
            "PROC",
            "TRIGGER",
            "PACKAGE",
            "TASK",
            "PIPE",
            "SESSION",
            "SYSTEM",
            "ACCOUNT",
            "NETWORK",
            "CAPACITY",
            "RESERVATION",
            "ASSIGNMENT",
            "VOLUME",
            "RECIPIENT",
            "TRANSFORM",
            "ACCESS",
            "LARGE",
            "DEFAULT");

    private Words() {}

    private static Set<String> set(String words) {
        return Stream.of(words.strip().split("\\s+")).collect(Collectors.toUnmodifiableSet());
    }
}
