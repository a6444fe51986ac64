# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_solemate_global_optspecs
    string join \n data-dir= h/help V/version
end

function __fish_solemate_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_solemate_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_solemate_using_subcommand
    set -l cmd (__fish_solemate_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c solemate -n "__fish_solemate_needs_command" -l data-dir -d 'Keep everything below this folder (as SOLEMATE_HOME does)' -r -F
complete -c solemate -n "__fish_solemate_needs_command" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c solemate -n "__fish_solemate_needs_command" -s V -l version -d 'Print version'
complete -c solemate -n "__fish_solemate_needs_command" -f -a "start" -d 'Begin a session'
complete -c solemate -n "__fish_solemate_needs_command" -f -a "list" -d 'List the routines, with their length for you'
complete -c solemate -n "__fish_solemate_needs_command" -f -a "show" -d 'Show a routine as it would be lived, step by step with its times'
complete -c solemate -n "__fish_solemate_needs_command" -f -a "check" -d 'Check routine files and drawings: exit code 1 if there is any mistake'
complete -c solemate -n "__fish_solemate_needs_command" -f -a "new" -d 'Make a routine of your own, to be changed as you like'
complete -c solemate -n "__fish_solemate_needs_command" -f -a "edit" -d 'Change a routine: a form beside its timeline; a shipped one becomes a copy of your own'
complete -c solemate -n "__fish_solemate_needs_command" -f -a "share" -d 'Print a routine as one file, to give to somebody: `solemate add` takes it in'
complete -c solemate -n "__fish_solemate_needs_command" -f -a "add" -d 'Take in a routine that somebody gave you: it is checked and shown first'
complete -c solemate -n "__fish_solemate_needs_command" -f -a "hide" -d 'List a routine no more; it can still be started by its id'
complete -c solemate -n "__fish_solemate_needs_command" -f -a "unhide" -d 'List a routine again'
complete -c solemate -n "__fish_solemate_needs_command" -f -a "schema" -d 'Print the format of routine files as a JSON Schema, for completion and hints in editors'
complete -c solemate -n "__fish_solemate_needs_command" -f -a "log" -d 'Keep a pain rating, 0 (none) to 10 (the worst you can imagine), an event such as new insoles, or a word about a day'
complete -c solemate -n "__fish_solemate_needs_command" -f -a "morning" -d 'Keep the pain of this morning\'s first steps: `solemate morning 6 2` is left 6, right 2'
complete -c solemate -n "__fish_solemate_needs_command" -f -a "history" -d 'Show past sessions, ratings and events, newest first'
complete -c solemate -n "__fish_solemate_needs_command" -f -a "trends" -d 'Show whether it is getting better: pain of each foot, and what was done'
complete -c solemate -n "__fish_solemate_needs_command" -f -a "today" -d 'Show today in one line: first steps, sessions, minutes, and what is due by the plan'
complete -c solemate -n "__fish_solemate_needs_command" -f -a "plan" -d 'Show what to do today and why, and how firm'
complete -c solemate -n "__fish_solemate_needs_command" -f -a "health" -d 'Show or change the health profile: nine questions, and what is left out or softened for them'
complete -c solemate -n "__fish_solemate_needs_command" -f -a "remind" -d 'Be reminded of what is due, by the timers of the system'
complete -c solemate -n "__fish_solemate_needs_command" -f -a "learn" -d 'Read about heel pain, each paragraph with its sources and how sure it is'
complete -c solemate -n "__fish_solemate_needs_command" -f -a "report" -d 'Make one page for a clinician: pain of each foot, sessions, minutes'
complete -c solemate -n "__fish_solemate_needs_command" -f -a "export" -d 'Copy the whole history, joined from all your devices, into one file'
complete -c solemate -n "__fish_solemate_needs_command" -f -a "import" -d 'Add what a copy of a history, or a table of ratings, knows and this history does not'
complete -c solemate -n "__fish_solemate_needs_command" -f -a "forget" -d 'Erase records and ratings for good, or everything'
complete -c solemate -n "__fish_solemate_needs_command" -f -a "config" -d 'Show the settings, and where each comes from; `config edit` opens their file'
complete -c solemate -n "__fish_solemate_needs_command" -f -a "ctl" -d 'Control the session under way, from elsewhere'
complete -c solemate -n "__fish_solemate_needs_command" -f -a "keys" -d 'List the keys, by the names that the settings take'
complete -c solemate -n "__fish_solemate_needs_command" -f -a "doctor" -d 'Say what works here: folders, history, routines, sound, terminal'
complete -c solemate -n "__fish_solemate_needs_command" -f -a "completions" -d 'Print what a shell needs to complete commands, options and routines'
complete -c solemate -n "__fish_solemate_needs_command" -f -a "man" -d 'Print the manual page: `solemate man | man -l -`'
complete -c solemate -n "__fish_solemate_using_subcommand start" -l side -d 'Work these sides today' -r -f -a "left\t''
right\t''
both\t''"
complete -c solemate -n "__fish_solemate_using_subcommand start" -l minutes -d 'Fit it to so many minutes, 1 to 240; the file is not touched' -r
complete -c solemate -n "__fish_solemate_using_subcommand start" -l data-dir -d 'Keep everything below this folder (as SOLEMATE_HOME does)' -r -F
complete -c solemate -n "__fish_solemate_using_subcommand start" -l plain -d 'Without a screen: a line for each event and answer; for screen readers, logs and pipes'
complete -c solemate -n "__fish_solemate_using_subcommand start" -l anyway -d 'Do what the health profile leaves out or softens, too, this once; after surgery, a fracture or a tear there is no session all the same'
complete -c solemate -n "__fish_solemate_using_subcommand start" -l no-check -d 'Begin at once: leave out the five questions and pain now before it'
complete -c solemate -n "__fish_solemate_using_subcommand start" -s h -l help -d 'Print help'
complete -c solemate -n "__fish_solemate_using_subcommand list" -l data-dir -d 'Keep everything below this folder (as SOLEMATE_HOME does)' -r -F
complete -c solemate -n "__fish_solemate_using_subcommand list" -l json -d 'As a JSON array; lengths in seconds. What is hidden is part of it, and says so; of the others techniques and lengths are of what your health profile leaves'
complete -c solemate -n "__fish_solemate_using_subcommand list" -l all -d 'Those that are hidden, too'
complete -c solemate -n "__fish_solemate_using_subcommand list" -l hidden -d 'Those alone that are hidden'
complete -c solemate -n "__fish_solemate_using_subcommand list" -l ids -d 'Only what names each of them, one a line'
complete -c solemate -n "__fish_solemate_using_subcommand list" -s h -l help -d 'Print help'
complete -c solemate -n "__fish_solemate_using_subcommand show" -l side -d 'For these sides' -r -f -a "left\t''
right\t''
both\t''"
complete -c solemate -n "__fish_solemate_using_subcommand show" -l minutes -d 'Fitted to so many minutes, 1 to 240: what is shorter and what is left out' -r
complete -c solemate -n "__fish_solemate_using_subcommand show" -l data-dir -d 'Keep everything below this folder (as SOLEMATE_HOME does)' -r -F
complete -c solemate -n "__fish_solemate_using_subcommand show" -l anyway -d 'As on paper: with what the health profile leaves out or softens, too'
complete -c solemate -n "__fish_solemate_using_subcommand show" -l json -d 'As a JSON object; times in seconds from the start'
complete -c solemate -n "__fish_solemate_using_subcommand show" -s h -l help -d 'Print help'
complete -c solemate -n "__fish_solemate_using_subcommand check" -l data-dir -d 'Keep everything below this folder (as SOLEMATE_HOME does)' -r -F
complete -c solemate -n "__fish_solemate_using_subcommand check" -l json -d 'As a JSON array'
complete -c solemate -n "__fish_solemate_using_subcommand check" -s h -l help -d 'Print help'
complete -c solemate -n "__fish_solemate_using_subcommand new" -l from -d 'Begin with a copy of this routine, an id or a file; otherwise with a page that explains itself' -r
complete -c solemate -n "__fish_solemate_using_subcommand new" -l for -d 'What it is for: morning, calves, sole, standing, desk, flare-up; several with commas' -r -f -a "morning\t''
calves\t''
sole\t''
standing\t''
desk\t''
flare-up\t''"
complete -c solemate -n "__fish_solemate_using_subcommand new" -l tools -d 'What is at hand: chair, stool, wall, ball, roller, bottle, towel; several with commas, or none' -r -f -a "chair\t''
stool\t''
wall\t''
ball\t''
roller\t''
bottle\t''
towel\t''
none\t''"
complete -c solemate -n "__fish_solemate_using_subcommand new" -l minutes -d 'How many minutes there are, 3 to 45' -r
complete -c solemate -n "__fish_solemate_using_subcommand new" -l side -d 'Which side: both, left, right, or sore, as the settings say' -r -f -a "both\t''
left\t''
right\t''
sore\t''"
complete -c solemate -n "__fish_solemate_using_subcommand new" -l data-dir -d 'Keep everything below this folder (as SOLEMATE_HOME does)' -r -F
complete -c solemate -n "__fish_solemate_using_subcommand new" -l guided -d 'Ask line by line, and propose one; what is said by NAME, --for, --tools, --minutes and --side is not asked'
complete -c solemate -n "__fish_solemate_using_subcommand new" -l force -d 'Take the name of a shipped routine without asking: yours stands in its place. A file of yours is never replaced'
complete -c solemate -n "__fish_solemate_using_subcommand new" -s h -l help -d 'Print help'
complete -c solemate -n "__fish_solemate_using_subcommand edit" -l data-dir -d 'Keep everything below this folder (as SOLEMATE_HOME does)' -r -F
complete -c solemate -n "__fish_solemate_using_subcommand edit" -l editor -d 'In the editor that VISUAL or EDITOR names instead; a shipped one is copied first'
complete -c solemate -n "__fish_solemate_using_subcommand edit" -s h -l help -d 'Print help'
complete -c solemate -n "__fish_solemate_using_subcommand share" -l data-dir -d 'Keep everything below this folder (as SOLEMATE_HOME does)' -r -F
complete -c solemate -n "__fish_solemate_using_subcommand share" -s h -l help -d 'Print help'
complete -c solemate -n "__fish_solemate_using_subcommand add" -l as -d 'Under this name, without `.toml`; otherwise that of the file, or of the routine' -r
complete -c solemate -n "__fish_solemate_using_subcommand add" -l data-dir -d 'Keep everything below this folder (as SOLEMATE_HOME does)' -r -F
complete -c solemate -n "__fish_solemate_using_subcommand add" -l force -d 'Replace a routine of yours that has this name, or stand in the place of a shipped one, without asking'
complete -c solemate -n "__fish_solemate_using_subcommand add" -s h -l help -d 'Print help'
complete -c solemate -n "__fish_solemate_using_subcommand hide" -l data-dir -d 'Keep everything below this folder (as SOLEMATE_HOME does)' -r -F
complete -c solemate -n "__fish_solemate_using_subcommand hide" -s h -l help -d 'Print help'
complete -c solemate -n "__fish_solemate_using_subcommand unhide" -l data-dir -d 'Keep everything below this folder (as SOLEMATE_HOME does)' -r -F
complete -c solemate -n "__fish_solemate_using_subcommand unhide" -s h -l help -d 'Print help'
complete -c solemate -n "__fish_solemate_using_subcommand schema" -l data-dir -d 'Keep everything below this folder (as SOLEMATE_HOME does)' -r -F
complete -c solemate -n "__fish_solemate_using_subcommand schema" -s h -l help -d 'Print help'
complete -c solemate -n "__fish_solemate_using_subcommand log" -l left -d 'The left foot' -r
complete -c solemate -n "__fish_solemate_using_subcommand log" -l right -d 'The right foot' -r
complete -c solemate -n "__fish_solemate_using_subcommand log" -l at -d 'When it was: "today 07:10", "yesterday 21:00", "2026-11-19 07:10", "07:10"; now, if not said. First steps, the average of a day, events and days can be of a day alone: "yesterday", "2026-11-19"' -r
complete -c solemate -n "__fish_solemate_using_subcommand log" -l note -d 'A word about it' -r
complete -c solemate -n "__fish_solemate_using_subcommand log" -l place -d 'Where it hurts, in a few words' -r
complete -c solemate -n "__fish_solemate_using_subcommand log" -l session -d 'The session it belongs to' -r
complete -c solemate -n "__fish_solemate_using_subcommand log" -l id -d 'The rating that it corrects' -r
complete -c solemate -n "__fish_solemate_using_subcommand log" -l rev -d 'The revision that the correction is' -r
complete -c solemate -n "__fish_solemate_using_subcommand log" -l data-dir -d 'Keep everything below this folder (as SOLEMATE_HOME does)' -r -F
complete -c solemate -n "__fish_solemate_using_subcommand log" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c solemate -n "__fish_solemate_using_subcommand morning" -l at -d 'When it was, if not this morning: "yesterday", "2026-11-19 07:10"' -r
complete -c solemate -n "__fish_solemate_using_subcommand morning" -l note -d 'A word about it' -r
complete -c solemate -n "__fish_solemate_using_subcommand morning" -l data-dir -d 'Keep everything below this folder (as SOLEMATE_HOME does)' -r -F
complete -c solemate -n "__fish_solemate_using_subcommand morning" -s h -l help -d 'Print help'
complete -c solemate -n "__fish_solemate_using_subcommand history" -l limit -d 'At most so many sessions, ratings and events' -r
complete -c solemate -n "__fish_solemate_using_subcommand history" -l data-dir -d 'Keep everything below this folder (as SOLEMATE_HOME does)' -r -F
complete -c solemate -n "__fish_solemate_using_subcommand history" -l json -d 'As JSON Lines: one object a line, newest first; times in seconds'
complete -c solemate -n "__fish_solemate_using_subcommand history" -s h -l help -d 'Print help'
complete -c solemate -n "__fish_solemate_using_subcommand trends" -l weeks -d 'So many weeks back; 0 for everything' -r
complete -c solemate -n "__fish_solemate_using_subcommand trends" -l foot -d 'One foot only' -r -f -a "left\t''
right\t''"
complete -c solemate -n "__fish_solemate_using_subcommand trends" -l data-dir -d 'Keep everything below this folder (as SOLEMATE_HOME does)' -r -F
complete -c solemate -n "__fish_solemate_using_subcommand trends" -l json -d 'As one JSON document; times in seconds'
complete -c solemate -n "__fish_solemate_using_subcommand trends" -l days -d 'With a row for each day: ratings, sessions, minutes, and the pain of the next morning'
complete -c solemate -n "__fish_solemate_using_subcommand trends" -s h -l help -d 'Print help'
complete -c solemate -n "__fish_solemate_using_subcommand today" -l data-dir -d 'Keep everything below this folder (as SOLEMATE_HOME does)' -r -F
complete -c solemate -n "__fish_solemate_using_subcommand today" -l due -d 'Only what is due, in a few words; nothing where nothing is'
complete -c solemate -n "__fish_solemate_using_subcommand today" -l json -d 'As a JSON object; times in seconds'
complete -c solemate -n "__fish_solemate_using_subcommand today" -s h -l help -d 'Print help'
complete -c solemate -n "__fish_solemate_using_subcommand plan" -l data-dir -d 'Keep everything below this folder (as SOLEMATE_HOME does)' -r -F
complete -c solemate -n "__fish_solemate_using_subcommand plan" -l why -d 'How the level came to be what it is, change by change; and the bands and thresholds, each with its source'
complete -c solemate -n "__fish_solemate_using_subcommand plan" -l up -d 'Go up a level, where the rules allow it'
complete -c solemate -n "__fish_solemate_using_subcommand plan" -l ease -d 'Ease off: half the massage days, and one stretch a day; plan.toml says so from then on'
complete -c solemate -n "__fish_solemate_using_subcommand plan" -l back -d 'Return to the plan from before it was eased off'
complete -c solemate -n "__fish_solemate_using_subcommand plan" -l default -d 'Print a plan with every default in it, to begin one\'s own with'
complete -c solemate -n "__fish_solemate_using_subcommand plan" -l json -d 'As a JSON object; times in seconds'
complete -c solemate -n "__fish_solemate_using_subcommand plan" -s h -l help -d 'Print help'
complete -c solemate -n "__fish_solemate_using_subcommand health" -l set -d 'Answer a question: its word, and yes, no, agreed (a clinician has agreed) or the day it happened; several times' -r
complete -c solemate -n "__fish_solemate_using_subcommand health" -l data-dir -d 'Keep everything below this folder (as SOLEMATE_HOME does)' -r -F
complete -c solemate -n "__fish_solemate_using_subcommand health" -l clear -d 'Take every answer back'
complete -c solemate -n "__fish_solemate_using_subcommand health" -l json -d 'As a JSON object'
complete -c solemate -n "__fish_solemate_using_subcommand health" -s h -l help -d 'Print help'
complete -c solemate -n "__fish_solemate_using_subcommand remind; and not __fish_seen_subcommand_from on off status now" -l data-dir -d 'Keep everything below this folder (as SOLEMATE_HOME does)' -r -F
complete -c solemate -n "__fish_solemate_using_subcommand remind; and not __fish_seen_subcommand_from on off status now" -s h -l help -d 'Print help'
complete -c solemate -n "__fish_solemate_using_subcommand remind; and not __fish_seen_subcommand_from on off status now" -f -a "on" -d 'Show the files of the timers, ask, and write them'
complete -c solemate -n "__fish_solemate_using_subcommand remind; and not __fish_seen_subcommand_from on off status now" -f -a "off" -d 'Show the files of the timers, ask, and remove them'
complete -c solemate -n "__fish_solemate_using_subcommand remind; and not __fish_seen_subcommand_from on off status now" -f -a "status" -d 'Say whether reminders are on, and at which times'
complete -c solemate -n "__fish_solemate_using_subcommand remind; and not __fish_seen_subcommand_from on off status now" -f -a "now" -d 'Show what is due as a notice of the desktop: what the timers start'
complete -c solemate -n "__fish_solemate_using_subcommand remind; and __fish_seen_subcommand_from on" -l at -d 'A time of day, as often as you like; 07:00 and 21:00, if none is named' -r
complete -c solemate -n "__fish_solemate_using_subcommand remind; and __fish_seen_subcommand_from on" -l quiet -d 'The hours in which nothing is shown, or none' -r
complete -c solemate -n "__fish_solemate_using_subcommand remind; and __fish_seen_subcommand_from on" -l with -d 'The timers to use; if not said, those of this system, and cron where there are none' -r -f -a "systemd\t'Units of your own systemd'
launchd\t'An agent of launchd, on macOS'
tasks\t'A task of the Task Scheduler, on Windows'
cron\t'Lines for your own table'"
complete -c solemate -n "__fish_solemate_using_subcommand remind; and __fish_seen_subcommand_from on" -l data-dir -d 'Keep everything below this folder (as SOLEMATE_HOME does)' -r -F
complete -c solemate -n "__fish_solemate_using_subcommand remind; and __fish_seen_subcommand_from on" -l dry-run -d 'Only show what would be written'
complete -c solemate -n "__fish_solemate_using_subcommand remind; and __fish_seen_subcommand_from on" -l yes -d 'Without asking'
complete -c solemate -n "__fish_solemate_using_subcommand remind; and __fish_seen_subcommand_from on" -l replace -d 'Also over a file that you have changed'
complete -c solemate -n "__fish_solemate_using_subcommand remind; and __fish_seen_subcommand_from on" -l json -d 'As a JSON object; written only with --yes'
complete -c solemate -n "__fish_solemate_using_subcommand remind; and __fish_seen_subcommand_from on" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c solemate -n "__fish_solemate_using_subcommand remind; and __fish_seen_subcommand_from off" -l data-dir -d 'Keep everything below this folder (as SOLEMATE_HOME does)' -r -F
complete -c solemate -n "__fish_solemate_using_subcommand remind; and __fish_seen_subcommand_from off" -l dry-run -d 'Only show what would be removed'
complete -c solemate -n "__fish_solemate_using_subcommand remind; and __fish_seen_subcommand_from off" -l yes -d 'Without asking'
complete -c solemate -n "__fish_solemate_using_subcommand remind; and __fish_seen_subcommand_from off" -l replace -d 'Also a file that you have changed'
complete -c solemate -n "__fish_solemate_using_subcommand remind; and __fish_seen_subcommand_from off" -l json -d 'As a JSON object; removed only with --yes'
complete -c solemate -n "__fish_solemate_using_subcommand remind; and __fish_seen_subcommand_from off" -s h -l help -d 'Print help'
complete -c solemate -n "__fish_solemate_using_subcommand remind; and __fish_seen_subcommand_from status" -l data-dir -d 'Keep everything below this folder (as SOLEMATE_HOME does)' -r -F
complete -c solemate -n "__fish_solemate_using_subcommand remind; and __fish_seen_subcommand_from status" -l json -d 'As a JSON object'
complete -c solemate -n "__fish_solemate_using_subcommand remind; and __fish_seen_subcommand_from status" -s h -l help -d 'Print help'
complete -c solemate -n "__fish_solemate_using_subcommand remind; and __fish_seen_subcommand_from now" -l quiet -d 'The hours in which nothing is shown, or none' -r
complete -c solemate -n "__fish_solemate_using_subcommand remind; and __fish_seen_subcommand_from now" -l data-dir -d 'Keep everything below this folder (as SOLEMATE_HOME does)' -r -F
complete -c solemate -n "__fish_solemate_using_subcommand remind; and __fish_seen_subcommand_from now" -s h -l help -d 'Print help'
complete -c solemate -n "__fish_solemate_using_subcommand learn" -l data-dir -d 'Keep everything below this folder (as SOLEMATE_HOME does)' -r -F
complete -c solemate -n "__fish_solemate_using_subcommand learn" -l json -d 'As JSON: the topics, a topic with its sources, or what was found'
complete -c solemate -n "__fish_solemate_using_subcommand learn" -s h -l help -d 'Print help'
complete -c solemate -n "__fish_solemate_using_subcommand report" -l weeks -d 'So many weeks back; 0 for everything' -r
complete -c solemate -n "__fish_solemate_using_subcommand report" -l format -d 'A page for a browser or paper, or text' -r -f -a "html\t''
text\t''"
complete -c solemate -n "__fish_solemate_using_subcommand report" -s o -l output -d 'Into this file instead of standard output; readable by you only' -r -F
complete -c solemate -n "__fish_solemate_using_subcommand report" -l data-dir -d 'Keep everything below this folder (as SOLEMATE_HOME does)' -r -F
complete -c solemate -n "__fish_solemate_using_subcommand report" -l json -d 'The figures of the page as data, for scripts; times in seconds'
complete -c solemate -n "__fish_solemate_using_subcommand report" -l notes -d 'With the notes and the events, which are in your own words; they stay private otherwise'
complete -c solemate -n "__fish_solemate_using_subcommand report" -l force -d 'Replace FILE if it is there already'
complete -c solemate -n "__fish_solemate_using_subcommand report" -s h -l help -d 'Print help'
complete -c solemate -n "__fish_solemate_using_subcommand export" -l format -d 'The form: jsonl is the journal\'s own, one fact a line, without loss; csv a table for spreadsheets, a row for each rating, step, note and event, and for a session without steps' -r -f -a "jsonl\t''
csv\t''"
complete -c solemate -n "__fish_solemate_using_subcommand export" -s o -l output -d 'Into this file instead of standard output; whole or not at all, readable by you only' -r -F
complete -c solemate -n "__fish_solemate_using_subcommand export" -l data-dir -d 'Keep everything below this folder (as SOLEMATE_HOME does)' -r -F
complete -c solemate -n "__fish_solemate_using_subcommand export" -l json -d 'The same as `--format jsonl`, as other commands take it'
complete -c solemate -n "__fish_solemate_using_subcommand export" -l without-notes -d 'Without anything that you wrote: no notes, no places, no events'
complete -c solemate -n "__fish_solemate_using_subcommand export" -l with-health -d 'With what tells of your health, or may: red flags, which steps the health profile left out, and what only a newer solemate understands'
complete -c solemate -n "__fish_solemate_using_subcommand export" -l force -d 'Replace FILE if it is there already'
complete -c solemate -n "__fish_solemate_using_subcommand export" -s h -l help -d 'Print help'
complete -c solemate -n "__fish_solemate_using_subcommand import" -l date -d 'The column of the day: 2026-11-01, 1.11.2026, or with a time behind it' -r
complete -c solemate -n "__fish_solemate_using_subcommand import" -l time -d 'The column of the time of day, where it is not behind the day: 07:10, 7:10 AM. Where it is empty, none was said' -r
complete -c solemate -n "__fish_solemate_using_subcommand import" -l order -d 'How days are written where 3/4/2026 could be either' -r -f -a "dmy\t'Day, month, year'
mdy\t'Month, day, year'"
complete -c solemate -n "__fish_solemate_using_subcommand import" -l left -d 'The column of the left foot\'s ratings' -r
complete -c solemate -n "__fish_solemate_using_subcommand import" -l right -d 'The column of the right foot\'s ratings' -r
complete -c solemate -n "__fish_solemate_using_subcommand import" -l value -d 'The column of the value, where another one names the foot' -r
complete -c solemate -n "__fish_solemate_using_subcommand import" -l foot -d 'The column that names the foot: left, right, L, R' -r
complete -c solemate -n "__fish_solemate_using_subcommand import" -l kind -d 'What was rated' -r -f -a "first-step\t'The first steps after waking'
day-average\t'The average of a day'
now-before\t'Just before a session'
now-during\t'In the middle of one'
now-after\t'Just after one'"
complete -c solemate -n "__fish_solemate_using_subcommand import" -l kind-column -d 'The column that names what was rated, in the words of --kind; where it is empty, --kind counts' -r
complete -c solemate -n "__fish_solemate_using_subcommand import" -l note -d 'The column of a note' -r
complete -c solemate -n "__fish_solemate_using_subcommand import" -l data-dir -d 'Keep everything below this folder (as SOLEMATE_HOME does)' -r -F
complete -c solemate -n "__fish_solemate_using_subcommand import" -l dry-run -d 'Say what would be added, and add nothing'
complete -c solemate -n "__fish_solemate_using_subcommand import" -l skip-damaged -d 'Pass over damaged lines, and rows of a table that say what cannot be meant; add the others'
complete -c solemate -n "__fish_solemate_using_subcommand import" -l undo -d 'Take back what the last import added'
complete -c solemate -n "__fish_solemate_using_subcommand import" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c solemate -n "__fish_solemate_using_subcommand forget" -l data-dir -d 'Keep everything below this folder (as SOLEMATE_HOME does)' -r -F
complete -c solemate -n "__fish_solemate_using_subcommand forget" -l deleted -d 'What was deleted before, and is in the files still'
complete -c solemate -n "__fish_solemate_using_subcommand forget" -l all -d 'The whole history of this device, and what the program remembers besides; settings, routines and the folders of other devices stay'
complete -c solemate -n "__fish_solemate_using_subcommand forget" -l moved -d 'Also from the folders that this home wrote to before it was moved; not if it was copied, and the other machine is in use'
complete -c solemate -n "__fish_solemate_using_subcommand forget" -l yes -d 'Without asking'
complete -c solemate -n "__fish_solemate_using_subcommand forget" -s h -l help -d 'Print help'
complete -c solemate -n "__fish_solemate_using_subcommand config; and not __fish_seen_subcommand_from edit" -l data-dir -d 'Keep everything below this folder (as SOLEMATE_HOME does)' -r -F
complete -c solemate -n "__fish_solemate_using_subcommand config; and not __fish_seen_subcommand_from edit" -l default -d 'The file with every default in it, explained; each is a comment'
complete -c solemate -n "__fish_solemate_using_subcommand config; and not __fish_seen_subcommand_from edit" -l json -d 'As a JSON object; values as they stand in the file'
complete -c solemate -n "__fish_solemate_using_subcommand config; and not __fish_seen_subcommand_from edit" -s h -l help -d 'Print help'
complete -c solemate -n "__fish_solemate_using_subcommand config; and not __fish_seen_subcommand_from edit" -f -a "edit" -d 'Open the file in the editor that VISUAL or EDITOR names; where there is none, the default file'
complete -c solemate -n "__fish_solemate_using_subcommand config; and __fish_seen_subcommand_from edit" -l data-dir -d 'Keep everything below this folder (as SOLEMATE_HOME does)' -r -F
complete -c solemate -n "__fish_solemate_using_subcommand config; and __fish_seen_subcommand_from edit" -s h -l help -d 'Print help'
complete -c solemate -n "__fish_solemate_using_subcommand ctl" -l data-dir -d 'Keep everything below this folder (as SOLEMATE_HOME does)' -r -F
complete -c solemate -n "__fish_solemate_using_subcommand ctl" -l json -d 'Answer with data: state, routine, side, part, step, phase, seconds_left, total_seconds_left, ends_at'
complete -c solemate -n "__fish_solemate_using_subcommand ctl" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c solemate -n "__fish_solemate_using_subcommand keys" -l data-dir -d 'Keep everything below this folder (as SOLEMATE_HOME does)' -r -F
complete -c solemate -n "__fish_solemate_using_subcommand keys" -l json -d 'As a JSON array'
complete -c solemate -n "__fish_solemate_using_subcommand keys" -s h -l help -d 'Print help'
complete -c solemate -n "__fish_solemate_using_subcommand doctor" -l data-dir -d 'Keep everything below this folder (as SOLEMATE_HOME does)' -r -F
complete -c solemate -n "__fish_solemate_using_subcommand doctor" -l json -d 'As a JSON object'
complete -c solemate -n "__fish_solemate_using_subcommand doctor" -l cues -d 'Find out what you hear and see in this kind of terminal: the voice, a tone, a flash'
complete -c solemate -n "__fish_solemate_using_subcommand doctor" -l plain -d 'The same line by line, without the full screen; the flash, which it alone has, in words'
complete -c solemate -n "__fish_solemate_using_subcommand doctor" -s h -l help -d 'Print help'
complete -c solemate -n "__fish_solemate_using_subcommand completions" -l data-dir -d 'Keep everything below this folder (as SOLEMATE_HOME does)' -r -F
complete -c solemate -n "__fish_solemate_using_subcommand completions" -s h -l help -d 'Print help'
complete -c solemate -n "__fish_solemate_using_subcommand man" -l data-dir -d 'Keep everything below this folder (as SOLEMATE_HOME does)' -r -F
complete -c solemate -n "__fish_solemate_using_subcommand man" -s h -l help -d 'Print help'
complete -c solemate -n "__fish_seen_subcommand_from start show edit share hide" -a "(solemate list --ids 2>/dev/null)" -d 'routine'
complete -c solemate -n "__fish_seen_subcommand_from unhide" -f -a "(solemate list --ids --hidden 2>/dev/null)" -d 'hidden routine'
complete -c solemate -n "__fish_seen_subcommand_from new" -l from -r -a "(solemate list --ids 2>/dev/null)" -d 'routine'
