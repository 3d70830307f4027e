#!/bin/sh
# Runs a command next to a PulseAudio server of its own that has a null sink and no sound card:
#     tools/record_null_sink.sh python tools/bench_sound.py
# The command finds the server by itself, its monitor is null.monitor, and NULL_SINK_START holds the server's command
# line. Needs Debian's pulseaudio and pulseaudio-utils; works without a screen and as root.
set -eu
XDG_RUNTIME_DIR=$(mktemp -d)
HOME=$(mktemp -d)
chmod 700 "$XDG_RUNTIME_DIR"
unset PULSE_SERVER PULSE_LATENCY_MSEC || true
NULL_SINK_START="pulseaudio -n --daemonize=yes --exit-idle-time=-1 --disallow-exit --realtime=yes --high-priority=yes
  --log-target=file:$HOME/pulse.log
  --load='module-null-sink sink_name=null rate=48000 format=s16le channels=2'
  --load='module-native-protocol-unix auth-anonymous=1'"
export XDG_RUNTIME_DIR HOME NULL_SINK_START

finish() {
  # The command may have started the server anew: the file names the one that runs.
  if [ -r "$XDG_RUNTIME_DIR/pulse/pid" ]; then kill "$(cat "$XDG_RUNTIME_DIR/pulse/pid")" 2>/dev/null || true; fi
  rm -rf "$XDG_RUNTIME_DIR" "$HOME"
}
trap finish EXIT
eval "$(echo "$NULL_SINK_START" | tr '\n' ' ')"
"$@"
