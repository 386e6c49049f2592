#!/usr/bin/env bash
# Step 00: obtain a Kerberos ticket for tdp_user@REALM.TDP with the keys in the keytab $LAB_KEYTAB, and show it.
# Runs in `lab shell --here`, which tells kinit where the KDC is and where the ticket goes.
# Put your command where it says todo; then: ./00-authenticate.sh && lab step check 00
set -euo pipefail
: "${LAB_DIR:?is not set: run this in lab/bin/lab shell --here}"

todo() {
    echo "$(basename "$0"): still to do: $1" >&2
    exit 1
}

todo "obtain the ticket: kinit, which takes a keytab instead of a password"

# Shows what you have, with the encryption types.
klist -e
