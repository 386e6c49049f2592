#!/usr/bin/env bash
# Step 03: send every trip as one JSON record to the topic, and show how far each partition has come.
# Runs in `lab shell --here`, with the ticket of step 00.
set -euo pipefail
: "${LAB_DIR:?is not set: run this in lab/bin/lab shell --here}"

topic=tdp-user-nyc-taxi

# Offset -1 is the end of a partition: "delete all records before it".
all='{"version": 1, "partitions": [{"topic": "tdp-user-nyc-taxi", "partition": 0, "offset": -1},
                                   {"topic": "tdp-user-nyc-taxi", "partition": 1, "offset": -1},
                                   {"topic": "tdp-user-nyc-taxi", "partition": 2, "offset": -1}]}'
kafka-delete-records.sh --offset-json-file <(echo "$all") \
    --bootstrap-server "$LAB_BOOTSTRAP" --command-config "$LAB_CLIENT_PROPERTIES"

# `lab data json` prints the trips, a record a line, as fast as they are taken.
lab data json | kafka-console-producer.sh --topic "$topic" \
    --bootstrap-server "$LAB_BOOTSTRAP" --producer.config "$LAB_CLIENT_PROPERTIES"

kafka-get-offsets.sh --topic "$topic" --bootstrap-server "$LAB_BOOTSTRAP" --command-config "$LAB_CLIENT_PROPERTIES"
