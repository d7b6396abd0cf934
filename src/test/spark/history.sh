#!/usr/bin/env bash
# Asks a real Spark History Server what it says of the logs of src/test/resources/spark, and keeps it beside them, in history/.
# Usage: history.sh [CASE ...]; the jars are those that run.sh fetches.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
logs=$here/../resources/spark
target=${SPARK_LOGS_HOME:-/tmp/spark-event-logs}
[ -d "$target/home/jars" ] || mvn -q -B -ntp -f "$here/pom.xml" dependency:copy-dependencies -DoutputDirectory="$target/home/jars"
java=${JAVA17_HOME:-/usr/lib/jvm/java-17-openjdk-amd64}/bin/java
port=${HISTORY_PORT:-28080}
cases=${*:-$(cd "$logs" && ls *.gz | sed 's/[.]gz$//')}
mkdir -p "$logs/history"

for case in $cases; do
    folder=$(mktemp -d)
    # The server names an application by its id, which the log holds.
    gzip -dc "$logs/$case.gz" >"$folder/log"
    id=$(grep -o -m1 '"App ID":"[^"]*"' "$folder/log" | cut -d'"' -f4)
    mv "$folder/log" "$folder/$id"
    opens=$(printf -- '--add-opens=java.base/%s=ALL-UNNAMED ' java.lang java.lang.invoke java.io java.net java.nio java.util java.util.concurrent sun.nio.ch)
    # shellcheck disable=SC2086
    SPARK_LOCAL_IP=127.0.0.1 "$java" $opens -Xmx1g -Dspark.history.fs.logDirectory="file://$folder" -Dspark.history.ui.port="$port" \
        -cp "$target/home/jars/*" org.apache.spark.deploy.history.HistoryServer >"$folder/server.out" 2>&1 &
    server=$!
    api=http://127.0.0.1:$port/api/v1/applications
    for _ in $(seq 60); do
        curl -fsS "$api/$id/jobs" >/dev/null 2>&1 && break
        sleep 1
    done
    # Times of the server's own reading are left out: they are others at each look.
    python3 - "$api/$id" <<'PYTHON' | gzip -9n >"$logs/history/$case.json.gz"
import json, sys, urllib.request

def ask(path):
    return json.load(urllib.request.urlopen(sys.argv[1] + path))

stages = ask("/stages?details=false&withSummaries=true&quantiles=0.0,0.05,0.25,0.5,0.75,0.95,1.0")
print(json.dumps({"stages": stages, "executors": ask("/allexecutors"), "jobs": ask("/jobs"), "sql": ask("/sql?details=false&length=1000")}, indent=1))
PYTHON
    kill "$server"; wait "$server" || true
    rm -rf "$folder"
done
