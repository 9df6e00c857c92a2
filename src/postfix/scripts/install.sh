
# --- Checks, shows the differences, installs, tries, and takes everything back when that fails. ---

usage="usage: install.sh [--config-directory DIR] [--yes] [--with-queue]"
directory=
yes=
with_queue=
mark=
while [ $# -gt 0 ]; do
    case $1 in
        --config-directory) directory=${2:?--config-directory needs a folder}; shift 2 ;;
        --yes) yes=1; shift ;;
        --with-queue) with_queue=1; shift ;;
        -h | --help) echo "$usage"; exit 0 ;;
        *) echo "$usage" >&2; exit 2 ;;
    esac
done
here=$(cd "$(dirname "$0")" && pwd -P)
manifest=$here/MANIFEST
[ -r "$manifest" ] || fail "$manifest is missing" "write the folder again: postern postfix"

# The lines of the manifest that start with a word, without it.
lines() { sed -n "s/^$1 //p" "$manifest"; }
word() { lines "$1" | sed -n 1p; }

instance=$(word instance)
packages=$(word packages)
settle "$directory"

# --- What is wrong is told before anything changes. ---

check_version() {
    found=$(postconf -dh mail_version)
    case $found in
        [0-2].* | 3.[0-3].* | 3.[0-3]) fail "Postfix $found is too old" "Postfix 3.4 or newer is needed" ;;
        3.[45].* | 3.[45])
            case $(word version) in
                3.[45]) ;;
                *) fail "this was written for Postfix $(word version), and here is $found" \
                    "write the folder again on this host, or with --postfix-version $found" ;;
            esac
            ;;
    esac
}

silent() { # WHAT COMMAND...: standard error of the command must be empty
    what=$1
    shift
    said=$("$@" 2>&1 >/dev/null) || true
    [ -z "$said" ] || fail "$what: $(printf '%s' "$said" | sed -n 1p)" "correct the file, or write the folder again"
}

check_configuration() { # FOLDER
    silent "$1/main.cf" postconf -c "$1" -n
    silent "$1/master.cf" postconf -c "$1" -M
    lines query | while read -r key name; do
        postmap -c "$1" -q "$key" "texthash:$1/$name" >/dev/null 2>&1 ||
            fail "$1/$name has no password for $key" "fill it in: the file says where"
    done
    lines pattern | while read -r name; do
        silent "$1/$name" postmap -c "$1" -q probe "regexp:$1/$name"
    done
    authorities=$(postconf -c "$1" -h smtp_tls_CAfile)
    [ -z "$authorities" ] || [ -r "$authorities" ] ||
        fail "$authorities is missing" "install the system's certification authorities, or name the right file by --ca-file"
}

check_files() {
    lines file | while read -r mode name; do
        [ -r "$here/$name" ] || fail "$here/$name is missing" "write the folder again: postern postfix"
    done
    lines 'unless-there place' | while read -r mode owner name path; do
        [ -e "$path" ] || ! grep -q FILL-IN "$here/$name" ||
            fail "$here/$name has values to fill in" "README says how to get tokens"
    done
}

check_plugins() {
    lines plugin | while read -r name; do
        # shellcheck disable=SC2144 # one of the folders is enough
        for folder in /usr/lib/*/sasl2 /usr/lib/sasl2 /usr/lib64/sasl2 /usr/local/lib/sasl2; do
            case $(echo "$folder/lib$name".so*) in
                *\**) ;;
                *) continue 2 ;;
            esac
        done
        fail "SASL's plug-in lib$name is not installed" "README says where to get it"
    done
    for library in /usr/lib/*/sasl2/libkdexoauth2.so* /usr/lib64/sasl2/libkdexoauth2.so*; do
        if [ -e "$library" ] && lines plugin | grep -qx sasl-xoauth2; then
            fail "$library cannot be used by Postfix and answers in the place of sasl-xoauth2" \
                "remove the package libsasl2-modules-kdexoauth2"
        fi
    done
}

