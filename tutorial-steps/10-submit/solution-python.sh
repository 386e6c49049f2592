#!/usr/bin/env bash
# Step 10: submit your job, as a program of its own, on an empty topic. It shows an empty table and waits for trips:
# run ./03-ingest.sh in a second `lab shell --here`. When the table has them all, end the job with Ctrl+C.
# Runs in `lab shell --here`, in the folder of this file, where your job is stream_taxi_data_spark.py.
set -euo pipefail
: "${LAB_DIR:?is not set: run this in lab/bin/lab shell --here}"

cd "$(dirname "$0")"

topic=${LAB_TOPIC:-tdp-user-nyc-taxi}
# Offset -1 is the end of a partition.
all=$(seq -s, -f "{\"topic\": \"$topic\", \"partition\": %g, \"offset\": -1}" 0 $((${LAB_PARTITIONS:-3} - 1)))
kafka-delete-records.sh --offset-json-file <(echo "{\"version\": 1, \"partitions\": [$all]}") \
    --bootstrap-server "$LAB_BOOTSTRAP" --command-config "$LAB_CLIENT_PROPERTIES"

mkdir -p "$LAB_DIR/spark"
# What the job prints is shown, and written down for the check.
spark-submit --master 'local[*]' --driver-memory 1g stream_taxi_data_spark.py |
    tee "$LAB_DIR/spark/console.txt"
