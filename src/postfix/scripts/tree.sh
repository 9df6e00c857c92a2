set -eu
umask 022
PATH=$PATH:/usr/sbin:/sbin
LC_ALL=C
export PATH LC_ALL

say() { printf '%s\n' "$*"; }

fail() {
    printf '%s: %s\n' "${0##*/}" "$1" >&2
    [ $# -lt 2 ] || printf 'hint: %s\n' "$2" >&2
    exit 1
}

# Only the file systems that are written to: those of a busy server may take minutes.
flush() {
    for at in "$@"; do sync -f "$at" 2>/dev/null || sync; done
}

digest() { sha256sum <"$1" | sed 's/ .*//'; }

# --- Which Postfix, and whether another run is at work on it. ---

settle() { # --config-directory's value, or nothing
    [ "$(id -u)" = 0 ] || fail "this needs root" "use sudo"
    command -v postconf >/dev/null || fail "Postfix is not installed" "${packages:-install the package postfix}"
    host=$(postconf -dh config_directory)
    own=$host${instance:+-${instance#postfix-}}
    conf=${1:-$own}
    conf=${conf%/}
    case $conf in
        *[!A-Za-z0-9/._-]* | [!/]*) fail "$conf is no plain absolute path" "name the folder otherwise" ;;
    esac
    [ -z "$instance" ] || [ "$conf" = "$own" ] || fail "an instance has its place at $own" "leave --config-directory out"
    [ -n "$instance" ] || [ -d "$conf" ] || fail "$conf is missing" "name the folder of an existing Postfix"
    [ ! -d "$conf" ] || conf=$(cd "$conf" && pwd -P)
    backup=$conf.postern-backup
    step=$conf.postern-step
    command -v flock >/dev/null || return 0
    # One for all, as instances write to the host's main.cf too.
    (: >>/run/postern.lock) 2>/dev/null || fail "/run/postern.lock cannot be written" "look at /run"
    exec 9>>/run/postern.lock
    flock -n 9 || fail "another run is at work" "wait for it"
}

# Two configurations with one queue would take each other's mail.
check_own_queue() { # FOLDER that is, or will be, in force
    [ "$conf" != "$host" ] && [ -e "$host/main.cf" ] || return 0
    [ "$(value "$host" queue_directory)" != "$(value "$1" queue_directory)" ] ||
        fail "the Postfix of $host has the same queue" "use --multi-instance to have another beside it"
}

# --- The Postfix of $conf. ---

value() { # FOLDER PARAMETER: nothing where there is no configuration, or none that can be read
    [ ! -e "$1/main.cf" ] || postconf -c "$1" -h "$2" 2>/dev/null || true
}

# Postfix takes its time to say no: it is asked only where it may say yes.
running() {
    [ -e "$(value "$conf" queue_directory)/pid/master.pid" ] && postfix -c "$conf" status >/dev/null 2>&1
}

waiting_mail() {
    queue=$(value "$conf" queue_directory)
    for name in incoming active deferred hold maildrop; do
        [ ! -d "$queue/$name" ] || find "$queue/$name" -type f
    done | sed -n 1p
}

# The systemd unit that runs it, or nothing.
unit() {
    [ -d /run/systemd/system ] || return 0
    template=
    for folder in /etc /lib /usr/lib; do
        [ ! -e "$folder/systemd/system/postfix@.service" ] || template=$folder/systemd/system/postfix@.service
    done
    case $conf in
        /etc/postfix) echo postfix ;;
        /etc/postfix-*)
            [ -n "$template" ] || return 0
            if grep -q 'postfix-%I' "$template"; then
                echo "postfix@$(systemd-escape "${conf#/etc/postfix-}")" # Debian 13
            else
                echo "postfix@${conf#/etc/}"
            fi
            ;;
    esac
}

# start, stop or reload. What systemd did not start it does not stop. No lock is left to a daemon.
control() {
    unit=$(unit)
    if [ -n "$unit" ] && [ "$1" != start ] && ! systemctl is-active --quiet "$unit"; then
        unit=
    fi
    if [ -z "$unit" ]; then
        postfix -c "$conf" "$1" 2>&1 9>&-
    elif [ "$1" = start ]; then
        systemctl daemon-reload && systemctl restart "$unit" 2>&1 # it may count as active while Postfix is stopped
    else
        systemctl "$1" "$unit" 2>&1
    fi
}

stop() { ! running || control stop >/dev/null || ! running; }

start() {
    said=$(control start) || fail "Postfix does not start: $(printf '%s' "$said" | tail -n 1)" \
        "its log tells more: journalctl -u 'postfix*', /var/log/mail.log or /var/log/maillog"
}

# Postfix is stopped first, so that nothing comes in meanwhile.
stop_with_empty_queue() { # WHY HINT
    was=
    ! running || was=1
    stop || fail "Postfix does not stop" "stop it by hand"
    [ -n "$(waiting_mail)" ] || return 0
    [ -z "$was" ] || start
    fail "$1" "$2"
}

is_blackhole() { [ "$(value "$conf" default_transport)" = virtual: ]; }

# Going back must neither send the mail of a sandbox nor lose mail that waits.
may_go_back() { # BACKUP
    [ ! -e "$conf/main.cf" ] || postconf -c "$conf" -n >/dev/null 2>&1 ||
        fail "$conf/main.cf cannot be read, so nobody can tell what waits" "correct it: postconf -c $conf -n says what is wrong"
    if is_blackhole; then
        slot=$(line_of "$1" "$conf/main.cf")
        [ -n "$slot" ] || return 0 # it stays a blackhole
        ! grep -qs '^default_transport = virtual:$' "$1/saved.$slot" || return 0
        stop_with_empty_queue "mail of the sandbox waits in the queue, and would be sent to real people" \
            "look at it: postqueue -c $conf -p; delete it: postsuper -c $conf -d ALL"
    elif [ -s "$1/made" ] || [ ! -e "$1/running" ]; then
        stop_with_empty_queue "mail waits in the queue of $conf, and would be lost" \
            "deliver it first: postqueue -c $conf -f"
    fi
}

# --- A backup: a folder that keeps what stood at some paths. ---
# paths: a path a line; saved.N: what stood at the path of line N, missing if nothing did
# folders: folders that were made; owners: MODE OWNER PATH of folders that got another owner
# running, enabled: there if Postfix ran, and if starting it with the host is our doing
# config-time: with the time of $conf
# made, host-main, host-sum, host-time: of an instance: folders that were made; the host's own main.cf,
#     its digest once postmulti had written to it, and the time of its folder
# installed: DIGEST PATH of what was put there
# complete: there once all of it is on the disk
# undoing: there while uninstall.sh is at work

line_of() { grep -Fxn -e "$2" "$1/paths" | sed 's/:.*//'; } # BACKUP PATH

# A name appears or goes at once, with its content on the disk; a process that is killed leaves the old file or the new one.
put_back() { # BACKUP NUMBER PATH
    rm -f "$3.postern-new" || return 1
    if [ -L "$1/saved.$2" ]; then
        cp -a "$1/saved.$2" "$3.postern-new" && mv -f "$3.postern-new" "$3"
    elif [ -e "$1/saved.$2" ]; then
        cp -a "$1/saved.$2" "$3.postern-new" && cmp -s "$1/saved.$2" "$3.postern-new" || return 1
        sync "$3.postern-new" 2>/dev/null || sync
        mv -f "$3.postern-new" "$3"
    else
        rm -f "$3"
    fi
}

# A mailbox with all that is in it; what lies around one keeps its owner.
give() { # MODE OWNER FOLDER
    all=
    case $3 in */Maildir) all=-R ;; esac
    chown $all "$2" "$3" && chmod "$1" "$3"
}

