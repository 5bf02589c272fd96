#!/usr/bin/env bash
# Loads the completions in the shells that are here and completes a few words; has the page of the manual checked.
# Usage: tests/completions/run.sh PROGRAM
set -euo pipefail
export LC_ALL=C.UTF-8

program=$(realpath "$1")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { echo "completions: $*" >&2; exit 1; }
done=()

# What bash would offer for the words given, of which the last is being typed.
offered() {
    COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMPREPLY=()
    "$complete" asdg-site "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
    echo " ${COMPREPLY[*]} "
}
expect() {
    local wanted=$1 got
    shift
    got=$(offered "$@")
    [[ $got == *" $wanted "* ]] || fail "bash offers «$got» for «$*», not $wanted"
}

for language in ru en; do
    for shell in bash zsh fish powershell elvish; do
        "$program" completions "$shell" --lang "$language" > "$work/$shell"
        [ -s "$work/$shell" ] || fail "nothing for $shell"
    done
    "$program" man --lang "$language" > "$work/asdg-site.$language.1"

    bash -n "$work/bash"
    # shellcheck disable=SC1091
    source "$work/bash"
    complete=$(complete -p asdg-site | sed "s/.*-F \([^ ]*\).*/\1/")
    expect check asdg-site ch
    expect import asdg-site i
    expect --format asdg-site check --fo
    expect json asdg-site check --format ''
    expect --dry-run asdg-site import --d
    expect powershell asdg-site completions po
    done+=("bash $language")
    if command -v zsh > /dev/null; then
        zsh -n "$work/zsh"
        done+=("zsh $language")
    fi
    if command -v fish > /dev/null; then
        fish --no-execute "$work/fish"
        got=$(fish -c "source $work/fish; complete --do-complete 'asdg-site che'")
        [[ $got == check* ]] || fail "fish offers «$got» for «asdg-site che»"
        done+=("fish $language")
    fi
    if command -v mandoc > /dev/null; then
        # A page without a date is meant; the rest must be clean.
        ! mandoc -T lint -W warning "$work/asdg-site.$language.1" | grep -v 'missing date' || fail "mandoc complains"
        done+=("mandoc $language")
    fi
    if command -v groff > /dev/null; then
        warnings=$(groff -man -Kutf8 -Tutf8 -ww "$work/asdg-site.$language.1" 2>&1 > "$work/page")
        [ -z "$warnings" ] || fail "groff complains: $warnings"
        [ "$(wc -l < "$work/page")" -gt 100 ] || fail "the page of the manual is short"
        done+=("groff $language")
    fi
done
echo "completions and manual: ${done[*]}"
