#!/usr/bin/env bash
# Step 02: create the topic of the trips and the topic of what turns out to be no trip, and describe both.
# Each has 3 partitions, and 3 replicas of each partition.
# Runs in `lab shell --here`, with the ticket of step 00.
# Put your command where it says todo; then: ./02-create-topic.sh && lab step check 02
set -euo pipefail
: "${LAB_DIR:?is not set: run this in lab/bin/lab shell --here}"

todo() {
    echo "$(basename "$0"): still to do: $1" >&2
    exit 1
}

trips=${LAB_TOPIC:-tdp-user-nyc-taxi}

for topic in "$trips" "$trips-dead-letter"; do
    todo "create \$topic with kafka-topics.sh; a second run shall not mind that it exists"

    kafka-topics.sh --describe --topic "$topic" \
        --bootstrap-server "$LAB_BOOTSTRAP" --command-config "$LAB_CLIENT_PROPERTIES"
done
