#!/usr/bin/env bash
# Step 00: obtain a Kerberos ticket for tdp_user@REALM.TDP with the keys in the keytab $LAB_KEYTAB, and show it.
# Runs in `lab shell --here`, which tells kinit where the KDC is and where the ticket goes.
set -euo pipefail
: "${LAB_DIR:?is not set: run this in lab/bin/lab shell --here}"

kinit -kt "$LAB_KEYTAB" "${LAB_PRINCIPAL:-tdp_user@REALM.TDP}"

# Shows what you have, with the encryption types.
klist -e
