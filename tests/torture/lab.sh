#!/bin/bash
# SPDX-License-Identifier: MIT
# Stand the torture site up in a network namespace of its own and run a command inside:  lab.sh DIR -- COMMAND [ARGS…]
# DIR: made by run.py. Exit status: the command's, 77 if no namespace can be made.
set -u
if [ "${1:-}" != --inside ]; then
    dir=$(readlink -f "${1:?lab.sh DIR -- COMMAND}")
    shift 2
    user=; [ "$(id -u)" = 0 ] || user=-r
    # shellcheck disable=SC2086
    unshare $user -n -m true 2>/dev/null || { echo "lab.sh: no network namespace can be made here (needs root or user namespaces)" >&2; exit 77; }
    # shellcheck disable=SC2086
    exec unshare $user -n -m -p -f --kill-child bash "$0" --inside "$dir" "$@"
fi
dir=$2; shift 2
here=$(dirname "$(readlink -f "$0")")
ip link set lo up
while read -r a; do ip addr add "$a/32" dev lo; done < "$dir/addresses"
# Everything else goes nowhere: connections to addresses that are not ours time out.
ip route add default dev lo
out=$(mktemp -d); trap 'rm -rf "$out"' EXIT
echo "nameserver 127.0.0.1" > "$out/resolv.conf"
mount --bind "$out/resolv.conf" "$(readlink -f /etc/resolv.conf)"
mount --bind "$dir/tls/bundle.pem" "$(readlink -f /etc/ssl/certs/ca-certificates.crt)"
dnsmasq -k -C "$dir/dnsmasq.conf" --pid-file="$dir/dnsmasq.pid" &
python3 "$here/server.py" "$dir" > "$out/ready" 2> "$out/err" &
for _ in $(seq 100); do
    [ -s "$out/ready" ] && break
    sleep 0.1
done
[ -s "$out/ready" ] || { echo "lab.sh: the server did not start: $(tail -n 1 "$out/err")" >&2; exit 4; }
lose() { # one packet in five, whichever way it goes; UDP to the name server too
    nft add table inet loss && nft add chain inet loss in '{ type filter hook input priority 0; }' &&
        nft add rule inet loss in numgen random mod 100 '<' 20 drop
}
if [ "${TORTURE_NOISE:-}" = packets ]; then
    lose 2> "$out/err" || { echo "lab.sh: no packets can be dropped here: $(tail -n 1 "$out/err")" >&2; exit 77; }
fi
"$@"
