#!/bin/bash
# A post with nothing but curl and jq: hands in messages and says what became of each item.
#
#   POSTERN_URL=http://127.0.0.1:8080 POSTERN_KEY=pk_test_… samples/post/submit.sh FILE…
#
# Sending a file again does no harm: the same content gives the first verdict. Ends with 1 where an item was rejected.
set -euo pipefail

: "${POSTERN_URL:?}" "${POSTERN_KEY:?}"
[[ $# -gt 0 ]] || { echo "which FILE?" >&2; exit 2; }
answer=$(mktemp)
trap 'rm -f "$answer"' EXIT
worst=0

for file in "$@"; do
    # the file's own hash as key: a retry after a broken connection cannot be another submission
    key=$(sha256sum <"$file" | cut -c 1-40)
    for try in 1 2 3 4 5; do
        status=$(curl -sS --max-time 120 -o "$answer" -w '%{http_code}' \
            --config <(printf 'header = "Authorization: Bearer %s"\n' "$POSTERN_KEY") \
            -H 'Content-Type: application/xml' -H "Idempotency-Key: $key" \
            --data-binary @"$file" "$POSTERN_URL/v1/declarations") || status=000
        [[ $status == 000 || $status == 503 ]] || break
        sleep "$try"
    done
    case $status in
    200 | 201 | 422) ;;
    *)
        echo "$file: $status $(jq -r '.title // empty' "$answer" 2>/dev/null || true)" >&2
        worst=1
        continue
        ;;
    esac
    jq -r --arg file "$file" '
        (.items // [.])[]
        | "\($file) \(.item_id // .sender_reference // .declaration_id): \(.verdict // .refusal)"
          + (if .repeat then " (known)" else "" end),
          ((.findings // .errors // [])[] | select(.severity == "error")
           | "    \(.code) \(if .box then "box \(.box): " else "" end)\(.detail)")' "$answer"
    if jq -e '[(.items // [.])[] | select(.verdict == "rejected" or .verdict == null)] | length > 0' "$answer" >/dev/null; then
        worst=1
    fi
done
exit "$worst"
