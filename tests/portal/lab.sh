#!/bin/bash
# SPDX-License-Identifier: MIT
# Stand the sample portal up in a network namespace of its own, run a command inside, tear everything down:
#
#   lab.sh DIR -- COMMAND [ARGS…]      DIR: made by make.py
#   lab.sh --loopback DIR -- COMMAND   DIR: made by make.py --loopback; $LAB_DNS tells the command where dnsmasq listens
#
# Needs nginx, dnsmasq, iproute2, util-linux; root or unprivileged user namespaces. Exit status: the command's, 77 if no namespace can be made.
set -u
here=$(dirname "$(readlink -f "$0")")
servers=()
serve() { # ODD_ADDRESS: the servers, until each is ready
    dnsmasq -k -C "$dir/dnsmasq.conf" --pid-file="$dir/dnsmasq.pid" & servers+=($!)
    nginx -p "$dir" -c "$dir/nginx.conf" & servers+=($!)
    python3 "$here/odd.py" "$1" 80 > "$dir/odd.out" 2>&1 & servers+=($!)
    for _ in $(seq 100); do
        [ -s "$dir/odd.out" ] && [ -s "$dir/nginx.pid" ] && return
        sleep 0.1
    done
    echo "lab.sh: the servers did not start: $(tail -n 1 "$dir/nginx.err" 2>/dev/null)" >&2
    exit 4
}
if [ "${1:-}" = --loopback ]; then
    dir=$(readlink -f "${2:?lab.sh --loopback DIR -- COMMAND}"); shift 3
    trap 'kill "${servers[@]}" 2>/dev/null' EXIT
    serve 127.88.4.60
    LAB_DNS=127.0.0.1:$(sed -n 's/^port=//p' "$dir/dnsmasq.conf") "$@"
    exit
fi
if [ "${1:-}" != --inside ]; then
    dir=$(readlink -f "${1:?lab.sh DIR -- COMMAND}")
    shift 2
    user=; [ "$(id -u)" = 0 ] || user=-r
    # shellcheck disable=SC2086
    unshare $user -n -m true 2>/dev/null || { echo "lab.sh: no network namespace can be made here (needs root or user namespaces)" >&2; exit 77; }
    proc=--mount-proc # LeakSanitizer looks itself up in /proc; a container may not allow a new one
    # shellcheck disable=SC2086
    unshare $user -n -m -p -f $proc true 2>/dev/null || proc=
    # shellcheck disable=SC2086
    exec unshare $user -n -m -p -f $proc --kill-child bash "$0" --inside "$dir" "$@"
fi
dir=$2; shift 2
ip link set lo up
while read -r a; do
    case $a in
        *:*) ip -6 addr add "$a/128" dev lo nodad ;;
        *) ip addr add "$a/32" dev lo ;;
    esac
done < "$dir/addresses"
# Everything else goes nowhere: connections to addresses that are not ours time out.
ip route add default dev lo; ip -6 route add default dev lo
echo "nameserver 127.0.0.1" > "$dir/resolv.conf"
mount --bind "$dir/resolv.conf" "$(readlink -f /etc/resolv.conf)"
serve 61.180.4.60
"$@"
