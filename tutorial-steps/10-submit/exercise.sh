#!/usr/bin/env bash
# Step 10: submit your job, as a program of its own, on an empty topic. It shows an empty table and waits for trips:
# run ./03-ingest.sh in a second `lab shell --here`. When the table has them all, end the job with Ctrl+C.
# Runs in `lab shell --here`, in the folder of this file, where your compiled job is target/nyc-taxi-stream.jar.
# Put your commands where it says todo, from the top; then: ./10-submit.sh, and in the second shell: lab step check 10
set -euo pipefail
: "${LAB_DIR:?is not set: run this in lab/bin/lab shell --here}"

todo() {
    echo "$(basename "$0"): still to do: $1" >&2
    exit 1
}

cd "$(dirname "$0")"

todo "empty the topic, as ./03-ingest.sh does: kafka-delete-records.sh"

mkdir -p "$LAB_DIR/spark"
# What the job prints is shown, and written down for the check.
todo "submit class nyctaxi.NycTaxiStreaming of target/nyc-taxi-stream.jar: spark-submit" |
    tee "$LAB_DIR/spark/console.txt"