put_files_back() { # BACKUP
    number=0
    while IFS= read -r path; do
        number=$((number + 1))
        [ ! -d "${path%/*}" ] || put_back "$1" "$number" "$path" || return 1
    done <"$1/paths"
    while read -r mode owner path; do
        [ ! -d "$path" ] || give "$mode" "$owner" "$path" || return 1
    done <"$1/owners"
    while IFS= read -r folder; do
        for part in new cur tmp; do rmdir "$folder/$part" 2>/dev/null || true; done
        rmdir "$folder" 2>/dev/null || [ ! -d "$folder" ] || say "$folder stays: there is something in it."
    done <"$1/folders"
    [ ! -d "$conf" ] || touch -r "$1/config-time" "$conf"
}

# The host's own main.cf as it was, or, where somebody changed it since, without what postmulti wrote.
put_host_back() { # BACKUP
    [ -e "$1/host-main" ] && [ -e "$host/main.cf" ] || return 0
    ! cmp -s "$1/host-main" "$host/main.cf" || return 0
    if [ -e "$1/host-sum" ] && [ "$(digest "$host/main.cf")" = "$(cat "$1/host-sum")" ]; then
        cp -a "$1/host-main" "$host/main.cf.postern-new" && mv -f "$host/main.cf.postern-new" "$host/main.cf" || return 1
        touch -r "$1/host-time" "$host"
    else
        left=$(postconf -h multi_instance_directories | tr ',' ' ' | tr -s ' ' '\n' | grep -Fxv -e "$conf" | tr '\n' ' ')
        if [ -n "${left% }" ]; then
            postconf -e "multi_instance_directories=${left% }" || return 1
        else
            postconf -X multi_instance_directories multi_instance_wrapper multi_instance_enable || return 1
        fi
    fi
}

restore() { # BACKUP
    stop || return 1
    put_files_back "$1" || return 1
    while IFS= read -r folder; do rm -rf "$folder" || return 1; done <"$1/made"
    put_host_back "$1" || return 1
    flush "${conf%/*}"
    unit=$(unit)
    [ ! -e "$1/enabled" ] || [ -z "$unit" ] || systemctl disable "$unit" 2>/dev/null || true
}

# Half of a backup must never be taken for a whole one.
discard() { # BACKUP
    rm -f "$1/complete"
    [ ! -d "$1" ] || flush "$1"
    rm -rf "$1"
}

put_back_whole() { # BACKUP
    restore "$1" || fail "the old state could not be put back whole" "make room and repeat; what there was lies in $1"
    broken=
    [ ! -e "$1/running" ] || control start >/dev/null || broken=1
    discard "$1"
    [ -z "$broken" ] || fail "the old files are back, but Postfix does not start with them" "its log tells why"
}

# A run that was killed half-way left something: what it began to install is undone, what it began to undo
# is finished.
recover() {
    if [ -e "$step/complete" ]; then
        say "An earlier run did not end; first undoing what it did."
        may_go_back "$step"
        put_back_whole "$step"
    fi
    discard "$step"
    if [ -e "$backup/complete" ] && [ -e "$backup/undoing" ]; then
        say "An earlier uninstall.sh did not end; first finishing what it began."
        may_go_back "$backup"
        put_back_whole "$backup"
    fi
    [ -e "$backup/complete" ] || discard "$backup"
}
