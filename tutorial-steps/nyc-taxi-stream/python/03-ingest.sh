#!/usr/bin/env bash
# Step 03: empties the topic, sends all trips with stream_taxi_data_kafka_producer.py, and shows how far each
# partition is. Nothing is to do here. Runs in `lab shell --here`, with the ticket of step 00; step 10 needs it again.
set -euo pipefail
: "${LAB_DIR:?is not set: run this in lab/bin/lab shell --here}"

cd "$(dirname "$0")"

topic=${LAB_TOPIC:-tdp-user-nyc-taxi}

# Offset -1 is the end of a partition: "delete all records before it".
all=$(seq -s, -f "{\"topic\": \"$topic\", \"partition\": %g, \"offset\": -1}" 0 $((${LAB_PARTITIONS:-3} - 1)))
kafka-delete-records.sh --offset-json-file <(echo "{\"version\": 1, \"partitions\": [$all]}") \
    --bootstrap-server "$LAB_BOOTSTRAP" --command-config "$LAB_CLIENT_PROPERTIES"

python3 stream_taxi_data_kafka_producer.py

kafka-get-offsets.sh --topic "$topic" --bootstrap-server "$LAB_BOOTSTRAP" --command-config "$LAB_CLIENT_PROPERTIES"
