#!/usr/bin/env bash
# Step 03: send every trip as one JSON record to the topic, and show how far each partition has come.
# Runs in `lab shell --here`, with the ticket of step 00.
# Put your commands where it says todo, from the top; then: ./03-ingest.sh && lab step check 03
set -euo pipefail
: "${LAB_DIR:?is not set: run this in lab/bin/lab shell --here}"

todo() {
    echo "$(basename "$0"): still to do: $1" >&2
    exit 1
}

topic=tdp-user-nyc-taxi

# Offset -1 is the end of a partition: "delete all records before it".
all='{"version": 1, "partitions": [{"topic": "tdp-user-nyc-taxi", "partition": 0, "offset": -1},
                                   {"topic": "tdp-user-nyc-taxi", "partition": 1, "offset": -1},
                                   {"topic": "tdp-user-nyc-taxi", "partition": 2, "offset": -1}]}'
todo "empty the topic, or a second run doubles the trips: kafka-delete-records.sh, with <(echo \"\$all\") as its file"

# `lab data json` prints the trips, a record a line, as fast as they are taken.
lab data json | todo "send each line from the left to \$topic: kafka-console-producer.sh"

kafka-get-offsets.sh --topic "$topic" --bootstrap-server "$LAB_BOOTSTRAP" --command-config "$LAB_CLIENT_PROPERTIES"
