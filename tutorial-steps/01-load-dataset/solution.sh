#!/usr/bin/env bash
# Step 01: copy the trips and the taxi zones from this machine into HDFS, and list them.
# Runs in `lab shell --here`, with the ticket of step 00.
set -euo pipefail
: "${LAB_DIR:?is not set: run this in lab/bin/lab shell --here}"

data=${LAB_HOME:-/user/tdp_user}/data
trips=$data/nyc_green_taxi_trip

hdfs dfs -mkdir -p "$trips"

# `lab data path` prints where the Parquet file lies on this machine.
hdfs dfs -put -f "$(lab data path)" "$trips/"

# `lab data zones` prints the zones themselves, 265 lines of CSV and a header; - in place of a file means standard input.
lab data zones | hdfs dfs -put -f - "$data/taxi+_zone_lookup.csv"

hdfs dfs -ls "$trips" "$data/taxi+_zone_lookup.csv"
