#!/bin/sh
# Runs CUPS' ippeveprinter for a test, on 127.0.0.1, and ends it with the test.
#
#   ippeveprinter.sh PORT FOLDER SECONDS [ARGUMENTS OF ippeveprinter...]
#
# FOLDER gets the printed documents (spool/), the output of all three programs (*.log) and, once
# the printer answers, the file `ready`. After SECONDS everything ends by itself; end it sooner
# with SIGTERM to this script, or by closing its standard input.
#
# Debian's ippeveprinter does not start without DNS-SD. So it gets a message bus and an Avahi of
# its own: Avahi runs in a network of its own with nothing but loopback, so that neither the
# machine's Avahi nor its network sees the test. The printer itself stays in the network of the
# caller and reaches Avahi through the bus, which is a socket in FOLDER.
set -eu

port=$1
folder=$(cd "$2" && pwd)
seconds=$3
shift 3

bus="unix:path=$folder/bus"
pids=""

end() {
    trap - EXIT TERM INT
    for pid in $pids; do
        kill "$pid" 2>/dev/null || true
    done
    wait 2>/dev/null || true
    exit 0
}
trap end EXIT TERM INT

cat > "$folder/bus.conf" <<CONF
<busconfig>
  <type>system</type>
  <listen>$bus</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow user="*"/>
    <allow own="*"/>
    <allow send_destination="*"/>
    <allow receive_sender="*"/>
  </policy>
</busconfig>
CONF

cat > "$folder/avahi.conf" <<CONF
[server]
host-name=filmdesk-test
use-ipv4=yes
use-ipv6=no
allow-interfaces=lo
enable-dbus=yes
[wide-area]
enable-wide-area=no
CONF

dbus-daemon --config-file="$folder/bus.conf" --nofork > "$folder/bus.log" 2>&1 &
pids="$pids $!"
tries=0
until [ -S "$folder/bus" ]; do
    tries=$((tries + 1))
    [ "$tries" -lt 100 ] || { echo "the message bus does not start" >&2; exit 1; }
    sleep 0.05
done

DBUS_SYSTEM_BUS_ADDRESS=$bus unshare -n -m sh -c '
    mkdir -p /run/avahi-daemon
    mount -t tmpfs none /run/avahi-daemon
    ip link set lo up 2>/dev/null || ifconfig lo up 2>/dev/null || true
    exec avahi-daemon -f "$0" --no-drop-root --no-chroot --no-rlimits
' "$folder/avahi.conf" > "$folder/avahi.log" 2>&1 &
pids="$pids $!"

# Avahi takes a moment to own its name on the bus; the printer gives up at once without it.
tries=0
until grep -qs "Server startup complete" "$folder/avahi.log"; do
    tries=$((tries + 1))
    [ "$tries" -lt 100 ] || { cat "$folder/avahi.log" >&2; exit 1; }
    sleep 0.1
done

# Without a command the printer sleeps 5 to 15 s for each document, to look like a real one.
mkdir -p "$folder/spool"
DBUS_SYSTEM_BUS_ADDRESS=$bus ippeveprinter -n localhost -p "$port" -d "$folder/spool" -k -c /bin/true -vv \
    "$@" "Filmdesk Test" > "$folder/printer.log" 2>&1 &
printer=$!
pids="$pids $printer"
tries=0
until python3 -c "import socket,sys; socket.create_connection(('127.0.0.1', int(sys.argv[1])), 1)" "$port" 2>/dev/null; do
    tries=$((tries + 1))
    kill -0 "$printer" 2>/dev/null || { cat "$folder/printer.log" >&2; exit 1; }
    [ "$tries" -lt 100 ] || { echo "the printer does not answer" >&2; exit 1; }
    sleep 0.1
done
touch "$folder/ready"

# Ends when the caller closes our standard input, or when the time is up.
timeout "$seconds" cat > /dev/null || true
