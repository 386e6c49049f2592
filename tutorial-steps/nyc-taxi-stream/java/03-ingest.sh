#!/usr/bin/env bash
# Step 03: empties the topic, sends all trips with your producer, TaxiDataProducer, and shows how far each partition is.
# Nothing is to do here. Runs in `lab shell --here`, with the ticket of step 00; step 10 needs it again.
set -euo pipefail
: "${LAB_DIR:?is not set: run this in lab/bin/lab shell --here}"

cd "$(dirname "$0")"
if ! [ -e target/nyc-taxi-stream.jar ]; then
    echo "$(basename "$0"): your code is not compiled yet: there is no target/nyc-taxi-stream.jar. Do: lab step check 03" >&2
    exit 1
fi

topic=${LAB_TOPIC:-tdp-user-nyc-taxi}

# Offset -1 is the end of a partition: "delete all records before it".
all=$(seq -s, -f "{\"topic\": \"$topic\", \"partition\": %g, \"offset\": -1}" 0 $((${LAB_PARTITIONS:-3} - 1)))
kafka-delete-records.sh --offset-json-file <(echo "{\"version\": 1, \"partitions\": [$all]}") \
    --bootstrap-server "$LAB_BOOTSTRAP" --command-config "$LAB_CLIENT_PROPERTIES"

hadoop jar target/nyc-taxi-stream.jar nyctaxi.TaxiDataProducer

kafka-get-offsets.sh --topic "$topic" --bootstrap-server "$LAB_BOOTSTRAP" --command-config "$LAB_CLIENT_PROPERTIES"