# What the new main.cf does not know of would be forgotten: mail in a queue elsewhere, other instances.
check_old_configuration() {
    [ -z "$instance" ] || [ -e "$host/main.cf" ] ||
        fail "an instance stands beside the host's own Postfix, and that has no main.cf" "leave --multi-instance out"
    [ -e "$conf/main.cf" ] || return 0
    postconf -c "$conf" -n >/dev/null 2>&1 ||
        fail "$conf/main.cf cannot be read" "correct or remove it: postconf -c $conf -n says what is wrong"
    for name in queue_directory data_directory mail_owner setgid_group; do
        [ "$(value "$conf" "$name")" = "$(value "$here" "$name")" ] ||
            fail "$conf/main.cf has $name = $(value "$conf" "$name"), and the new main.cf has not" \
                "add that line to $here/main.cf"
    done
    [ -n "$instance" ] || [ -z "$(value "$conf" multi_instance_directories)" ] ||
        fail "$conf has instances beside it, which go on sending mail" \
            "postmulti -l names them; stop and destroy them first, or make this one an instance too"
}

greeting() { # ADDRESS PORT: the first line that is said there; 2: there is no program to ask with
    if command -v bash >/dev/null; then
        # shellcheck disable=SC2016 # bash expands them
        bash -c 'exec 3<>"/dev/tcp/$0/$1" && IFS= read -r -t 10 line <&3 && printf "QUIT\r\n" >&3 &&
            printf "%s\n" "$line"' "$1" "$2" 2>/dev/null
    elif command -v nc >/dev/null; then
        printf 'QUIT\r\n' | nc -w 10 "$1" "$2" 2>/dev/null | sed -n 1p | grep .
    else
        return 2
    fi
}

listeners() { # FOLDER: what only a restart changes
    [ -e "$1/main.cf" ] || return 0
    postconf -c "$1" -h inet_interfaces inet_protocols 2>/dev/null
    postconf -c "$1" -M 2>/dev/null | awk '$2 == "inet" { print $1 }'
}

check_port() {
    if running && [ "$(listeners "$conf")" = "$(listeners "$here")" ]; then
        return 0
    fi
    # shellcheck disable=SC2046 # two words
    set -- $(word listen)
    names=$2
    [ "$2" != 25 ] || names='25|smtp'
    if running && listeners "$conf" | grep -Eqx "(.*:)?($names)"; then
        return 0
    fi
    ! greeting "$1" "$2" >/dev/null || fail "something else takes mail at $1 port $2 already" \
        "stop it, or give this Postfix another port by --relay"
}

# A new password that somebody put in place must not give way to the old one.
check_passwords() {
    [ -e "$backup/installed" ] || return 0
    while read -r sum path; do
        case $path in
            "$conf"/sasl_passwd.*) ;;
            *) continue ;;
        esac
        name=${path##*/}
        if [ -e "$path" ] && [ -e "$here/$name" ] && [ "$(digest "$path")" != "$sum" ] && ! cmp -s "$path" "$here/$name"; then
            fail "$path was changed since it was installed" "keep that one: cp $path $here/$name"
        fi
    done <"$backup/installed"
}

# --- What would change. ---

same() { # SOURCE PATH MODE OWNER
    [ -f "$2" ] && [ ! -L "$2" ] && cmp -s "$1" "$2" && [ "$(stat -c '%a %U' "$2")" = "$(echo "$3" | sed 's/^0*//') $4" ]
}

# Where each file goes: MODE OWNER SOURCE PATH.
targets() {
    lines file | while read -r mode name; do echo "$mode root $name $conf/$name"; done
    lines place
    lines daily | while read -r name path; do [ ! -d "${path%/*}" ] || echo "0755 root $name $path"; done
    lines 'unless-there place' | while read -r mode owner name path; do
        [ -e "$path" ] || echo "$mode $owner $name $path"
    done
}

changes() { targets | while read -r mode owner name path; do
    same "$here/$name" "$path" "$mode" "$owner" || echo "$mode $owner $name $path"
done; }

# Folders with another owner or mode: MODE OWNER PATH as they are to be.
folder_changes() { lines folder | while read -r mode owner path; do
    [ -d "$path" ] && [ "$(owner_of "$path")" = "$mode $(numbers "$owner")" ] || echo "$mode $owner $path"
done; }

