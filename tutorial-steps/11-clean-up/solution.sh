#!/usr/bin/env bash
# Step 11: delete both topics, and list what is left. (End a job that still runs first, with Ctrl+C in its shell.)
# Runs in `lab shell --here`, with the ticket of step 00.
set -euo pipefail
: "${LAB_DIR:?is not set: run this in lab/bin/lab shell --here}"

trips=${LAB_TOPIC:-tdp-user-nyc-taxi}

for topic in "$trips" "$trips-dead-letter"; do
    kafka-topics.sh --delete --if-exists --topic "$topic" \
        --bootstrap-server "$LAB_BOOTSTRAP" --command-config "$LAB_CLIENT_PROPERTIES"
done

kafka-topics.sh --list --bootstrap-server "$LAB_BOOTSTRAP" --command-config "$LAB_CLIENT_PROPERTIES"
