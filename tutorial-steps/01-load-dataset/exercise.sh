#!/usr/bin/env bash
# Step 01: copy the trips and the taxi zones from this machine into HDFS, and list them.
# Runs in `lab shell --here`, with the ticket of step 00.
# Put your commands where it says todo, from the top; then: ./01-load-dataset.sh && lab step check 01
set -euo pipefail
: "${LAB_DIR:?is not set: run this in lab/bin/lab shell --here}"

todo() {
    echo "$(basename "$0"): still to do: $1" >&2
    exit 1
}

data=${LAB_HOME:-/user/tdp_user}/data
trips=$data/nyc_green_taxi_trip

todo "make the folder \$trips in HDFS, and those above it"

# `lab data path` prints where the Parquet file lies on this machine.
todo "copy that file into \$trips; a second run shall overwrite it"

# `lab data zones` prints the zones themselves, 265 lines of CSV and a header; - in place of a file means standard input.
lab data zones | todo "write what comes from the left to \$data/taxi+_zone_lookup.csv"

hdfs dfs -ls "$trips" "$data/taxi+_zone_lookup.csv"