owner_of() { stat -c '%a %u:%g' "$1" | sed 's/^/0/'; }

numbers() {
    case $1 in
        [0-9]*) echo "$1" ;;
        *) echo "$(id -u "$1"):$(id -g "$1")" ;;
    esac
}

# Files of an earlier installation that this one does not have.
stale() {
    [ -e "$backup/paths" ] || return 0
    targets | awk '{ print $4 }' >"$work/targets"
    lines 'unless-there place' | awk '{ print $4 }' >>"$work/targets"
    grep -Fxv -f "$work/targets" "$backup/paths" | while IFS= read -r path; do
        number=$(line_of "$backup" "$path")
        if [ -L "$backup/saved.$number" ]; then
            [ "$(readlink "$backup/saved.$number")" = "$(readlink "$path")" ] || echo "$path"
        elif [ -e "$backup/saved.$number" ]; then
            cmp -s "$backup/saved.$number" "$path" || echo "$path"
        else
            [ ! -e "$path" ] || echo "$path"
        fi
    done
}

# Passwords may stand in any old file. Shown are the values of the parameters that the new main.cf has, and
# of master.cf its services and the names of their options.
settings() { # FOLDER
    [ ! -e "$1/main.cf" ] || postconf -c "$1" -n 2>/dev/null |
        awk -v names="$(postconf -c "$here" -n 2>/dev/null | sed 's/ *=.*//' | tr '\n' ' ')" '
            BEGIN { count = split(names, list, " "); for (i = 1; i <= count; ++i) known[list[i]] = 1 }
            { print known[$1] ? $0 : $1 " = (not shown)" }'
    [ ! -e "$1/master.cf" ] || postconf -c "$1" -M 2>/dev/null | tr '\t' ' ' | awk '
        /^[^ ]/ { line = $1; for (i = 2; i <= 8; ++i) line = line " " $i; from = 9 }
        /^ / { line = "   "; from = 1 }
        { for (i = from; i < NF; ++i) if ($i == "-o") { sub(/=.*/, "", $(i + 1)); line = line " -o " $(i + 1) } print line }'
}

show() {
    while read -r mode owner name path; do
        [ -e "$path" ] && verb=changed || verb=new
        say "$verb: $path ($mode, $owner)"
    done <"$work/changes"
    while IFS= read -r path; do say "taken back: $path"; done <"$work/stale"
    while read -r mode owner path; do say "folder: $path ($mode, $owner)"; done <"$work/folders"
    settings "$conf" >"$work/old"
    settings "$here" | sed "s|$here|$conf|g" >"$work/new"
    diff -U 0 "$work/old" "$work/new" | sed -n '/^[-+][^-+]/p' || true
}

# --- Doing it. ---

keep() { # BACKUP PATH FROM
    [ -z "$(line_of "$1" "$2")" ] || return 0
    slot=$(($(wc -l <"$1/paths") + 1))
    rm -f "$1/saved.$slot"
    if [ -e "$3" ] || [ -L "$3" ]; then cp -a "$3" "$1/saved.$slot"; fi
    printf '%s\n' "$2" >>"$1/paths"
}

make_step() {
    mkdir -m 0700 "$step"
    for name in paths folders owners made installed; do : >"$step/$name"; done
    [ -z "$instance" ] || echo "instance $instance" >"$step/instance"
    if [ -d "$conf" ]; then touch -r "$conf" "$step/config-time"; else : >"$step/config-time"; fi
    ! running || : >"$step/running"
    while read -r mode owner name path; do keep "$step" "$path" "$path"; done <"$work/changes"
    while IFS= read -r path; do keep "$step" "$path" "$path"; done <"$work/stale"
    while read -r mode owner path; do
        if [ -d "$path" ]; then echo "$(owner_of "$path") $path" >>"$step/owners"; else echo "$path" >>"$step/folders"; fi
    done <"$work/folders"
    if [ -n "$instance" ] && [ ! -d "$conf" ]; then
        for path in "$conf" "/var/spool/$instance" "/var/lib/$instance"; do
            [ -e "$path" ] || echo "$path" >>"$step/made"
        done
        touch -r "$host" "$step/host-time"
        cp -a "$host/main.cf" "$step/host-main"
    fi
    # The deepest folder goes first when they are taken away.
    sort -r "$step/folders" >"$step/sorted" && mv "$step/sorted" "$step/folders"
    flush "$step"
    : >"$step/complete"
    flush "$step"
}

