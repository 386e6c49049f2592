#!/usr/bin/env bash
# Step 02: create the topic of the trips and the topic of what turns out to be no trip, and describe both.
# Each has 3 partitions, and 3 replicas of each partition.
# Runs in `lab shell --here`, with the ticket of step 00.
set -euo pipefail
: "${LAB_DIR:?is not set: run this in lab/bin/lab shell --here}"

trips=${LAB_TOPIC:-tdp-user-nyc-taxi}

for topic in "$trips" "$trips-dead-letter"; do
    kafka-topics.sh --create --if-not-exists --topic "$topic" --partitions "${LAB_PARTITIONS:-3}" \
        --replication-factor "${LAB_REPLICAS:-3}" \
        --bootstrap-server "$LAB_BOOTSTRAP" --command-config "$LAB_CLIENT_PROPERTIES"

    kafka-topics.sh --describe --topic "$topic" \
        --bootstrap-server "$LAB_BOOTSTRAP" --command-config "$LAB_CLIENT_PROPERTIES"
done
