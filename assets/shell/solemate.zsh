#compdef solemate

autoload -U is-at-least

_solemate_routines() {
    compadd -- ${(f)"$(solemate list --ids 2>/dev/null)"}
    _files -g '*.toml'
}

_solemate_hidden() {
    compadd -- ${(f)"$(solemate list --ids --hidden 2>/dev/null)"}
}

_solemate() {
    typeset -A opt_args
    typeset -a _arguments_options
    local ret=1

    if is-at-least 5.2; then
        _arguments_options=(-s -S -C)
    else
        _arguments_options=(-s -C)
    fi

    local context curcontext="$curcontext" state line
    _arguments "${_arguments_options[@]}" : \
'--data-dir=[Keep everything below this folder (as SOLEMATE_HOME does)]:DIR:_files' \
'-h[Print help (see more with '\''--help'\'')]' \
'--help[Print help (see more with '\''--help'\'')]' \
'-V[Print version]' \
'--version[Print version]' \
":: :_solemate_commands" \
"*::: :->solemate" \
&& ret=0
    case $state in
    (solemate)
        words=($line[1] "${words[@]}")
        (( CURRENT += 1 ))
        curcontext="${curcontext%:*:*}:solemate-command-$line[1]:"
        case $line[1] in
            (start)
_arguments "${_arguments_options[@]}" : \
'--side=[Work these sides today]:SIDE:(left right both)' \
'--minutes=[Fit it to so many minutes, 1 to 240; the file is not touched]:N:_default' \
'--data-dir=[Keep everything below this folder (as SOLEMATE_HOME does)]:DIR:_files' \
'--plain[Without a screen\: a line for each event and answer; for screen readers, logs and pipes]' \
'--anyway[Do what the health profile leaves out or softens, too, this once; after surgery, a fracture or a tear there is no session all the same]' \
'--no-check[Begin at once\: leave out the five questions and pain now before it]' \
'-h[Print help]' \
'--help[Print help]' \
'::routine -- The routine\: its id (`solemate list` names them) or a file:_solemate_routines' \
&& ret=0
;;
(list)
_arguments "${_arguments_options[@]}" : \
'--data-dir=[Keep everything below this folder (as SOLEMATE_HOME does)]:DIR:_files' \
'--json[As a JSON array; lengths in seconds. What is hidden is part of it, and says so; of the others techniques and lengths are of what your health profile leaves]' \
'--all[Those that are hidden, too]' \
'(--json --all)--hidden[Those alone that are hidden]' \
'(--json)--ids[Only what names each of them, one a line]' \
'-h[Print help]' \
'--help[Print help]' \
&& ret=0
;;
(show)
_arguments "${_arguments_options[@]}" : \
'--side=[For these sides]:SIDE:(left right both)' \
'--minutes=[Fitted to so many minutes, 1 to 240\: what is shorter and what is left out]:N:_default' \
'--data-dir=[Keep everything below this folder (as SOLEMATE_HOME does)]:DIR:_files' \
'--anyway[As on paper\: with what the health profile leaves out or softens, too]' \
'--json[As a JSON object; times in seconds from the start]' \
'-h[Print help]' \
'--help[Print help]' \
':routine -- Its id (`solemate list` names them) or a file:_solemate_routines' \
&& ret=0
;;
(check)
_arguments "${_arguments_options[@]}" : \
'--data-dir=[Keep everything below this folder (as SOLEMATE_HOME does)]:DIR:_files' \
'--json[As a JSON array]' \
'-h[Print help]' \
'--help[Print help]' \
'*::files -- Files, or ids; without any, all your own routines and drawings:_files' \
&& ret=0
;;
(new)
_arguments "${_arguments_options[@]}" : \
'--from=[Begin with a copy of this routine, an id or a file; otherwise with a page that explains itself]:ROUTINE:_solemate_routines' \
'(--from)*--for=[What it is for\: morning, calves, sole, standing, desk, flare-up; several with commas]:WORDS:(morning calves sole standing desk flare-up)' \
'(--from)*--tools=[What is at hand\: chair, stool, wall, ball, roller, bottle, towel; several with commas, or none]:WORDS:(chair stool wall ball roller bottle towel none)' \
'(--from)--minutes=[How many minutes there are, 3 to 45]:N:_default' \
'(--from)--side=[Which side\: both, left, right, or sore, as the settings say]:SIDE:(both left right sore)' \
'--data-dir=[Keep everything below this folder (as SOLEMATE_HOME does)]:DIR:_files' \
'(--from)--guided[Ask line by line, and propose one; what is said by NAME, --for, --tools, --minutes and --side is not asked]' \
'--force[Take the name of a shipped routine without asking\: yours stands in its place. A file of yours is never replaced]' \
'-h[Print help]' \
'--help[Print help]' \
'::name -- What it is called\: its file gets a name of small letters, digits and hyphens from that:_default' \
&& ret=0
;;
(edit)
_arguments "${_arguments_options[@]}" : \
'--data-dir=[Keep everything below this folder (as SOLEMATE_HOME does)]:DIR:_files' \
'--editor[In the editor that VISUAL or EDITOR names instead; a shipped one is copied first]' \
'-h[Print help]' \
'--help[Print help]' \
':routine -- Its id (`solemate list` names them) or a file:_solemate_routines' \
&& ret=0
;;
(share)
_arguments "${_arguments_options[@]}" : \
'--data-dir=[Keep everything below this folder (as SOLEMATE_HOME does)]:DIR:_files' \
'-h[Print help]' \
'--help[Print help]' \
':routine -- Its id (`solemate list` names them) or a file:_solemate_routines' \
&& ret=0
;;
(add)
_arguments "${_arguments_options[@]}" : \
'--as=[Under this name, without \`.toml\`; otherwise that of the file, or of the routine]:NAME:_default' \
'--data-dir=[Keep everything below this folder (as SOLEMATE_HOME does)]:DIR:_files' \
'--force[Replace a routine of yours that has this name, or stand in the place of a shipped one, without asking]' \
'-h[Print help]' \
'--help[Print help]' \
':file -- Its file; `-` reads standard input:_files' \
&& ret=0
;;
(hide)
_arguments "${_arguments_options[@]}" : \
'--data-dir=[Keep everything below this folder (as SOLEMATE_HOME does)]:DIR:_files' \
'-h[Print help]' \
'--help[Print help]' \
':routine -- Its id (`solemate list` names them):_solemate_routines' \
&& ret=0
;;
(unhide)
_arguments "${_arguments_options[@]}" : \
'--data-dir=[Keep everything below this folder (as SOLEMATE_HOME does)]:DIR:_files' \
'-h[Print help]' \
'--help[Print help]' \
':routine -- Its id (`solemate list --all` names them):_solemate_hidden' \
&& ret=0
;;
(schema)
_arguments "${_arguments_options[@]}" : \
'--data-dir=[Keep everything below this folder (as SOLEMATE_HOME does)]:DIR:_files' \
'-h[Print help]' \
'--help[Print help]' \
&& ret=0
;;
(log)
_arguments "${_arguments_options[@]}" : \
'--left=[The left foot]:0-10:_default' \
'--right=[The right foot]:0-10:_default' \
'--at=[When it was\: "today 07\:10", "yesterday 21\:00", "2026-11-19 07\:10", "07\:10"; now, if not said. First steps, the average of a day, events and days can be of a day alone\: "yesterday", "2026-11-19"]:WHEN:_default' \
'--note=[A word about it]:TEXT:_default' \
'--place=[Where it hurts, in a few words]:TEXT:_default' \
'--session=[The session it belongs to]:ID:_default' \
'--id=[The rating that it corrects]:ID:_default' \
'--rev=[The revision that the correction is]:N:_default' \
'--data-dir=[Keep everything below this folder (as SOLEMATE_HOME does)]:DIR:_files' \
'-h[Print help (see more with '\''--help'\'')]' \
'--help[Print help (see more with '\''--help'\'')]' \
':about -- What it is about:((first-step\:"The first steps after waking"
day-average\:"The average of a day"
now-before\:"Just before a session"
now-during\:"In the middle of one"
now-after\:"Just after one"
event\:"Something that happened, in your words\: new insoles, a holiday"
day\:"A word about a day\: rest, tired, flare, travel, home, swap"
visit\:"The weekly hands-on visit, done"))' \
'::text -- What happened, for an event; rest, tired, flare, travel, home or swap, for a day:_default' \
&& ret=0
;;
(morning)
_arguments "${_arguments_options[@]}" : \
'--at=[When it was, if not this morning\: "yesterday", "2026-11-19 07\:10"]:WHEN:_default' \
'--note=[A word about it]:TEXT:_default' \
'--data-dir=[Keep everything below this folder (as SOLEMATE_HOME does)]:DIR:_files' \
'-h[Print help]' \
'--help[Print help]' \
':first -- The left foot, or `-`; the sore foot where only one is sore and one number is given:_default' \
'::second -- The right foot, or `-`:_default' \
&& ret=0
;;
(history)
_arguments "${_arguments_options[@]}" : \
'--limit=[At most so many sessions, ratings and events]:N:_default' \
'--data-dir=[Keep everything below this folder (as SOLEMATE_HOME does)]:DIR:_files' \
'--json[As JSON Lines\: one object a line, newest first; times in seconds]' \
'-h[Print help]' \
'--help[Print help]' \
&& ret=0
;;
(trends)
_arguments "${_arguments_options[@]}" : \
'--weeks=[So many weeks back; 0 for everything]:N:_default' \
'--foot=[One foot only]:SIDE:(left right)' \
'--data-dir=[Keep everything below this folder (as SOLEMATE_HOME does)]:DIR:_files' \
'--json[As one JSON document; times in seconds]' \
'(--json)--days[With a row for each day\: ratings, sessions, minutes, and the pain of the next morning]' \
'-h[Print help]' \
'--help[Print help]' \
&& ret=0
;;
(today)
_arguments "${_arguments_options[@]}" : \
'--data-dir=[Keep everything below this folder (as SOLEMATE_HOME does)]:DIR:_files' \
'(--json)--due[Only what is due, in a few words; nothing where nothing is]' \
'--json[As a JSON object; times in seconds]' \
'-h[Print help]' \
'--help[Print help]' \
&& ret=0
;;
(plan)
_arguments "${_arguments_options[@]}" : \
'--data-dir=[Keep everything below this folder (as SOLEMATE_HOME does)]:DIR:_files' \
'--why[How the level came to be what it is, change by change; and the bands and thresholds, each with its source]' \
'(--why)--up[Go up a level, where the rules allow it]' \
'(--why --up)--ease[Ease off\: half the massage days, and one stretch a day; plan.toml says so from then on]' \
'(--why --up --ease)--back[Return to the plan from before it was eased off]' \
'(--why --up --ease --back --json)--default[Print a plan with every default in it, to begin one'\''s own with]' \
'--json[As a JSON object; times in seconds]' \
'-h[Print help]' \
'--help[Print help]' \
&& ret=0
;;
(health)
_arguments "${_arguments_options[@]}" : \
'*--set=[Answer a question\: its word, and yes, no, agreed (a clinician has agreed) or the day it happened; several times]:WORD=ANSWER:_default' \
'--data-dir=[Keep everything below this folder (as SOLEMATE_HOME does)]:DIR:_files' \
'(--set)--clear[Take every answer back]' \
'--json[As a JSON object]' \
'-h[Print help]' \
'--help[Print help]' \
&& ret=0
;;
(remind)
_arguments "${_arguments_options[@]}" : \
'--data-dir=[Keep everything below this folder (as SOLEMATE_HOME does)]:DIR:_files' \
'-h[Print help]' \
'--help[Print help]' \
":: :_solemate__subcmd__remind_commands" \
"*::: :->remind" \
&& ret=0

    case $state in
    (remind)
        words=($line[1] "${words[@]}")
        (( CURRENT += 1 ))
        curcontext="${curcontext%:*:*}:solemate-remind-command-$line[1]:"
        case $line[1] in
            (on)