make_instance() {
    [ -e "$step/host-main" ] || return 0
    [ -n "$(postconf -h multi_instance_wrapper)" ] || postmulti -e init
    postmulti -I "$instance" -G mta -e create
    # It leaves the file readable by everybody.
    chown "$(stat -c %u:%g "$step/host-main")" "$host/main.cf"
    chmod "$(stat -c %a "$step/host-main")" "$host/main.cf"
    digest "$host/main.cf" >"$step/host-sum"
}

# SELinux lets Postfix write mail where mail is kept.
label() {
    if command -v selinuxenabled >/dev/null && selinuxenabled; then
        chcon -R -t mail_spool_t "$1" || say "The SELinux type of $1 could not be set to mail_spool_t."
    fi
}

# All of them are on the disk before the first has its name.
install_files() {
    while read -r mode owner path; do
        [ ! -L "$path" ] || fail "$path is a link" "remove it"
        mkdir -p "$path"
        give "$mode" "$(numbers "$owner")" "$path"
        case $path in /var/spool/*) label "$path" ;; esac
    done <"$work/folders"
    while read -r mode owner name path; do
        rm -f "$path.postern-new"
        (umask 077 && cat "$here/$name" >"$path.postern-new")
        chown "$owner:" "$path.postern-new"
        chmod "$mode" "$path.postern-new"
        touch -r "$here/$name" "$path.postern-new" # Postfix waits for a main.cf that was written just now
    done <"$work/changes"
    flush "$conf" /etc /var/lib
    while read -r mode owner name path; do
        mv -f "$path.postern-new" "$path"
    done <"$work/changes"
    while IFS= read -r path; do
        put_back "$backup" "$(line_of "$backup" "$path")" "$path"
    done <"$work/stale"
    flush "$conf" /etc /var/lib
}

put_in_force() {
    if ! running; then
        start
    elif [ "$before" = "$(listeners "$conf")" ]; then
        said=$(control reload) || fail "Postfix cannot be reloaded: $(printf '%s' "$said" | tail -n 1)" "its log tells more"
    else
        stop || fail "Postfix does not stop" "stop it by hand"
        start
    fi
}

# So that Postfix is there after the next start of the host too.
start_with_host() {
    unit=$(unit)
    if [ -n "$unit" ] && ! systemctl is-enabled --quiet "$unit" 2>/dev/null; then
        ! systemctl enable "$unit" 2>/dev/null || : >"$step/enabled"
    elif [ -z "$unit" ]; then
        say "Make sure that Postfix starts with this host: nothing was found here that starts it."
    fi
}

answers() {
    # shellcheck disable=SC2046 # two words
    set -- $(word listen)
    for _ in 1 2 3 4 5 6 7 8 9 10; do
        code=0
        said=$(greeting "$1" "$2") || code=$?
        case $code:$said in
            0:220*) return 0 ;;
            2:*) say "Neither bash nor nc is here: Postfix's greeting was not looked at."; return 0 ;;
        esac
        sleep 1
    done
    fail "Postfix does not answer at $1 port $2" "its log tells why"
}

# A message of our own, which has to reach the Maildir; it is taken out again.
swallows() {
    box=$(word mailbox)
    [ -n "$box" ] || return 0
    mark=postern-trial-$$-$(date +%s)
    printf 'Subject: %s\n\nThis message tried whether the mailbox can be written.\n' "$mark" |
        sendmail -C "$conf" -i -f '' "$mark@postern.invalid"
    for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do
        # shellcheck disable=SC2038 # names of Maildir messages have no blanks
        found=$(find "$box/new" -type f -newer "$work/changes" 2>/dev/null | xargs grep -ls "^Subject: .*$mark" /dev/null || true)
        if [ -n "$found" ]; then
            rm -f "$found"
            mark=
            return 0
        fi
        sleep 1
    done
    fail "mail does not reach $box" "Postfix's log tells why"
}

# The trial's message is nobody's.
drop_trial() {
    [ -n "$mark" ] || return 0
    postqueue -c "$conf" -j | grep "$mark" | sed 's/.*"queue_id": *"\([^"]*\)".*/\1/' | postsuper -c "$conf" -d -
}

