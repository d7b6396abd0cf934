#!/usr/bin/env bash
# Writes the logs of src/test/resources/spark with a real Spark on JDK 17. Usage: run.sh FOLDER [CASE ...]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
out=$(mkdir -p "$1" && cd "$1" && pwd)
shift
# A folder of its own: Spark writes class path and working folder into the log.
target=${SPARK_LOGS_HOME:-/tmp/spark-event-logs}
mkdir -p "$target"
[ -d "$target/home/jars" ] || mvn -q -B -ntp -f "$here/pom.xml" dependency:copy-dependencies -DoutputDirectory="$target/home/jars"
mvn -q -B -ntp -f "$here/pom.xml" compile
rm -rf "$target/classes"; cp -r "$here/../../../target/spark/classes" "$target/classes"
cd "$target"
java=${JAVA17_HOME:-/usr/lib/jvm/java-17-openjdk-amd64}/bin/java
opens=-Duser.home=/home/spark\ $(printf -- '--add-opens=java.base/%s=ALL-UNNAMED ' java.lang java.lang.invoke java.io java.net java.nio java.util java.util.concurrent java.util.concurrent.atomic sun.nio.ch sun.nio.cs sun.security.action sun.util.calendar)
export SPARK_HOME=$target/home SPARK_SCALA_VERSION=2.13 SPARK_LOCAL_IP=127.0.0.1 JAVA_HOME=${java%/bin/java}
class_path=$target/classes:$SPARK_HOME/jars/*

submit() { # case, master, further settings
    local case=$1 master=$2; shift 2
    # shellcheck disable=SC2086
    "$java" $opens -Xmx1g "$@" -cp "$class_path" SparkLogs "$case" "$out/$case" "$master"
}

# A cluster of hosts on the loopback, whose executors are processes of their own.
cluster() { # case, hosts
    local case=$1 pids=() port=27077; shift
    # shellcheck disable=SC2086
    "$java" $opens -cp "$class_path" org.apache.spark.deploy.master.Master --host 127.0.0.1 --port $port --webui-port 0 &
    pids+=($!)
    sleep 6
    for host in "$@"; do
        # shellcheck disable=SC2086
        SPARK_LOCAL_IP=$host "$java" $opens -cp "$class_path" org.apache.spark.deploy.worker.Worker --host "$host" --webui-port 0 \
            --cores 2 --memory 1g --work-dir "$out/work" "spark://127.0.0.1:$port" &
        pids+=($!)
    done
    sleep 6
    submit "$case" "spark://127.0.0.1:$port" "-Dspark.executor.cores=2" || true
    kill "${pids[@]}"; wait || true
}

for case in "${@:-skew_by_data skew_by_node spill gc small_files failures sql small_tasks empty_partitions idle_executors out_of_memory rolling lz4 snappy}"; do
    for one in $case; do
        rm -rf "${out:?}/$one"
        case $one in
            skew_by_node) cluster "$one" 127.0.0.2 127.0.0.3 ;;
            failures | out_of_memory) cluster "$one" 127.0.0.2 ;;
            idle_executors) cluster "$one" 127.0.0.2 127.0.0.3 ;;
            lz4 | snappy) submit "$one" "local[2]" -Dspark.eventLog.compress=true "-Dspark.eventLog.compression.codec=$one" ;;
            *) submit "$one" "local[2]" ;;
        esac
    done
done
