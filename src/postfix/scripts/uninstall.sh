
# --- Puts back what install.sh replaced. ---

directory=
while [ $# -gt 0 ]; do
    case $1 in
        --config-directory) directory=${2:?--config-directory needs a folder}; shift 2 ;;
        -h | --help) echo "usage: uninstall.sh [--config-directory DIR]"; exit 0 ;;
        *) echo "usage: uninstall.sh [--config-directory DIR]" >&2; exit 2 ;;
    esac
done
here=$(cd "$(dirname "$0")" && pwd -P)
instance=
for list in "$here/MANIFEST" "$here/instance"; do
    [ ! -e "$list" ] || instance=$(sed -n 's/^instance //p' "$list")
done
case $here in
    *.postern-backup) directory=${directory:-${here%.postern-backup}} ;; # the copy that lies in the backup
esac
settle "$directory"
ends() {
    if running; then
        say "The old configuration is back in $conf, and Postfix runs with it."
    else
        say "The old state of $conf is back; Postfix is stopped, as it was."
    fi
    exit 0
}

begun=
[ ! -e "$backup/undoing" ] || begun=1
recover
[ -z "$begun" ] || ends
[ -e "$backup/complete" ] || fail "nothing is installed: there is no $backup" "name the folder: --config-directory DIR"

while read -r sum path; do
    [ ! -e "$path" ] || [ "$(digest "$path")" = "$sum" ] ||
        say "changed since it was installed, and given up: $path"
done <"$backup/installed"
check_own_queue "$conf"
[ "$conf" != "$host" ] || [ -z "$(value "$conf" multi_instance_directories)" ] ||
    fail "there are instances beside $conf, which it would forget" "take those back first: postmulti -l names them"
may_go_back "$backup"
: >"$backup/undoing"
flush "$backup"
put_back_whole "$backup"
ends
