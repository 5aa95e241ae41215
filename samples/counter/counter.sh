#!/bin/sh
# A counter with nothing but curl and jq: what a clerk does with one item.
#
#   POSTERN_URL=http://127.0.0.1:8080 POSTERN_KEY=pk_test_… samples/counter/counter.sh COMMAND
#
#   validate FILE           what would be said of this declaration (JSON); nothing is kept
#   draw SERVICE            an item number of the office's range: CP, RR, LX, EE …
#   accept FILE [ITEM_ID]   takes the item in; prints declaration, item, status link and secret
#   print DECLARATION FORM SIZE OUT.pdf     notes the print and fetches the form: CN23 A5 cn23.pdf
#   all FILE SERVICE OUT.pdf                the four of them, one after the other
#
# Ends with 1 where the declaration is rejected, 2 where something else is wrong. Typed again it does no harm: the
# item's content is its Idempotency-Key.
set -eu

: "${POSTERN_URL:?}" "${POSTERN_KEY:?}"
answer=$(mktemp)
config=$(mktemp)
trap 'rm -f "$answer" "$config"' EXIT
# the key stands in a file that only we read, and not among the words of a command that others see
printf 'header = "Authorization: Bearer %s"\n' "$POSTERN_KEY" >"$config"

# call METHOD PATH [curl's words…]: the body goes to $answer, the status to $status
call() {
    method=$1 path=$2
    shift 2
    for try in 1 2 3 4; do
        status=$(curl -sS --max-time 30 -o "$answer" -w '%{http_code}' --config "$config" -X "$method" "$@" \
            "$POSTERN_URL$path") || status=000
        case $status in 000 | 503) sleep "$try" ;; *) return 0 ;; esac
    done
}

complain() {
    echo "$1: $status $(jq -r '[.title, .detail] | map(values) | join(": ")' "$answer" 2>/dev/null || true)" >&2
    exit 2
}

findings() {
    jq -r '((.items // [.])[] | (.findings // .errors // [])[])
        | "    \(.severity) \(.code) \(if .box then "box \(.box): " else "" end)\(.detail)"' "$answer"
}

validate() {
    call POST /v1/validations -H 'Content-Type: application/json' --data-binary "@$1"
    case $status in 200 | 422) ;; *) complain validate ;; esac
    jq -r '(.items // [.])[] | .verdict // "rejected"' "$answer"
    findings
    jq -e '[(.items // [.])[] | select((.verdict // "rejected") == "rejected")] == []' "$answer" >/dev/null || exit 1
}

draw() {
    call POST /v1/item-ids -H 'Content-Type: application/json' --data "{\"service\":\"$1\",\"count\":1}"
    [ "$status" = 201 ] || complain draw
    jq -r 'if .low then "the range is nearly used up" else empty end' "$answer" >&2
    jq -r '.item_ids[0]' "$answer"
}

accept() {
    body=$(jq -c --arg id "${2:-}" \
        '{declaration: (if $id == "" then . else . + {item_id: $id} end), taken_at: "counter"}' "$1")
    key=$(printf %s "$body" | sha256sum | cut -c 1-40)
    call POST /v1/counter/acceptances -H 'Content-Type: application/json' -H "Idempotency-Key: $key" --data "$body"
    case $status in
    200 | 201) ;;
    422)
        findings >&2
        exit 1
        ;;
    *) complain accept ;;
    esac
    jq -r '"declaration \((.items // [.])[0].declaration_id)", "item \((.items // [.])[0].item_id // "none yet")",
        "status \(.receipt.status // "-")", "secret \(.receipt.secret // "-")"' "$answer"
}

print_form() {
    call POST "/v1/declarations/$1/prints" -H 'Content-Type: application/json' \
        --data "{\"form\":\"$2\",\"size\":\"$3\"}"
    [ "$status" = 201 ] || complain print
    href=$(jq -r .href "$answer")
    jq -r '"print \(.number)\(if .reprint then ", again" else "" end)"' "$answer"
    call GET "$href"
    [ "$status" = 200 ] || complain form
    cp "$answer" "$4"
}

command=${1:-}
[ $# -gt 0 ] && shift
case $command:$# in
validate:1) validate "$1" ;;
draw:1) draw "$1" ;;
accept:1 | accept:2) accept "$@" ;;
print:4) print_form "$@" ;;
all:3)
    validate "$1"
    item=$(draw "$2")
    taken=$(accept "$1" "$item")
    echo "$taken"
    form=$(jq -r '.form // "CN23"' "$1")
    size=A5
    [ "$form" = CN22 ] && size=74x105
    print_form "$(echo "$taken" | sed -n 's/^declaration //p')" "$form" "$size" "$3"
    ;;
*)
    sed -n '2,14s/^# \{0,1\}//p' "$0" >&2
    exit 2
    ;;
esac
