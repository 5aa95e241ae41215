#!/bin/bash
# A customs agency with nothing but curl and jq: reads its feed, keeps the documents, acknowledges them.
#
#   POSTERN_URL=http://127.0.0.1:8080 POSTERN_KEY=pk_test_… samples/agency/poll.sh AGENCY FOLDER [--once]
#
# FOLDER gets one file a document, and `cursor`: how far the feed was read. The cursor is written after the documents
# were acknowledged, so whatever happens in between is done again, and nothing is missed. A cursor that is older than
# what is kept (410) is said, and the feed is read on from the oldest entry.
set -euo pipefail

agency=${1:?which AGENCY?} folder=${2:?which FOLDER?} once=${3:-}
: "${POSTERN_URL:?}" "${POSTERN_KEY:?}"
base=$POSTERN_URL/v1/agencies/$agency
mkdir -p "$folder"
touch "$folder/cursor"

# the key goes in by a file descriptor: arguments can be seen by everybody on the machine
call() { curl -sS --fail-with-body --max-time 90 --config <(printf 'header = "Authorization: Bearer %s"\n' "$POSTERN_KEY") "$@"; }

read_page() { call --get "$base/filings" --data-urlencode "after=$1" -d "wait=$wait" -d limit=50; }

# one page: read, kept, acknowledged, and only then left behind; 9: it was empty
turn() {
    local wait page oldest filings=() filing version reference why file
    wait=$([[ $once == --once ]] && echo 0 || echo 30)
    if ! page=$(read_page "$(<"$folder/cursor")"); then
        oldest=$(jq -r 'select(.code == "cursor-expired") | .oldest' <<<"$page" 2>/dev/null || true)
        if [[ -z $oldest ]]; then
            echo "the feed could not be read: $page" >&2
            return 1
        fi
        echo "the cursor is older than what is kept: some offers were never read here; on from the oldest" >&2
        page=$(read_page "$oldest")
    fi

    while IFS=$'\t' read -r filing version reference why; do
        [[ -n $filing ]] || continue
        file=$folder/${reference//[^A-Za-z0-9-]/_}.v$version.xml
        if [[ $why == cancelled ]]; then
            echo "$reference: cancelled"
        else
            call -o "$file.part" "$base/filings/$filing/document"
            mv "$file.part" "$file"
            echo "$reference: version $version ($why) -> $file"
        fi
        filings+=("$filing")
    done < <(jq -r '.offers[] | [.filing_id, .version, .reference, .why] | @tsv' <<<"$page")

    if [[ ${#filings[@]} -gt 0 ]]; then
        printf '%s\n' "${filings[@]}" | jq -Rn '{filings: ([inputs] | unique)}' |
            call -o /dev/null -H 'Content-Type: application/json' --data-binary @- "$base/acknowledgements"
    fi
    jq -r .next <<<"$page" >"$folder/cursor.part"
    mv "$folder/cursor.part" "$folder/cursor"
    [[ ${#filings[@]} -gt 0 ]] || return 9
}

# a gateway that is away for a while is asked again, more and more seldom
pause=1
while true; do
    set +e
    (
        set -e
        turn
    )
    result=$?
    set -e
    if [[ $result -eq 0 || $result -eq 9 ]]; then
        pause=1
        [[ $once == --once && $result -eq 9 ]] && break
        continue
    fi
    [[ $once == --once ]] && exit 1
    sleep "$pause"
    pause=$((pause < 60 ? pause * 2 : 60))
done
