#!/usr/bin/env bash
# Step 11: delete both topics, and list what is left. (End a job that still runs first, with Ctrl+C in its shell.)
# Runs in `lab shell --here`, with the ticket of step 00.
# Put your command where it says todo; then: ./11-clean-up.sh && lab step check 11
set -euo pipefail
: "${LAB_DIR:?is not set: run this in lab/bin/lab shell --here}"

todo() {
    echo "$(basename "$0"): still to do: $1" >&2
    exit 1
}

trips=${LAB_TOPIC:-tdp-user-nyc-taxi}

for topic in "$trips" "$trips-dead-letter"; do
    todo "delete \$topic with kafka-topics.sh; a second run shall not mind that it is gone"
done

kafka-topics.sh --list --bootstrap-server "$LAB_BOOTSTRAP" --command-config "$LAB_CLIENT_PROPERTIES"
