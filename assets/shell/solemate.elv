
use builtin;
use str;

set edit:completion:arg-completer[solemate] = {|@words|
    fn spaces {|n|
        builtin:repeat $n ' ' | str:join ''
    }
    fn cand {|text desc|
        edit:complex-candidate $text &display=$text' '(spaces (- 14 (wcswidth $text)))$desc
    }
    var command = 'solemate'
    for word $words[1..-1] {
        if (str:has-prefix $word '-') {
            break
        }
        set command = $command';'$word
    }
    var completions = [
        &'solemate'= {
            cand --data-dir 'Keep everything below this folder (as SOLEMATE_HOME does)'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
            cand start 'Begin a session'
            cand list 'List the routines, with their length for you'
            cand show 'Show a routine as it would be lived, step by step with its times'
            cand check 'Check routine files and drawings: exit code 1 if there is any mistake'
            cand new 'Make a routine of your own, to be changed as you like'
            cand edit 'Change a routine: a form beside its timeline; a shipped one becomes a copy of your own'
            cand share 'Print a routine as one file, to give to somebody: `solemate add` takes it in'
            cand add 'Take in a routine that somebody gave you: it is checked and shown first'
            cand hide 'List a routine no more; it can still be started by its id'
            cand unhide 'List a routine again'
            cand schema 'Print the format of routine files as a JSON Schema, for completion and hints in editors'
            cand log 'Keep a pain rating, 0 (none) to 10 (the worst you can imagine), an event such as new insoles, or a word about a day'
            cand morning 'Keep the pain of this morning''s first steps: `solemate morning 6 2` is left 6, right 2'
            cand history 'Show past sessions, ratings and events, newest first'
            cand trends 'Show whether it is getting better: pain of each foot, and what was done'
            cand today 'Show today in one line: first steps, sessions, minutes, and what is due by the plan'
            cand plan 'Show what to do today and why, and how firm'
            cand health 'Show or change the health profile: nine questions, and what is left out or softened for them'
            cand remind 'Be reminded of what is due, by the timers of the system'
            cand learn 'Read about heel pain, each paragraph with its sources and how sure it is'
            cand report 'Make one page for a clinician: pain of each foot, sessions, minutes'
            cand export 'Copy the whole history, joined from all your devices, into one file'
            cand import 'Add what a copy of a history, or a table of ratings, knows and this history does not'
            cand forget 'Erase records and ratings for good, or everything'
            cand config 'Show the settings, and where each comes from; `config edit` opens their file'
            cand ctl 'Control the session under way, from elsewhere'
            cand keys 'List the keys, by the names that the settings take'
            cand doctor 'Say what works here: folders, history, routines, sound, terminal'
            cand completions 'Print what a shell needs to complete commands, options and routines'
            cand man 'Print the manual page: `solemate man | man -l -`'
        }
        &'solemate;start'= {
            cand --side 'Work these sides today'
            cand --minutes 'Fit it to so many minutes, 1 to 240; the file is not touched'
            cand --data-dir 'Keep everything below this folder (as SOLEMATE_HOME does)'
            cand --plain 'Without a screen: a line for each event and answer; for screen readers, logs and pipes'
            cand --anyway 'Do what the health profile leaves out or softens, too, this once; after surgery, a fracture or a tear there is no session all the same'
            cand --no-check 'Begin at once: leave out the five questions and pain now before it'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'solemate;list'= {
            cand --data-dir 'Keep everything below this folder (as SOLEMATE_HOME does)'
            cand --json 'As a JSON array; lengths in seconds. What is hidden is part of it, and says so; of the others techniques and lengths are of what your health profile leaves'
            cand --all 'Those that are hidden, too'
            cand --hidden 'Those alone that are hidden'
            cand --ids 'Only what names each of them, one a line'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'solemate;show'= {
            cand --side 'For these sides'
            cand --minutes 'Fitted to so many minutes, 1 to 240: what is shorter and what is left out'
            cand --data-dir 'Keep everything below this folder (as SOLEMATE_HOME does)'
            cand --anyway 'As on paper: with what the health profile leaves out or softens, too'
            cand --json 'As a JSON object; times in seconds from the start'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'solemate;check'= {
            cand --data-dir 'Keep everything below this folder (as SOLEMATE_HOME does)'
            cand --json 'As a JSON array'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'solemate;new'= {
            cand --from 'Begin with a copy of this routine, an id or a file; otherwise with a page that explains itself'
            cand --for 'What it is for: morning, calves, sole, standing, desk, flare-up; several with commas'
            cand --tools 'What is at hand: chair, stool, wall, ball, roller, bottle, towel; several with commas, or none'
            cand --minutes 'How many minutes there are, 3 to 45'
            cand --side 'Which side: both, left, right, or sore, as the settings say'
            cand --data-dir 'Keep everything below this folder (as SOLEMATE_HOME does)'
            cand --guided 'Ask line by line, and propose one; what is said by NAME, --for, --tools, --minutes and --side is not asked'
            cand --force 'Take the name of a shipped routine without asking: yours stands in its place. A file of yours is never replaced'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'solemate;edit'= {
            cand --data-dir 'Keep everything below this folder (as SOLEMATE_HOME does)'
            cand --editor 'In the editor that VISUAL or EDITOR names instead; a shipped one is copied first'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'solemate;share'= {
            cand --data-dir 'Keep everything below this folder (as SOLEMATE_HOME does)'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'solemate;add'= {
            cand --as 'Under this name, without `.toml`; otherwise that of the file, or of the routine'
            cand --data-dir 'Keep everything below this folder (as SOLEMATE_HOME does)'
            cand --force 'Replace a routine of yours that has this name, or stand in the place of a shipped one, without asking'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'solemate;hide'= {
            cand --data-dir 'Keep everything below this folder (as SOLEMATE_HOME does)'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'solemate;unhide'= {
            cand --data-dir 'Keep everything below this folder (as SOLEMATE_HOME does)'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'solemate;schema'= {
            cand --data-dir 'Keep everything below this folder (as SOLEMATE_HOME does)'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'solemate;log'= {
            cand --left 'The left foot'
            cand --right 'The right foot'
            cand --at 'When it was: "today 07:10", "yesterday 21:00", "2026-11-19 07:10", "07:10"; now, if not said. First steps, the average of a day, events and days can be of a day alone: "yesterday", "2026-11-19"'
            cand --note 'A word about it'
            cand --place 'Where it hurts, in a few words'
            cand --session 'The session it belongs to'
            cand --id 'The rating that it corrects'
            cand --rev 'The revision that the correction is'
            cand --data-dir 'Keep everything below this folder (as SOLEMATE_HOME does)'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'solemate;morning'= {
            cand --at 'When it was, if not this morning: "yesterday", "2026-11-19 07:10"'
            cand --note 'A word about it'
            cand --data-dir 'Keep everything below this folder (as SOLEMATE_HOME does)'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'solemate;history'= {
            cand --limit 'At most so many sessions, ratings and events'
            cand --data-dir 'Keep everything below this folder (as SOLEMATE_HOME does)'
            cand --json 'As JSON Lines: one object a line, newest first; times in seconds'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'solemate;trends'= {
            cand --weeks 'So many weeks back; 0 for everything'
            cand --foot 'One foot only'
            cand --data-dir 'Keep everything below this folder (as SOLEMATE_HOME does)'
            cand --json 'As one JSON document; times in seconds'
            cand --days 'With a row for each day: ratings, sessions, minutes, and the pain of the next morning'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'solemate;today'= {
            cand --data-dir 'Keep everything below this folder (as SOLEMATE_HOME does)'
            cand --due 'Only what is due, in a few words; nothing where nothing is'
            cand --json 'As a JSON object; times in seconds'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'solemate;plan'= {
            cand --data-dir 'Keep everything below this folder (as SOLEMATE_HOME does)'
            cand --why 'How the level came to be what it is, change by change; and the bands and thresholds, each with its source'
            cand --up 'Go up a level, where the rules allow it'
            cand --ease 'Ease off: half the massage days, and one stretch a day; plan.toml says so from then on'
            cand --back 'Return to the plan from before it was eased off'
            cand --default 'Print a plan with every default in it, to begin one''s own with'
            cand --json 'As a JSON object; times in seconds'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'solemate;health'= {
            cand --set 'Answer a question: its word, and yes, no, agreed (a clinician has agreed) or the day it happened; several times'
            cand --data-dir 'Keep everything below this folder (as SOLEMATE_HOME does)'
            cand --clear 'Take every answer back'
            cand --json 'As a JSON object'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'solemate;remind'= {
            cand --data-dir 'Keep everything below this folder (as SOLEMATE_HOME does)'
            cand -h 'Print help'
            cand --help 'Print help'
            cand on 'Show the files of the timers, ask, and write them'
            cand off 'Show the files of the timers, ask, and remove them'
            cand status 'Say whether reminders are on, and at which times'
            cand now 'Show what is due as a notice of the desktop: what the timers start'
        }
        &'solemate;remind;on'= {
            cand --at 'A time of day, as often as you like; 07:00 and 21:00, if none is named'
            cand --quiet 'The hours in which nothing is shown, or none'
            cand --with 'The timers to use; if not said, those of this system, and cron where there are none'
            cand --data-dir 'Keep everything below this folder (as SOLEMATE_HOME does)'
            cand --dry-run 'Only show what would be written'
            cand --yes 'Without asking'
            cand --replace 'Also over a file that you have changed'
            cand --json 'As a JSON object; written only with --yes'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'solemate;remind;off'= {
            cand --data-dir 'Keep everything below this folder (as SOLEMATE_HOME does)'
            cand --dry-run 'Only show what would be removed'
            cand --yes 'Without asking'
            cand --replace 'Also a file that you have changed'
            cand --json 'As a JSON object; removed only with --yes'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'solemate;remind;status'= {
            cand --data-dir 'Keep everything below this folder (as SOLEMATE_HOME does)'
            cand --json 'As a JSON object'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'solemate;remind;now'= {
            cand --quiet 'The hours in which nothing is shown, or none'
            cand --data-dir 'Keep everything below this folder (as SOLEMATE_HOME does)'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'solemate;learn'= {
            cand --data-dir 'Keep everything below this folder (as SOLEMATE_HOME does)'
            cand --json 'As JSON: the topics, a topic with its sources, or what was found'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'solemate;report'= {
            cand --weeks 'So many weeks back; 0 for everything'
            cand --format 'A page for a browser or paper, or text'
            cand -o 'Into this file instead of standard output; readable by you only'
            cand --output 'Into this file instead of standard output; readable by you only'
            cand --data-dir 'Keep everything below this folder (as SOLEMATE_HOME does)'
            cand --json 'The figures of the page as data, for scripts; times in seconds'
            cand --notes 'With the notes and the events, which are in your own words; they stay private otherwise'
            cand --force 'Replace FILE if it is there already'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'solemate;export'= {
            cand --format 'The form: jsonl is the journal''s own, one fact a line, without loss; csv a table for spreadsheets, a row for each rating, step, note and event, and for a session without steps'
            cand -o 'Into this file instead of standard output; whole or not at all, readable by you only'
            cand --output 'Into this file instead of standard output; whole or not at all, readable by you only'
            cand --data-dir 'Keep everything below this folder (as SOLEMATE_HOME does)'
            cand --json 'The same as `--format jsonl`, as other commands take it'
            cand --without-notes 'Without anything that you wrote: no notes, no places, no events'
            cand --with-health 'With what tells of your health, or may: red flags, which steps the health profile left out, and what only a newer solemate understands'
            cand --force 'Replace FILE if it is there already'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'solemate;import'= {
            cand --date 'The column of the day: 2026-11-01, 1.11.2026, or with a time behind it'
            cand --time 'The column of the time of day, where it is not behind the day: 07:10, 7:10 AM. Where it is empty, none was said'
            cand --order 'How days are written where 3/4/2026 could be either'
            cand --left 'The column of the left foot''s ratings'
            cand --right 'The column of the right foot''s ratings'
            cand --value 'The column of the value, where another one names the foot'
            cand --foot 'The column that names the foot: left, right, L, R'
            cand --kind 'What was rated'
            cand --kind-column 'The column that names what was rated, in the words of --kind; where it is empty, --kind counts'
            cand --note 'The column of a note'
            cand --data-dir 'Keep everything below this folder (as SOLEMATE_HOME does)'
            cand --dry-run 'Say what would be added, and add nothing'
            cand --skip-damaged 'Pass over damaged lines, and rows of a table that say what cannot be meant; add the others'
            cand --undo 'Take back what the last import added'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'solemate;forget'= {
            cand --data-dir 'Keep everything below this folder (as SOLEMATE_HOME does)'
            cand --deleted 'What was deleted before, and is in the files still'
            cand --all 'The whole history of this device, and what the program remembers besides; settings, routines and the folders of other devices stay'
            cand --moved 'Also from the folders that this home wrote to before it was moved; not if it was copied, and the other machine is in use'
            cand --yes 'Without asking'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'solemate;config'= {
            cand --data-dir 'Keep everything below this folder (as SOLEMATE_HOME does)'
            cand --default 'The file with every default in it, explained; each is a comment'
            cand --json 'As a JSON object; values as they stand in the file'
            cand -h 'Print help'
            cand --help 'Print help'
            cand edit 'Open the file in the editor that VISUAL or EDITOR names; where there is none, the default file'
        }
        &'solemate;config;edit'= {
            cand --data-dir 'Keep everything below this folder (as SOLEMATE_HOME does)'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'solemate;ctl'= {
            cand --data-dir 'Keep everything below this folder (as SOLEMATE_HOME does)'
            cand --json 'Answer with data: state, routine, side, part, step, phase, seconds_left, total_seconds_left, ends_at'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'solemate;keys'= {
            cand --data-dir 'Keep everything below this folder (as SOLEMATE_HOME does)'
            cand --json 'As a JSON array'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'solemate;doctor'= {
            cand --data-dir 'Keep everything below this folder (as SOLEMATE_HOME does)'
            cand --json 'As a JSON object'
            cand --cues 'Find out what you hear and see in this kind of terminal: the voice, a tone, a flash'
            cand --plain 'The same line by line, without the full screen; the flash, which it alone has, in words'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'solemate;completions'= {
            cand --data-dir 'Keep everything below this folder (as SOLEMATE_HOME does)'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'solemate;man'= {
            cand --data-dir 'Keep everything below this folder (as SOLEMATE_HOME does)'
            cand -h 'Print help'
            cand --help 'Print help'
        }
    ]
    $completions[$command]
}