_arguments "${_arguments_options[@]}" : \
'*--at=[A time of day, as often as you like; 07\:00 and 21\:00, if none is named]:TIME:_default' \
'--quiet=[The hours in which nothing is shown, or none]:HOURS:_default' \
'--with=[The timers to use; if not said, those of this system, and cron where there are none]:SYSTEM:((systemd\:"Units of your own systemd"
launchd\:"An agent of launchd, on macOS"
tasks\:"A task of the Task Scheduler, on Windows"
cron\:"Lines for your own table"))' \
'--data-dir=[Keep everything below this folder (as SOLEMATE_HOME does)]:DIR:_files' \
'--dry-run[Only show what would be written]' \
'(--dry-run)--yes[Without asking]' \
'--replace[Also over a file that you have changed]' \
'--json[As a JSON object; written only with --yes]' \
'-h[Print help (see more with '\''--help'\'')]' \
'--help[Print help (see more with '\''--help'\'')]' \
&& ret=0
;;
(off)
_arguments "${_arguments_options[@]}" : \
'--data-dir=[Keep everything below this folder (as SOLEMATE_HOME does)]:DIR:_files' \
'--dry-run[Only show what would be removed]' \
'(--dry-run)--yes[Without asking]' \
'--replace[Also a file that you have changed]' \
'--json[As a JSON object; removed only with --yes]' \
'-h[Print help]' \
'--help[Print help]' \
&& ret=0
;;
(status)
_arguments "${_arguments_options[@]}" : \
'--data-dir=[Keep everything below this folder (as SOLEMATE_HOME does)]:DIR:_files' \
'--json[As a JSON object]' \
'-h[Print help]' \
'--help[Print help]' \
&& ret=0
;;
(now)
_arguments "${_arguments_options[@]}" : \
'--quiet=[The hours in which nothing is shown, or none]:HOURS:_default' \
'--data-dir=[Keep everything below this folder (as SOLEMATE_HOME does)]:DIR:_files' \
'-h[Print help]' \
'--help[Print help]' \
&& ret=0
;;
        esac
    ;;
