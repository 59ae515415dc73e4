# For scripts to source that have a $root and a $folder of their own: stand-ins for as long as the script runs.
stand_ins=()

# start NAME [SWITCH…]: builds and starts one, and leaves its address in $address.
start() {
  local name="$1" program
  shift
  program="$(dotnet build "$root/examples/$name" -nologo -v:quiet -t:Build -getProperty:RunCommand)"
  "$program" --ready-file "$folder/$name.address" "$@" &
  stand_ins+=("$!")
  until [ -e "$folder/$name.address" ]; do
    kill -0 "$!" 2>/dev/null || { echo "error: $name did not start" >&2; exit 1; }
    sleep 0.1
  done
  address="$(cat "$folder/$name.address")"
}

stop() {
  [ "${#stand_ins[@]}" -gt 0 ] || return 0
  kill "${stand_ins[@]}" 2>/dev/null || true
  wait "${stand_ins[@]}" || true
}