# Whatever becomes of the terminal, the old files come back.
roll_back() {
    code=$?
    set +e
    trap '' HUP INT TERM PIPE
    rm -rf "$work"
    [ "$code" -ne 0 ] || code=1
    if [ ! -e "$step/complete" ]; then
        discard "$step"
        exit "$code"
    fi
    say "Taking everything back ..." >&2
    drop_trial >/dev/null 2>&1
    if ! (may_go_back "$step"); then
        say "hint: until then the new configuration stays; run this again, or uninstall.sh" >&2
        exit 1
    fi
    (put_back_whole "$step") && say "Nothing has changed: the old files are back." >&2
    exit 1
}

# The first installation's backup is the one that uninstall.sh goes back to.
adopt_step() {
    targets | while read -r mode owner name path; do
        [ ! -e "$path" ] || echo "$(digest "$path") $path"
    done >"$step/installed"
    cp "$here/uninstall.sh" "$step/uninstall.sh"
    flush "$step"
    if [ ! -e "$backup/complete" ]; then
        mv "$step" "$backup"
        flush "${backup%/*}"
        return 0
    fi
    number=0
    while IFS= read -r path; do
        number=$((number + 1))
        keep "$backup" "$path" "$step/saved.$number"
    done <"$step/paths"
    cat "$step/folders" >>"$backup/folders"
    while read -r mode owner path; do
        grep -q " $path\$" "$backup/owners" || grep -Fxq -e "$path" "$backup/folders" || echo "$mode $owner $path" >>"$backup/owners"
    done <"$step/owners"
    flush "$backup"
    # From here on the new state counts.
    rm -f "$step/complete"
    flush "$step"
    for name in installed uninstall.sh; do mv -f "$step/$name" "$backup/$name"; done
    [ ! -e "$step/enabled" ] || : >"$backup/enabled"
    flush "$backup"
    discard "$step"
}

recover
check_version
check_files
check_plugins
check_configuration "$here"
check_own_queue "$here"
check_old_configuration
check_port
check_passwords

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
changes >"$work/changes"
stale >"$work/stale"
folder_changes >"$work/folders"
if [ ! -s "$work/changes" ] && [ ! -s "$work/stale" ] && [ ! -s "$work/folders" ]; then
    if running; then
        say "Nothing to do: $conf is as it should be, and Postfix runs."
    else
        start
        answers
        say "$conf was as it should be; Postfix is started."
    fi
    exit 0
fi
show
if [ -z "$yes" ]; then
    if [ ! -t 0 ]; then
        say "Nothing has changed. To install this: install.sh --yes" >&2
        exit 2
    fi
    printf 'Install this? [y/N] '
    read -r answer
    case $answer in y | Y | yes) ;; *) say "Nothing has changed."; exit 2 ;; esac
fi

before=$(listeners "$conf")
trap roll_back EXIT
make_step
if is_blackhole && [ "$(word route)" != blackhole ]; then
    stop_with_empty_queue "mail of the sandbox waits in the queue, and would be sent to real people" \
        "look at it: postqueue -c $conf -p; delete it: postsuper -c $conf -d ALL"
elif [ "$(word route)" = blackhole ] && ! is_blackhole && [ -z "$with_queue" ]; then
    stop_with_empty_queue "mail waits in the queue, and the blackhole would swallow it" \
        "deliver it first: postqueue -c $conf -f; delete it: postsuper -c $conf -d ALL; or say --with-queue"
fi
make_instance
install_files
check_configuration "$conf"
postfix -c "$conf" check || fail "postfix check found errors" "it names them above"
put_in_force
answers
postqueue -c "$conf" -p >/dev/null || fail "the queue of $conf cannot be looked at" "its log tells why"
swallows
start_with_host
adopt_step
rm -rf "$work"
trap - EXIT
say "Installed in $conf; Postfix runs with it. To go back: uninstall.sh, here or in $backup"
