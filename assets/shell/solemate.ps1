
using namespace System.Management.Automation
using namespace System.Management.Automation.Language

Register-ArgumentCompleter -Native -CommandName 'solemate' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $commandElements = $commandAst.CommandElements
    $command = @(
        'solemate'
        for ($i = 1; $i -lt $commandElements.Count; $i++) {
            $element = $commandElements[$i]
            if ($element -isnot [StringConstantExpressionAst] -or
                $element.StringConstantType -ne [StringConstantType]::BareWord -or
                $element.Value.StartsWith('-') -or
                $element.Value -eq $wordToComplete) {
                break
        }
        $element.Value
    }) -join ';'

    $completions = @(switch ($command) {
        'solemate' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Keep everything below this folder (as SOLEMATE_HOME does)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('start', 'start', [CompletionResultType]::ParameterValue, 'Begin a session')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the routines, with their length for you')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show a routine as it would be lived, step by step with its times')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Check routine files and drawings: exit code 1 if there is any mistake')
            [CompletionResult]::new('new', 'new', [CompletionResultType]::ParameterValue, 'Make a routine of your own, to be changed as you like')
            [CompletionResult]::new('edit', 'edit', [CompletionResultType]::ParameterValue, 'Change a routine: a form beside its timeline; a shipped one becomes a copy of your own')
            [CompletionResult]::new('share', 'share', [CompletionResultType]::ParameterValue, 'Print a routine as one file, to give to somebody: `solemate add` takes it in')
            [CompletionResult]::new('add', 'add', [CompletionResultType]::ParameterValue, 'Take in a routine that somebody gave you: it is checked and shown first')
            [CompletionResult]::new('hide', 'hide', [CompletionResultType]::ParameterValue, 'List a routine no more; it can still be started by its id')
            [CompletionResult]::new('unhide', 'unhide', [CompletionResultType]::ParameterValue, 'List a routine again')
            [CompletionResult]::new('schema', 'schema', [CompletionResultType]::ParameterValue, 'Print the format of routine files as a JSON Schema, for completion and hints in editors')
            [CompletionResult]::new('log', 'log', [CompletionResultType]::ParameterValue, 'Keep a pain rating, 0 (none) to 10 (the worst you can imagine), an event such as new insoles, or a word about a day')
            [CompletionResult]::new('morning', 'morning', [CompletionResultType]::ParameterValue, 'Keep the pain of this morning''s first steps: `solemate morning 6 2` is left 6, right 2')
            [CompletionResult]::new('history', 'history', [CompletionResultType]::ParameterValue, 'Show past sessions, ratings and events, newest first')
            [CompletionResult]::new('trends', 'trends', [CompletionResultType]::ParameterValue, 'Show whether it is getting better: pain of each foot, and what was done')
            [CompletionResult]::new('today', 'today', [CompletionResultType]::ParameterValue, 'Show today in one line: first steps, sessions, minutes, and what is due by the plan')
            [CompletionResult]::new('plan', 'plan', [CompletionResultType]::ParameterValue, 'Show what to do today and why, and how firm')
            [CompletionResult]::new('health', 'health', [CompletionResultType]::ParameterValue, 'Show or change the health profile: nine questions, and what is left out or softened for them')
            [CompletionResult]::new('remind', 'remind', [CompletionResultType]::ParameterValue, 'Be reminded of what is due, by the timers of the system')
            [CompletionResult]::new('learn', 'learn', [CompletionResultType]::ParameterValue, 'Read about heel pain, each paragraph with its sources and how sure it is')
            [CompletionResult]::new('report', 'report', [CompletionResultType]::ParameterValue, 'Make one page for a clinician: pain of each foot, sessions, minutes')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Copy the whole history, joined from all your devices, into one file')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Add what a copy of a history, or a table of ratings, knows and this history does not')
            [CompletionResult]::new('forget', 'forget', [CompletionResultType]::ParameterValue, 'Erase records and ratings for good, or everything')
            [CompletionResult]::new('config', 'config', [CompletionResultType]::ParameterValue, 'Show the settings, and where each comes from; `config edit` opens their file')
            [CompletionResult]::new('ctl', 'ctl', [CompletionResultType]::ParameterValue, 'Control the session under way, from elsewhere')
            [CompletionResult]::new('keys', 'keys', [CompletionResultType]::ParameterValue, 'List the keys, by the names that the settings take')
            [CompletionResult]::new('doctor', 'doctor', [CompletionResultType]::ParameterValue, 'Say what works here: folders, history, routines, sound, terminal')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print what a shell needs to complete commands, options and routines')
            [CompletionResult]::new('man', 'man', [CompletionResultType]::ParameterValue, 'Print the manual page: `solemate man | man -l -`')
            break
        }
        'solemate;start' {
            [CompletionResult]::new('--side', '--side', [CompletionResultType]::ParameterName, 'Work these sides today')
            [CompletionResult]::new('--minutes', '--minutes', [CompletionResultType]::ParameterName, 'Fit it to so many minutes, 1 to 240; the file is not touched')
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Keep everything below this folder (as SOLEMATE_HOME does)')
            [CompletionResult]::new('--plain', '--plain', [CompletionResultType]::ParameterName, 'Without a screen: a line for each event and answer; for screen readers, logs and pipes')
            [CompletionResult]::new('--anyway', '--anyway', [CompletionResultType]::ParameterName, 'Do what the health profile leaves out or softens, too, this once; after surgery, a fracture or a tear there is no session all the same')
            [CompletionResult]::new('--no-check', '--no-check', [CompletionResultType]::ParameterName, 'Begin at once: leave out the five questions and pain now before it')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'solemate;list' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Keep everything below this folder (as SOLEMATE_HOME does)')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'As a JSON array; lengths in seconds. What is hidden is part of it, and says so; of the others techniques and lengths are of what your health profile leaves')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'Those that are hidden, too')
            [CompletionResult]::new('--hidden', '--hidden', [CompletionResultType]::ParameterName, 'Those alone that are hidden')
            [CompletionResult]::new('--ids', '--ids', [CompletionResultType]::ParameterName, 'Only what names each of them, one a line')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'solemate;show' {
            [CompletionResult]::new('--side', '--side', [CompletionResultType]::ParameterName, 'For these sides')
            [CompletionResult]::new('--minutes', '--minutes', [CompletionResultType]::ParameterName, 'Fitted to so many minutes, 1 to 240: what is shorter and what is left out')
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Keep everything below this folder (as SOLEMATE_HOME does)')
            [CompletionResult]::new('--anyway', '--anyway', [CompletionResultType]::ParameterName, 'As on paper: with what the health profile leaves out or softens, too')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'As a JSON object; times in seconds from the start')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'solemate;check' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Keep everything below this folder (as SOLEMATE_HOME does)')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'As a JSON array')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'solemate;new' {
            [CompletionResult]::new('--from', '--from', [CompletionResultType]::ParameterName, 'Begin with a copy of this routine, an id or a file; otherwise with a page that explains itself')
            [CompletionResult]::new('--for', '--for', [CompletionResultType]::ParameterName, 'What it is for: morning, calves, sole, standing, desk, flare-up; several with commas')
            [CompletionResult]::new('--tools', '--tools', [CompletionResultType]::ParameterName, 'What is at hand: chair, stool, wall, ball, roller, bottle, towel; several with commas, or none')
            [CompletionResult]::new('--minutes', '--minutes', [CompletionResultType]::ParameterName, 'How many minutes there are, 3 to 45')
            [CompletionResult]::new('--side', '--side', [CompletionResultType]::ParameterName, 'Which side: both, left, right, or sore, as the settings say')
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Keep everything below this folder (as SOLEMATE_HOME does)')
            [CompletionResult]::new('--guided', '--guided', [CompletionResultType]::ParameterName, 'Ask line by line, and propose one; what is said by NAME, --for, --tools, --minutes and --side is not asked')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Take the name of a shipped routine without asking: yours stands in its place. A file of yours is never replaced')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'solemate;edit' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Keep everything below this folder (as SOLEMATE_HOME does)')
            [CompletionResult]::new('--editor', '--editor', [CompletionResultType]::ParameterName, 'In the editor that VISUAL or EDITOR names instead; a shipped one is copied first')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'solemate;share' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Keep everything below this folder (as SOLEMATE_HOME does)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'solemate;add' {
            [CompletionResult]::new('--as', '--as', [CompletionResultType]::ParameterName, 'Under this name, without `.toml`; otherwise that of the file, or of the routine')
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Keep everything below this folder (as SOLEMATE_HOME does)')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace a routine of yours that has this name, or stand in the place of a shipped one, without asking')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'solemate;hide' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Keep everything below this folder (as SOLEMATE_HOME does)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'solemate;unhide' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Keep everything below this folder (as SOLEMATE_HOME does)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'solemate;schema' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Keep everything below this folder (as SOLEMATE_HOME does)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'solemate;log' {
            [CompletionResult]::new('--left', '--left', [CompletionResultType]::ParameterName, 'The left foot')
            [CompletionResult]::new('--right', '--right', [CompletionResultType]::ParameterName, 'The right foot')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'When it was: "today 07:10", "yesterday 21:00", "2026-11-19 07:10", "07:10"; now, if not said. First steps, the average of a day, events and days can be of a day alone: "yesterday", "2026-11-19"')
            [CompletionResult]::new('--note', '--note', [CompletionResultType]::ParameterName, 'A word about it')
            [CompletionResult]::new('--place', '--place', [CompletionResultType]::ParameterName, 'Where it hurts, in a few words')
            [CompletionResult]::new('--session', '--session', [CompletionResultType]::ParameterName, 'The session it belongs to')
            [CompletionResult]::new('--id', '--id', [CompletionResultType]::ParameterName, 'The rating that it corrects')
            [CompletionResult]::new('--rev', '--rev', [CompletionResultType]::ParameterName, 'The revision that the correction is')
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Keep everything below this folder (as SOLEMATE_HOME does)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'solemate;morning' {
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'When it was, if not this morning: "yesterday", "2026-11-19 07:10"')
            [CompletionResult]::new('--note', '--note', [CompletionResultType]::ParameterName, 'A word about it')
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Keep everything below this folder (as SOLEMATE_HOME does)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'solemate;history' {
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'At most so many sessions, ratings and events')
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Keep everything below this folder (as SOLEMATE_HOME does)')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'As JSON Lines: one object a line, newest first; times in seconds')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'solemate;trends' {
            [CompletionResult]::new('--weeks', '--weeks', [CompletionResultType]::ParameterName, 'So many weeks back; 0 for everything')
            [CompletionResult]::new('--foot', '--foot', [CompletionResultType]::ParameterName, 'One foot only')
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Keep everything below this folder (as SOLEMATE_HOME does)')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'As one JSON document; times in seconds')
            [CompletionResult]::new('--days', '--days', [CompletionResultType]::ParameterName, 'With a row for each day: ratings, sessions, minutes, and the pain of the next morning')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'solemate;today' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Keep everything below this folder (as SOLEMATE_HOME does)')
            [CompletionResult]::new('--due', '--due', [CompletionResultType]::ParameterName, 'Only what is due, in a few words; nothing where nothing is')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'As a JSON object; times in seconds')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'solemate;plan' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Keep everything below this folder (as SOLEMATE_HOME does)')
            [CompletionResult]::new('--why', '--why', [CompletionResultType]::ParameterName, 'How the level came to be what it is, change by change; and the bands and thresholds, each with its source')
            [CompletionResult]::new('--up', '--up', [CompletionResultType]::ParameterName, 'Go up a level, where the rules allow it')
            [CompletionResult]::new('--ease', '--ease', [CompletionResultType]::ParameterName, 'Ease off: half the massage days, and one stretch a day; plan.toml says so from then on')
            [CompletionResult]::new('--back', '--back', [CompletionResultType]::ParameterName, 'Return to the plan from before it was eased off')
            [CompletionResult]::new('--default', '--default', [CompletionResultType]::ParameterName, 'Print a plan with every default in it, to begin one''s own with')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'As a JSON object; times in seconds')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'solemate;health' {
            [CompletionResult]::new('--set', '--set', [CompletionResultType]::ParameterName, 'Answer a question: its word, and yes, no, agreed (a clinician has agreed) or the day it happened; several times')
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Keep everything below this folder (as SOLEMATE_HOME does)')
            [CompletionResult]::new('--clear', '--clear', [CompletionResultType]::ParameterName, 'Take every answer back')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'As a JSON object')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'solemate;remind' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Keep everything below this folder (as SOLEMATE_HOME does)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('on', 'on', [CompletionResultType]::ParameterValue, 'Show the files of the timers, ask, and write them')
            [CompletionResult]::new('off', 'off', [CompletionResultType]::ParameterValue, 'Show the files of the timers, ask, and remove them')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'Say whether reminders are on, and at which times')
            [CompletionResult]::new('now', 'now', [CompletionResultType]::ParameterValue, 'Show what is due as a notice of the desktop: what the timers start')
            break
        }
        'solemate;remind;on' {
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'A time of day, as often as you like; 07:00 and 21:00, if none is named')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'The hours in which nothing is shown, or none')
            [CompletionResult]::new('--with', '--with', [CompletionResultType]::ParameterName, 'The timers to use; if not said, those of this system, and cron where there are none')
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Keep everything below this folder (as SOLEMATE_HOME does)')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Only show what would be written')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Without asking')
            [CompletionResult]::new('--replace', '--replace', [CompletionResultType]::ParameterName, 'Also over a file that you have changed')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'As a JSON object; written only with --yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'solemate;remind;off' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Keep everything below this folder (as SOLEMATE_HOME does)')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Only show what would be removed')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Without asking')
            [CompletionResult]::new('--replace', '--replace', [CompletionResultType]::ParameterName, 'Also a file that you have changed')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'As a JSON object; removed only with --yes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'solemate;remind;status' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Keep everything below this folder (as SOLEMATE_HOME does)')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'As a JSON object')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'solemate;remind;now' {
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'The hours in which nothing is shown, or none')
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Keep everything below this folder (as SOLEMATE_HOME does)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'solemate;learn' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Keep everything below this folder (as SOLEMATE_HOME does)')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'As JSON: the topics, a topic with its sources, or what was found')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'solemate;report' {
            [CompletionResult]::new('--weeks', '--weeks', [CompletionResultType]::ParameterName, 'So many weeks back; 0 for everything')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'A page for a browser or paper, or text')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Into this file instead of standard output; readable by you only')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Into this file instead of standard output; readable by you only')
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Keep everything below this folder (as SOLEMATE_HOME does)')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'The figures of the page as data, for scripts; times in seconds')
            [CompletionResult]::new('--notes', '--notes', [CompletionResultType]::ParameterName, 'With the notes and the events, which are in your own words; they stay private otherwise')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace FILE if it is there already')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'solemate;export' {
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'The form: jsonl is the journal''s own, one fact a line, without loss; csv a table for spreadsheets, a row for each rating, step, note and event, and for a session without steps')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Into this file instead of standard output; whole or not at all, readable by you only')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Into this file instead of standard output; whole or not at all, readable by you only')
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Keep everything below this folder (as SOLEMATE_HOME does)')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'The same as `--format jsonl`, as other commands take it')
            [CompletionResult]::new('--without-notes', '--without-notes', [CompletionResultType]::ParameterName, 'Without anything that you wrote: no notes, no places, no events')
            [CompletionResult]::new('--with-health', '--with-health', [CompletionResultType]::ParameterName, 'With what tells of your health, or may: red flags, which steps the health profile left out, and what only a newer solemate understands')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace FILE if it is there already')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'solemate;import' {
            [CompletionResult]::new('--date', '--date', [CompletionResultType]::ParameterName, 'The column of the day: 2026-11-01, 1.11.2026, or with a time behind it')
            [CompletionResult]::new('--time', '--time', [CompletionResultType]::ParameterName, 'The column of the time of day, where it is not behind the day: 07:10, 7:10 AM. Where it is empty, none was said')
            [CompletionResult]::new('--order', '--order', [CompletionResultType]::ParameterName, 'How days are written where 3/4/2026 could be either')
            [CompletionResult]::new('--left', '--left', [CompletionResultType]::ParameterName, 'The column of the left foot''s ratings')
            [CompletionResult]::new('--right', '--right', [CompletionResultType]::ParameterName, 'The column of the right foot''s ratings')
            [CompletionResult]::new('--value', '--value', [CompletionResultType]::ParameterName, 'The column of the value, where another one names the foot')
            [CompletionResult]::new('--foot', '--foot', [CompletionResultType]::ParameterName, 'The column that names the foot: left, right, L, R')
            [CompletionResult]::new('--kind', '--kind', [CompletionResultType]::ParameterName, 'What was rated')
            [CompletionResult]::new('--kind-column', '--kind-column', [CompletionResultType]::ParameterName, 'The column that names what was rated, in the words of --kind; where it is empty, --kind counts')
            [CompletionResult]::new('--note', '--note', [CompletionResultType]::ParameterName, 'The column of a note')
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Keep everything below this folder (as SOLEMATE_HOME does)')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Say what would be added, and add nothing')
            [CompletionResult]::new('--skip-damaged', '--skip-damaged', [CompletionResultType]::ParameterName, 'Pass over damaged lines, and rows of a table that say what cannot be meant; add the others')
            [CompletionResult]::new('--undo', '--undo', [CompletionResultType]::ParameterName, 'Take back what the last import added')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'solemate;forget' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Keep everything below this folder (as SOLEMATE_HOME does)')
            [CompletionResult]::new('--deleted', '--deleted', [CompletionResultType]::ParameterName, 'What was deleted before, and is in the files still')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'The whole history of this device, and what the program remembers besides; settings, routines and the folders of other devices stay')
            [CompletionResult]::new('--moved', '--moved', [CompletionResultType]::ParameterName, 'Also from the folders that this home wrote to before it was moved; not if it was copied, and the other machine is in use')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Without asking')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'solemate;config' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Keep everything below this folder (as SOLEMATE_HOME does)')
            [CompletionResult]::new('--default', '--default', [CompletionResultType]::ParameterName, 'The file with every default in it, explained; each is a comment')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'As a JSON object; values as they stand in the file')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('edit', 'edit', [CompletionResultType]::ParameterValue, 'Open the file in the editor that VISUAL or EDITOR names; where there is none, the default file')
            break
        }
        'solemate;config;edit' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Keep everything below this folder (as SOLEMATE_HOME does)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'solemate;ctl' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Keep everything below this folder (as SOLEMATE_HOME does)')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Answer with data: state, routine, side, part, step, phase, seconds_left, total_seconds_left, ends_at')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'solemate;keys' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Keep everything below this folder (as SOLEMATE_HOME does)')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'As a JSON array')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'solemate;doctor' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Keep everything below this folder (as SOLEMATE_HOME does)')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'As a JSON object')
            [CompletionResult]::new('--cues', '--cues', [CompletionResultType]::ParameterName, 'Find out what you hear and see in this kind of terminal: the voice, a tone, a flash')
            [CompletionResult]::new('--plain', '--plain', [CompletionResultType]::ParameterName, 'The same line by line, without the full screen; the flash, which it alone has, in words')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'solemate;completions' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Keep everything below this folder (as SOLEMATE_HOME does)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'solemate;man' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Keep everything below this folder (as SOLEMATE_HOME does)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
    })

    $completions.Where{ $_.CompletionText -like "$wordToComplete*" } |
        Sort-Object -Property ListItemText
}