esac
;;
(learn)
_arguments "${_arguments_options[@]}" : \
'--data-dir=[Keep everything below this folder (as SOLEMATE_HOME does)]:DIR:_files' \
'--json[As JSON\: the topics, a topic with its sources, or what was found]' \
'-h[Print help]' \
'--help[Print help]' \
'*::topic -- A topic, or words to look for; without one, the topics there are:(heel-pain why course see-someone ask-first massage calf sole rolling stretches strength how-often how-hard shoes night-splint cold your-chart not-so how-sure)' \
&& ret=0
;;
(report)
_arguments "${_arguments_options[@]}" : \
'--weeks=[So many weeks back; 0 for everything]:N:_default' \
'--format=[A page for a browser or paper, or text]:FORM:(html text)' \
'-o+[Into this file instead of standard output; readable by you only]:FILE:_files' \
'--output=[Into this file instead of standard output; readable by you only]:FILE:_files' \
'--data-dir=[Keep everything below this folder (as SOLEMATE_HOME does)]:DIR:_files' \
'(--format)--json[The figures of the page as data, for scripts; times in seconds]' \
'--notes[With the notes and the events, which are in your own words; they stay private otherwise]' \
'--force[Replace FILE if it is there already]' \
'-h[Print help]' \
'--help[Print help]' \
&& ret=0
;;
(export)
_arguments "${_arguments_options[@]}" : \
'--format=[The form\: jsonl is the journal'\''s own, one fact a line, without loss; csv a table for spreadsheets, a row for each rating, step, note and event, and for a session without steps]:FORM:(jsonl csv)' \
'-o+[Into this file instead of standard output; whole or not at all, readable by you only]:FILE:_files' \
'--output=[Into this file instead of standard output; whole or not at all, readable by you only]:FILE:_files' \
'--data-dir=[Keep everything below this folder (as SOLEMATE_HOME does)]:DIR:_files' \
'(--format)--json[The same as \`--format jsonl\`, as other commands take it]' \
'--without-notes[Without anything that you wrote\: no notes, no places, no events]' \
'--with-health[With what tells of your health, or may\: red flags, which steps the health profile left out, and what only a newer solemate understands]' \
'--force[Replace FILE if it is there already]' \
'-h[Print help]' \
'--help[Print help]' \
&& ret=0
;;
(import)
_arguments "${_arguments_options[@]}" : \
'--date=[The column of the day\: 2026-11-01, 1.11.2026, or with a time behind it]:COLUMN:_default' \
'--time=[The column of the time of day, where it is not behind the day\: 07\:10, 7\:10 AM. Where it is empty, none was said]:COLUMN:_default' \
'--order=[How days are written where 3/4/2026 could be either]:ORDER:((dmy\:"Day, month, year"
mdy\:"Month, day, year"))' \
'--left=[The column of the left foot'\''s ratings]:COLUMN:_default' \
'--right=[The column of the right foot'\''s ratings]:COLUMN:_default' \
'--value=[The column of the value, where another one names the foot]:COLUMN:_default' \
'--foot=[The column that names the foot\: left, right, L, R]:COLUMN:_default' \
'--kind=[What was rated]:KIND:((first-step\:"The first steps after waking"
day-average\:"The average of a day"
now-before\:"Just before a session"
now-during\:"In the middle of one"
now-after\:"Just after one"))' \
'--kind-column=[The column that names what was rated, in the words of --kind; where it is empty, --kind counts]:COLUMN:_default' \
'--note=[The column of a note]:COLUMN:_default' \
'--data-dir=[Keep everything below this folder (as SOLEMATE_HOME does)]:DIR:_files' \
'--dry-run[Say what would be added, and add nothing]' \
'--skip-damaged[Pass over damaged lines, and rows of a table that say what cannot be meant; add the others]' \
'(--dry-run)--undo[Take back what the last import added]' \
'-h[Print help (see more with '\''--help'\'')]' \
'--help[Print help (see more with '\''--help'\'')]' \
'::file -- A file of `solemate export`, or a table with a head line (.csv, .tsv, or of any name with its columns named):_files' \
&& ret=0
;;
(forget)
_arguments "${_arguments_options[@]}" : \
'--data-dir=[Keep everything below this folder (as SOLEMATE_HOME does)]:DIR:_files' \
'()--deleted[What was deleted before, and is in the files still]' \
'(--deleted)--all[The whole history of this device, and what the program remembers besides; settings, routines and the folders of other devices stay]' \
'--moved[Also from the folders that this home wrote to before it was moved; not if it was copied, and the other machine is in use]' \
'--yes[Without asking]' \
'-h[Print help]' \
'--help[Print help]' \
'*::ids -- The ids of sessions, ratings, notes or events (`solemate history --json` tells them); a session takes along what was said about it:_default' \
&& ret=0
;;
(config)
_arguments "${_arguments_options[@]}" : \
'--data-dir=[Keep everything below this folder (as SOLEMATE_HOME does)]:DIR:_files' \
'--default[The file with every default in it, explained; each is a comment]' \
'(--default)--json[As a JSON object; values as they stand in the file]' \
'-h[Print help]' \
'--help[Print help]' \
":: :_solemate__subcmd__config_commands" \
"*::: :->config" \
&& ret=0

    case $state in
    (config)
        words=($line[1] "${words[@]}")
        (( CURRENT += 1 ))
        curcontext="${curcontext%:*:*}:solemate-config-command-$line[1]:"
        case $line[1] in
            (edit)
_arguments "${_arguments_options[@]}" : \
'--data-dir=[Keep everything below this folder (as SOLEMATE_HOME does)]:DIR:_files' \
'-h[Print help]' \
'--help[Print help]' \
&& ret=0
;;
        esac
    ;;
esac
;;
(ctl)
_arguments "${_arguments_options[@]}" : \
'--data-dir=[Keep everything below this folder (as SOLEMATE_HOME does)]:DIR:_files' \
'--json[Answer with data\: state, routine, side, part, step, phase, seconds_left, total_seconds_left, ends_at]' \
'-h[Print help (see more with '\''--help'\'')]' \
'--help[Print help (see more with '\''--help'\'')]' \
':word -- What to do:((pause\:"Pause"
resume\:"Go on after a pause, and where the session waits"
toggle\:"Pause, or go on\: one button for both"
next\:"Skip the rest of this part, at once"
back\:"Take a skip back, begin again, or go to the part before"
more\:"15 seconds more"
less\:"15 seconds less"
hurt\:"It hurts here\: noted; once more within five seconds skips it"
stop\:"End the session, at once; what was done is kept"
status\:"Say how it stands, in a line for a prompt"))' \
&& ret=0
;;
(keys)
_arguments "${_arguments_options[@]}" : \
'--data-dir=[Keep everything below this folder (as SOLEMATE_HOME does)]:DIR:_files' \
'--json[As a JSON array]' \
'-h[Print help]' \
'--help[Print help]' \
'::screen -- Of one screen only\: session, home, trends …:_default' \
&& ret=0
;;
(doctor)
_arguments "${_arguments_options[@]}" : \
'--data-dir=[Keep everything below this folder (as SOLEMATE_HOME does)]:DIR:_files' \
'--json[As a JSON object]' \
'(--json)--cues[Find out what you hear and see in this kind of terminal\: the voice, a tone, a flash]' \
'--plain[The same line by line, without the full screen; the flash, which it alone has, in words]' \
'-h[Print help]' \
'--help[Print help]' \
&& ret=0
;;
(completions)
_arguments "${_arguments_options[@]}" : \
'--data-dir=[Keep everything below this folder (as SOLEMATE_HOME does)]:DIR:_files' \
'-h[Print help]' \
'--help[Print help]' \
':shell -- The shell:(bash zsh fish powershell elvish)' \
&& ret=0
;;
(man)
_arguments "${_arguments_options[@]}" : \
'--data-dir=[Keep everything below this folder (as SOLEMATE_HOME does)]:DIR:_files' \
'-h[Print help]' \
'--help[Print help]' \
&& ret=0
;;
        esac
    ;;
esac
}

(( $+functions[_solemate_commands] )) ||
_solemate_commands() {
    local commands; commands=(
'start:Begin a session' \
'list:List the routines, with their length for you' \
'show:Show a routine as it would be lived, step by step with its times' \
'check:Check routine files and drawings\: exit code 1 if there is any mistake' \
'new:Make a routine of your own, to be changed as you like' \
'edit:Change a routine\: a form beside its timeline; a shipped one becomes a copy of your own' \
'share:Print a routine as one file, to give to somebody\: \`solemate add\` takes it in' \
'add:Take in a routine that somebody gave you\: it is checked and shown first' \
'hide:List a routine no more; it can still be started by its id' \
'unhide:List a routine again' \
'schema:Print the format of routine files as a JSON Schema, for completion and hints in editors' \
'log:Keep a pain rating, 0 (none) to 10 (the worst you can imagine), an event such as new insoles, or a word about a day' \
'morning:Keep the pain of this morning'\''s first steps\: \`solemate morning 6 2\` is left 6, right 2' \
'history:Show past sessions, ratings and events, newest first' \
'trends:Show whether it is getting better\: pain of each foot, and what was done' \
'today:Show today in one line\: first steps, sessions, minutes, and what is due by the plan' \
'plan:Show what to do today and why, and how firm' \
'health:Show or change the health profile\: nine questions, and what is left out or softened for them' \
'remind:Be reminded of what is due, by the timers of the system' \
'learn:Read about heel pain, each paragraph with its sources and how sure it is' \
'report:Make one page for a clinician\: pain of each foot, sessions, minutes' \
'export:Copy the whole history, joined from all your devices, into one file' \
'import:Add what a copy of a history, or a table of ratings, knows and this history does not' \
'forget:Erase records and ratings for good, or everything' \
'config:Show the settings, and where each comes from; \`config edit\` opens their file' \
'ctl:Control the session under way, from elsewhere' \
'keys:List the keys, by the names that the settings take' \
'doctor:Say what works here\: folders, history, routines, sound, terminal' \
'completions:Print what a shell needs to complete commands, options and routines' \
'man:Print the manual page\: \`solemate man | man -l -\`' \
    )
    _describe -t commands 'solemate commands' commands "$@"
}
(( $+functions[_solemate__subcmd__add_commands] )) ||
_solemate__subcmd__add_commands() {
    local commands; commands=()
    _describe -t commands 'solemate add commands' commands "$@"
}
(( $+functions[_solemate__subcmd__check_commands] )) ||
_solemate__subcmd__check_commands() {
    local commands; commands=()
    _describe -t commands 'solemate check commands' commands "$@"
}
(( $+functions[_solemate__subcmd__completions_commands] )) ||
_solemate__subcmd__completions_commands() {
    local commands; commands=()
    _describe -t commands 'solemate completions commands' commands "$@"
}
(( $+functions[_solemate__subcmd__config_commands] )) ||
_solemate__subcmd__config_commands() {
    local commands; commands=(
'edit:Open the file in the editor that VISUAL or EDITOR names; where there is none, the default file' \
    )
    _describe -t commands 'solemate config commands' commands "$@"
}
(( $+functions[_solemate__subcmd__config__subcmd__edit_commands] )) ||
_solemate__subcmd__config__subcmd__edit_commands() {
    local commands; commands=()
    _describe -t commands 'solemate config edit commands' commands "$@"
}
(( $+functions[_solemate__subcmd__ctl_commands] )) ||
_solemate__subcmd__ctl_commands() {
    local commands; commands=()
    _describe -t commands 'solemate ctl commands' commands "$@"
}
(( $+functions[_solemate__subcmd__doctor_commands] )) ||
_solemate__subcmd__doctor_commands() {
    local commands; commands=()
    _describe -t commands 'solemate doctor commands' commands "$@"
}
(( $+functions[_solemate__subcmd__edit_commands] )) ||
_solemate__subcmd__edit_commands() {
    local commands; commands=()
    _describe -t commands 'solemate edit commands' commands "$@"
}
(( $+functions[_solemate__subcmd__export_commands] )) ||
_solemate__subcmd__export_commands() {
    local commands; commands=()
    _describe -t commands 'solemate export commands' commands "$@"
}
(( $+functions[_solemate__subcmd__forget_commands] )) ||
_solemate__subcmd__forget_commands() {
    local commands; commands=()
    _describe -t commands 'solemate forget commands' commands "$@"
}
(( $+functions[_solemate__subcmd__health_commands] )) ||
_solemate__subcmd__health_commands() {
    local commands; commands=()
    _describe -t commands 'solemate health commands' commands "$@"
}
(( $+functions[_solemate__subcmd__hide_commands] )) ||
_solemate__subcmd__hide_commands() {
    local commands; commands=()
    _describe -t commands 'solemate hide commands' commands "$@"
}
(( $+functions[_solemate__subcmd__history_commands] )) ||
_solemate__subcmd__history_commands() {
    local commands; commands=()
    _describe -t commands 'solemate history commands' commands "$@"
}
(( $+functions[_solemate__subcmd__import_commands] )) ||
_solemate__subcmd__import_commands() {
    local commands; commands=()
    _describe -t commands 'solemate import commands' commands "$@"
}
(( $+functions[_solemate__subcmd__keys_commands] )) ||
_solemate__subcmd__keys_commands() {
    local commands; commands=()
    _describe -t commands 'solemate keys commands' commands "$@"
}
(( $+functions[_solemate__subcmd__learn_commands] )) ||
_solemate__subcmd__learn_commands() {
    local commands; commands=()
    _describe -t commands 'solemate learn commands' commands "$@"
}
(( $+functions[_solemate__subcmd__list_commands] )) ||
_solemate__subcmd__list_commands() {
    local commands; commands=()
    _describe -t commands 'solemate list commands' commands "$@"
}
(( $+functions[_solemate__subcmd__log_commands] )) ||
_solemate__subcmd__log_commands() {
    local commands; commands=()
    _describe -t commands 'solemate log commands' commands "$@"
}
(( $+functions[_solemate__subcmd__man_commands] )) ||
_solemate__subcmd__man_commands() {
    local commands; commands=()
    _describe -t commands 'solemate man commands' commands "$@"
}
(( $+functions[_solemate__subcmd__morning_commands] )) ||
_solemate__subcmd__morning_commands() {
    local commands; commands=()
    _describe -t commands 'solemate morning commands' commands "$@"
}
(( $+functions[_solemate__subcmd__new_commands] )) ||
_solemate__subcmd__new_commands() {
    local commands; commands=()
    _describe -t commands 'solemate new commands' commands "$@"
}
(( $+functions[_solemate__subcmd__plan_commands] )) ||
_solemate__subcmd__plan_commands() {
    local commands; commands=()
    _describe -t commands 'solemate plan commands' commands "$@"
}
(( $+functions[_solemate__subcmd__remind_commands] )) ||
_solemate__subcmd__remind_commands() {
    local commands; commands=(
'on:Show the files of the timers, ask, and write them' \
'off:Show the files of the timers, ask, and remove them' \
'status:Say whether reminders are on, and at which times' \
'now:Show what is due as a notice of the desktop\: what the timers start' \
    )
    _describe -t commands 'solemate remind commands' commands "$@"
}
(( $+functions[_solemate__subcmd__remind__subcmd__now_commands] )) ||
_solemate__subcmd__remind__subcmd__now_commands() {
    local commands; commands=()
    _describe -t commands 'solemate remind now commands' commands "$@"
}
(( $+functions[_solemate__subcmd__remind__subcmd__off_commands] )) ||
_solemate__subcmd__remind__subcmd__off_commands() {
    local commands; commands=()
    _describe -t commands 'solemate remind off commands' commands "$@"
}
(( $+functions[_solemate__subcmd__remind__subcmd__on_commands] )) ||
_solemate__subcmd__remind__subcmd__on_commands() {
    local commands; commands=()
    _describe -t commands 'solemate remind on commands' commands "$@"
}
(( $+functions[_solemate__subcmd__remind__subcmd__status_commands] )) ||
_solemate__subcmd__remind__subcmd__status_commands() {
    local commands; commands=()
    _describe -t commands 'solemate remind status commands' commands "$@"
}
(( $+functions[_solemate__subcmd__report_commands] )) ||
_solemate__subcmd__report_commands() {
    local commands; commands=()
    _describe -t commands 'solemate report commands' commands "$@"
}
(( $+functions[_solemate__subcmd__schema_commands] )) ||
_solemate__subcmd__schema_commands() {
    local commands; commands=()
    _describe -t commands 'solemate schema commands' commands "$@"
}
(( $+functions[_solemate__subcmd__share_commands] )) ||
_solemate__subcmd__share_commands() {
    local commands; commands=()
    _describe -t commands 'solemate share commands' commands "$@"
}
(( $+functions[_solemate__subcmd__show_commands] )) ||
_solemate__subcmd__show_commands() {
    local commands; commands=()
    _describe -t commands 'solemate show commands' commands "$@"
}
(( $+functions[_solemate__subcmd__start_commands] )) ||
_solemate__subcmd__start_commands() {
    local commands; commands=()
    _describe -t commands 'solemate start commands' commands "$@"
}
(( $+functions[_solemate__subcmd__today_commands] )) ||
_solemate__subcmd__today_commands() {
    local commands; commands=()
    _describe -t commands 'solemate today commands' commands "$@"
}
(( $+functions[_solemate__subcmd__trends_commands] )) ||
_solemate__subcmd__trends_commands() {
    local commands; commands=()
    _describe -t commands 'solemate trends commands' commands "$@"
}
(( $+functions[_solemate__subcmd__unhide_commands] )) ||
_solemate__subcmd__unhide_commands() {
    local commands; commands=()
    _describe -t commands 'solemate unhide commands' commands "$@"
}

if [ "$funcstack[1]" = "_solemate" ]; then
    _solemate "$@"
else
    compdef _solemate solemate
fi
