//! A session without a screen: the real program over pipes, with routines of a few seconds.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used, missing_docs)]
#![allow(clippy::disallowed_methods, reason = "real programs are waited for in real time")]

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::os::unix::process::ExitStatusExt;
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Command, ExitStatus, Stdio};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{Pid, Signal, kill_process};
use solemate::domain::body::Side;
use solemate::domain::record::{Ending, Fact, PainKind, Rating, SessionRecord, What};
use solemate::store::journal::Journal;

const QUICK: &str = r#"
format = 1
name = "Quick"
[defaults]
prep = 0
[[step]]
name = "Knead the calf"
technique = "kneading"
zones = ["calf_lower"]
time = 1
cue = "Knead like dough"
[[step]]
name = "Toe pull"
zones = ["arch"]
sides = "left"
reps = 2
hold = 1
"#;

const LONG: &str = "format = 1\nname = \"Long\"\n[defaults]\nprep = 0\n[[step]]\nname = \"Roll\"\nsides = \"left\"\n\
                    zones = [\"sole_all\"]\ntime = \"10m\"\n[[step]]\nname = \"Rest the foot\"\nsides = \"both\"\nwait = true\n";

struct Home(tempfile::TempDir);

impl Home {
    fn new() -> Self {
        let home = Self(tempfile::tempdir().unwrap());
        let routines = home.path("config/routines");
        fs::create_dir_all(&routines).unwrap();
        fs::write(routines.join("quick.toml"), QUICK).unwrap();
        fs::write(routines.join("long.toml"), LONG).unwrap();
        fs::write(
            home.path("config/config.toml"),
            "sore_foot = \"left\"\nwork = \"both\"\nvoice = false\nsound = false\n",
        )
        .unwrap();
        home
    }

    fn path(&self, below: &str) -> PathBuf {
        self.0.path().join(below)
    }

    fn begin(&self, args: &[&str]) -> Talk {
        self.begin_with(args, Stdio::piped())
    }

    /// With nobody at the keys.
    fn begin_alone(&self, args: &[&str]) -> Talk {
        self.begin_with(args, Stdio::null())
    }

    fn begin_with(&self, args: &[&str], input: Stdio) -> Talk {
        let mut child = Command::new(env!("CARGO_BIN_EXE_solemate"))
            .args(["start"])
            .args(args)
            .arg("--plain")
            .env("SOLEMATE_HOME", self.0.path())
            .stdin(input)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let (keys, lines) = (child.stdin.take(), BufReader::new(child.stdout.take().unwrap()));
        Talk { child, keys, lines }
    }

    fn facts(&self) -> Vec<Fact> {
        let mut facts = Vec::new();
        let damage = Journal::new(self.path("data/history"), self.path("state")).read_all(&mut |fact| facts.push(fact));
        assert!(damage.is_none(), "{damage:?}");
        facts
    }

    fn record(&self) -> SessionRecord {
        let mut records = self.facts().into_iter().filter_map(|fact| match fact.what {
            What::Session(record) => Some(record),
            _ => None,
        });
        let record = records.next().expect("a session was kept");
        assert_eq!(records.next(), None);
        record
    }

    fn ratings(&self) -> Vec<(PainKind, Side, u8)> {
        let rating = |rating: Rating| (rating.kind, rating.side, rating.value.value());
        let ratings = self.facts().into_iter().filter_map(|fact| match fact.what {
            What::Pain(one) => Some(rating(one)),
            _ => None,
        });
        ratings.collect()
    }

    fn has_checkpoint(&self) -> bool {
        self.path("state/running.json").exists()
    }
}

/// The program, talked to.
struct Talk {
    child: Child,
    keys: Option<ChildStdin>,
    lines: BufReader<ChildStdout>,
}

impl Talk {
    fn type_lines(&mut self, lines: &[&str]) {
        let keys = self.keys.as_mut().unwrap();
        for line in lines {
            writeln!(keys, "{line}").unwrap();
        }
    }

    /// Reads until a line with `text` in it.
    fn hear(&mut self, text: &str) -> String {
        let mut heard = String::new();
        loop {
            let start = heard.len();
            assert!(self.lines.read_line(&mut heard).unwrap() > 0, "never heard {text:?} in\n{heard}");
            if heard[start..].contains(text) {
                return heard[start..].trim_end().to_owned();
            }
        }
    }

    fn send(&self, signal: Signal) {
        kill_process(Pid::from_child(&self.child), signal).unwrap();
    }

    /// What was printed from here to the end on standard output, and on standard error.
    fn rest(mut self) -> (ExitStatus, String, String) {
        drop(self.keys.take());
        let (mut out, mut err) = (String::new(), String::new());
        std::io::Read::read_to_string(&mut self.lines, &mut out).unwrap();
        std::io::Read::read_to_string(&mut self.child.stderr.take().unwrap(), &mut err).unwrap();
        (self.child.wait().unwrap(), out, err)
    }
}

#[test]
fn with_nobody_at_the_keys_a_session_runs_from_start_to_end_and_is_kept() {
    let home = Home::new();
    let (status, out, err) = home.begin_alone(&["quick"]).rest();
    assert_eq!((status.code(), err.as_str()), (Some(0), ""));
    let out: String = out.lines().map(|line| format!("{}\n", line.split(", ends ").next().unwrap())).collect();
    assert_eq!(
        out,
        "Quick: 0:04, both sides, left first.\n\
         Nine questions about your health, so that what is offered suits: `solemate health`.\n\
         Is any of this so today?\n\
         1  One calf swollen, hot, red or newly sore?\n\
         2  A foot swollen, red or bruised, or the skin broken?\n\
         3  A pop, a fall, or a foot that cannot take weight?\n\
         4  Fever, or feeling ill?\n\
         5  New numbness or tingling?\n\
         0:00 left calf: Knead the calf, 0:01, step 1 of 2. Knead like dough.\n\
         0:00 knee to ankle\n\
         0:00 next right calf: Knead the calf, 0:01; 0:04 in all\n\
         0:01 other leg, right calf: Knead the calf, 0:01, step 1 of 2. Knead like dough.\n\
         0:01 next left foot: Toe pull, 2 × 1 s; 0:03 in all\n\
         0:02 other foot, left foot: Toe pull, 2 × 1 s, step 2 of 2.\n\
         0:02 the last one; 0:02 in all\n\
         0:02 hold, 1 of 2\n\
         0:03 hold, 2 of 2\n\
         0:04 Done.\n\
         Finished: Quick, 0:04 of 0:04.\n\
         kneading: left 0:01 of 0:01, right 0:01 of 0:01\n\
         other work: left 0:02 of 0:02\n"
    );
    let record = home.record();
    assert_eq!((record.ending, record.lived.as_secs(), record.steps.len()), (Ending::Finished, 4, 3));
    assert_eq!(home.ratings(), []);
    assert!(!home.has_checkpoint());
    let (_, out, _) = home.begin_alone(&["quick"]).rest();
    assert!(!out.contains("Nine questions") && out.contains("Is any of this so today?"), "named once: {out}");
}

#[test]
fn a_session_made_to_fit_says_what_is_shorter_and_is_kept_as_short_and_not_as_a_failure() {
    let home = Home::new();
    let mut talk = home.begin(&["long", "--minutes", "5", "--no-check"]);
    assert_eq!(talk.hear("Shorter"), "Shorter: Roll 5:00 instead of 10:00.");
    talk.type_lines(&["", "s", "", "q", ""]);
    let (status, out, _) = talk.rest();
    assert_eq!(status.code(), Some(0), "{out}");
    let fitted = home.record().fitted.expect("what was wished");
    assert_eq!((fitted.minutes, fitted.left_out.len()), (Some(5), 0));
    let history = Command::new(env!("CARGO_BIN_EXE_solemate"))
        .arg("history")
        .env("SOLEMATE_HOME", home.0.path())
        .output()
        .unwrap();
    let history = String::from_utf8(history.stdout).unwrap();
    assert!(history.contains(", short, 5 min as wished"), "{history}");
}

#[test]
fn ratings_before_and_after_are_numbers_and_silence_stays_not_rated() {
    let home = Home::new();
    let mut talk = home.begin(&["quick"]);
    talk.type_lines(&["", "eleven", "11", "5"]);
    talk.hear("Is any of this so today?");
    talk.hear("A whole number from 0 to 10");
    assert_eq!(talk.hear("left foot 5"), "left foot 5, limiting: kept");
    assert_eq!(home.ratings(), [(PainKind::NowBefore, Side::Left, 5)], "on disk before it is acknowledged");
    talk.type_lines(&["q", ""]);
    let (status, out, _) = talk.rest();
    assert_eq!(status.code(), Some(0));
    assert!(out.contains("Ended here.\nWhat you did is kept.\n"), "{out}");
    assert_eq!(home.ratings().len(), 1, "only the sore foot is asked about, and the second time it stayed silent");
}

#[test]
fn nothing_is_said_to_be_kept_that_is_not_on_disk() {
    let home = Home::new();
    fs::create_dir_all(home.path("data")).unwrap();
    fs::write(home.path("data/history"), "in the way").unwrap();
    let mut talk = home.begin(&["long", "--no-check"]);
    talk.hear("0:00 left foot: Roll");
    talk.type_lines(&["q", "", ""]);
    let (status, out, _) = talk.rest();
    assert_eq!(status.code(), Some(3));
    assert!(out.contains("Ended here.\nWhat you did is not saved yet.\n"), "{out}");
}

#[test]
fn a_second_press_out_of_habit_leaves_no_question_and_a_later_one_does() {
    let home = Home::new();
    let mut talk = home.begin(&["long", "--no-check"]);
    talk.hear("0:00 left foot: Roll");
    talk.type_lines(&["q", "q", "4", "q"]);
    let (status, out, _) = talk.rest();
    assert_eq!(status.code(), Some(0));
    assert!(out.contains("left foot 4, clear: kept"), "{out}");
    assert_eq!(home.ratings(), [(PainKind::NowAfter, Side::Left, 4)]);
}

#[test]
fn an_answer_that_is_none_is_told_once_what_is_allowed_and_then_briefly() {
    let home = Home::new();
    let mut talk = home.begin(&["long"]);
    let allowed = "A whole number from 0 to 10; Enter skips, q leaves.";
    talk.type_lines(&["six", "7", "", "eleven", "11", "-1", "", "q", ""]);
    let (_, out, _) = talk.rest();
    assert_eq!(
        out.matches("Numbers from 1 to 5, with spaces between them; Enter or none for none of these.\n1 to 5.\n")
            .count(),
        1,
        "{out}"
    );
    assert_eq!(out.matches(allowed).count(), 1, "{out}");
    assert_eq!(out.lines().filter(|line| *line == "0 to 10.").count(), 2, "{out}");
    assert_eq!(home.ratings(), [], "an empty line skips");
}

#[test]
fn no_check_means_that_it_begins_at_once_as_on_the_screen() {
    let home = Home::new();
    let mut talk = home.begin(&["quick", "--no-check"]);
    let first = talk.hear("0:00 ");
    assert!(first.starts_with("0:00 left calf: Knead the calf, 0:01"), "{first}");
    drop(talk.keys.take());
    let (status, out, _) = talk.rest();
    assert!(status.success() && out.contains(" hold, 1 of 2") && out.contains(" hold, 2 of 2"), "{out}");
    let mut settings = fs::read_to_string(home.path("config/config.toml")).unwrap();
    settings += "check = false\n";
    fs::write(home.path("config/config.toml"), settings).unwrap();
    let (_, out, _) = home.begin_alone(&["quick"]).rest();
    assert!(!out.split("0:00 ").next().unwrap().contains("Pain now"), "{out}");
}

#[test]
fn after_a_strong_pain_only_a_clear_answer_begins_a_session() {
    let home = Home::new();
    let mut talk = home.begin(&["quick"]);
    talk.type_lines(&["", "7"]);
    talk.hear("g for it, Enter for this one.");
    talk.type_lines(&["no"]);
    talk.hear("g for Gentle Day, Enter for the one chosen, q leaves.");
    talk.type_lines(&["v"]);
    talk.hear("g, Enter or q.");
    talk.type_lines(&["q"]);
    let (status, out, _) = talk.rest();
    assert!(status.success() && !out.contains("Knead"), "{out}");
    assert!(home.facts().iter().all(|fact| !matches!(fact.what, What::Session(_))));

    let mut talk = home.begin(&["quick"]);
    talk.type_lines(&["", "7", "g"]);
    talk.hear("Gentle Day");
    talk.send(Signal::TERM);
    talk.rest();
}

#[test]
fn what_the_file_offers_on_a_sore_day_is_asked_and_kept() {
    let home = Home::new();
    let file = home.path("config/routines/quick.toml");
    let ruled = QUICK.replace("[defaults]", "when = { before_at_least = 4, use = \"long\" }\n[defaults]");
    fs::write(&file, ruled).unwrap();
    let mut talk = home.begin(&["quick"]);
    talk.type_lines(&["", "7"]);
    talk.hear("Before is 7: the file says Long from 4. Enter takes it, o stays with Quick.");
    talk.type_lines(&["no"]);
    talk.hear("Enter for the other one, o for the one chosen, q leaves.");
    talk.type_lines(&["o"]);
    talk.hear("6 or more: Gentle Day may suit today better.");
    talk.type_lines(&[""]);
    talk.hear("0:00 ");
    talk.rest();
    let ruled = |taken| {
        home.facts().iter().any(|fact| match &fact.what {
            What::Session(record) => {
                let rule = record.fitted.as_ref().and_then(|fitted| fitted.rule.as_ref());
                rule.is_some_and(|rule| rule.taken == taken && rule.instead.as_str() == "long")
            }
            _ => false,
        })
    };
    assert!(ruled(false) && !ruled(true));
    let mut talk = home.begin(&["quick"]);
    talk.type_lines(&["", "5", ""]);
    talk.hear("Long");
    talk.hear("0:00 ");
    talk.send(Signal::TERM);
    talk.rest();
}

#[test]
fn a_yes_to_a_question_means_advice_and_no_session() {
    let home = Home::new();
    let mut talk = home.begin(&["quick"]);
    talk.type_lines(&["7", "4, 5", "3"]);
    let (status, out, err) = talk.rest();
    assert_eq!(status.code(), Some(1));
    assert!(err.contains("no session: a yes to one of the five questions"), "{err}");
    for said in ["Numbers from 1 to 5", "No session today.", "Fever, or a hot red heel", "book a visit"] {
        assert!(out.contains(said), "{said} in {out}");
    }
    assert_eq!(home.ratings(), [(PainKind::NowBefore, Side::Left, 3)], "pain can be kept all the same");
    assert!(!out.contains("Knead"), "{out}");
}

#[test]
fn an_answer_to_the_five_questions_that_nobody_understood_begins_no_session() {
    for said in ["yes", "13", "1p", "one"] {
        let home = Home::new();
        let mut talk = home.begin(&["quick"]);
        talk.type_lines(&[said]);
        let (status, out, err) = talk.rest();
        assert_eq!(status.code(), Some(1), "{said}: {out}");
        assert!(
            err.contains("no session: what was answered to the five questions was not understood"),
            "{said}: {err}"
        );
        assert!(!out.contains("Knead"), "{said}: {out}");
    }
}

#[test]
fn what_hurts_and_pain_now_are_lines_too() {
    let home = Home::new();
    let mut talk = home.begin(&["long", "--no-check"]);
    talk.hear("left foot: Roll, 10:00,");
    talk.type_lines(&["4"]);
    talk.hear("left 4, clear. Fine if it settles.");
    assert_eq!(home.ratings(), [(PainKind::NowDuring, Side::Left, 4)], "on disk before it is acknowledged");
    talk.type_lines(&["x"]);
    talk.hear("left 10, worst. That is above 5. Stop: skip this step, or end here.");
    assert_eq!(home.ratings(), [(PainKind::NowDuring, Side::Left, 10)], "corrected");
    talk.type_lines(&["o"]);
    talk.hear("right 10, worst, not left. That is above 5.");
    assert_eq!(home.ratings(), [(PainKind::NowDuring, Side::Right, 10)], "given to the other side");
    talk.type_lines(&["11", "h"]);
    talk.hear("That asks for nothing here. ? tells the keys.");
    talk.hear("That hurt, left foot: Roll. Lighten up. Sharp or electric? Stop here. h again skips it.");
    talk.type_lines(&["h"]);
    talk.hear("Skipped.");
    talk.type_lines(&["q", "", "Softer today"]);
    talk.hear("Ended here.");
    let (_, out, _) = talk.rest();
    assert!(out.contains("left: that hurt 1: Roll, at 0:00") && out.ends_with("Note: kept.\n"), "{out}");
    let noted = |fact: &Fact| matches!(&fact.what, What::Note(note) if note.text.as_str() == "Softer today");
    assert_eq!(home.facts().iter().filter(|fact| noted(fact)).count(), 1);
    let json = std::process::Command::new(env!("CARGO_BIN_EXE_solemate"))
        .args(["history", "--json"])
        .env("SOLEMATE_HOME", home.0.path())
        .output()
        .unwrap();
    let json = String::from_utf8(json.stdout).unwrap();
    assert!(json.contains(r#""hurts":[{"step":"Roll","side":"left","round":null,"at":"#), "{json}");
    // Which of the two steps it was cannot be known any more.
    assert!(json.contains(r#""step":null,"side":"right","value":10}]"#), "{json}");
}

#[test]
fn every_key_does_what_help_says() {
    let home = Home::new();
    let mut talk = home.begin(&["long", "--no-check"]);
    assert!(talk.hear("With Enter: ").contains("s skip"), "what one needs is said before it begins");
    assert_eq!(talk.hear("0:00 "), "0:00 left foot: Roll, 10:00, step 1 of 2.");
    for (key, said) in [
        ("?", "q, end: end here"),
        ("", "Paused."),
        ("p", "going on: left foot: Roll, "),
        ("t", "left foot: Roll, "),
        ("v", "There is no more to be said"),
        ("+", "15 seconds more, 10:1"),
        ("-", "15 seconds less, "),
        ("c", "Sides swapped, from here to the end: right foot: Roll"),
        ("w", "The next part waits for you."),
        ("w", "The next part comes by itself."),
        ("r", "right foot: Roll, 10:00, step 1 of 2."),
        ("s", "Skipped."),
        ("b", "Back."),
        ("w", "The next part waits for you."),
        ("s", "Waiting for you."),
        ("", "Rest the foot, until you go on, step 2 of 2."),
        ("q", "Ended here."),
    ] {
        talk.type_lines(&[key]);
        talk.hear(said);
    }
    assert_eq!(home.record().ending, Ending::Early);
}

#[test]
fn words_do_what_letters_do_and_never_the_other_thing() {
    let home = Home::new();
    let mut talk = home.begin(&["long", "--no-check"]);
    for (word, said) in [
        ("pause", "Paused."),
        ("pause", "It is paused already."),
        ("Resume", "going on: "),
        ("resume", "It runs."),
        ("swap", "Sides swapped, from here to the end: right foot: Roll"),
        ("more", "15 seconds more, "),
        ("hurt", "That hurt, right foot: Roll."),
        ("6", "Saved: right 6"),
        ("Skip", "Skipped."),
        ("back", "Back."),
        ("status", "right foot: Roll, "),
        ("end", "Ended here."),
        ("q", "right foot: at most 6 during"),
    ] {
        talk.type_lines(&[word]);
        talk.hear(said);
    }
    let (_, out, _) = talk.rest();
    assert!(!out.contains("at most"), "{out}");
}

#[test]
fn t3_a_signal_keeps_where_the_session_stands_and_ends_the_program() {
    for signal in [Signal::TERM, Signal::INT, Signal::HUP] {
        let home = Home::new();
        let mut talk = home.begin(&["long"]);
        talk.type_lines(&["", "4"]);
        talk.hear("0:00 left foot: Roll");
        talk.send(signal);
        let (status, out, _) = talk.rest();
        assert_eq!(status.signal(), Some(signal.as_raw()), "{status}");
        assert!(out.contains("Interrupted. Where you were is kept"), "{out}");
        assert!(home.has_checkpoint());
        assert_eq!(home.ratings(), [(PainKind::NowBefore, Side::Left, 4)]);

        let mut again = home.begin_alone(&["quick", "--no-check"]);
        assert_eq!(again.hear("What was done"), "What was done of it is kept.");
        again.hear("Done.");
        assert_eq!(again.rest().0.code(), Some(0));
        let sessions = home.facts().into_iter().filter(|fact| matches!(fact.what, What::Session(_))).count();
        assert_eq!(sessions, 2, "the one that was cut off, once, and the new one");
    }
}

#[test]
fn d13_a_second_session_is_told_of_the_first() {
    let home = Home::new();
    let mut first = home.begin(&["long", "--no-check"]);
    first.hear("0:00 left foot: Roll");
    let (status, _, err) = home.begin_alone(&["quick", "--no-check"]).rest();
    assert_eq!(status.code(), Some(1));
    assert!(err.starts_with("solemate: a session is under way in another window"), "{err}");
    first.type_lines(&["q"]);
    first.hear("Ended here.");
}

#[test]
fn t24_when_nobody_reads_any_more_the_session_ends_quietly_and_its_place_is_kept() {
    let home = Home::new();
    let mut talk = home.begin(&["quick"]);
    talk.hear("Enter: none of these.");
    let Talk { mut child, keys, lines } = talk;
    drop(lines);
    drop(keys);
    let status = child.wait().unwrap();
    assert_eq!(status.code(), Some(0));
    let mut err = String::new();
    std::io::Read::read_to_string(&mut child.stderr.take().unwrap(), &mut err).unwrap();
    assert_eq!(err, "");
    assert!(home.has_checkpoint());
}

#[test]
fn d4_what_cannot_be_written_is_said_as_the_command_that_repeats_it() {
    let home = Home::new();
    fs::create_dir_all(home.path("data")).unwrap();
    fs::write(home.path("data/history"), "a file where a folder belongs").unwrap();
    let mut talk = home.begin(&["quick"]);
    talk.type_lines(&["", "6", ""]);
    assert!(talk.hear("Not saved yet:").contains("is not a folder"));
    assert_eq!(talk.hear("left foot 6"), "left foot 6, strong: not saved yet");
    talk.type_lines(&["q", "2"]);
    let (status, _, err) = talk.rest();
    assert_eq!(status.code(), Some(3));
    assert!(home.has_checkpoint(), "the session is offered again");
    let commands: Vec<&str> = err.lines().filter(|line| line.starts_with("solemate log ")).collect();
    assert_eq!(commands.len(), 2, "{err}");

    fs::remove_file(home.path("data/history")).unwrap();
    for command in commands {
        let shell = Command::new("sh")
            .args(["-c", &command.replacen("solemate", env!("CARGO_BIN_EXE_solemate"), 1)])
            .env("SOLEMATE_HOME", home.0.path())
            .stdout(Stdio::null())
            .status();
        assert!(shell.unwrap().success());
    }
    let both = [(PainKind::NowBefore, Side::Left, 6), (PainKind::NowAfter, Side::Left, 2)];
    assert_eq!(home.ratings(), both);
}

/// Whether the socket, which opens behind the first line, is there within a second.
fn listens(mut asked: impl FnMut() -> bool) -> bool {
    (0..50).any(|_| {
        std::thread::sleep(std::time::Duration::from_millis(20));
        asked()
    })
}

#[test]
fn a_session_with_nobody_at_the_keys_is_steered_from_outside() {
    let home = Home::new();
    let mut talk = home.begin_alone(&["long", "--no-check"]);
    talk.hear("0:00 left foot: Roll");
    let ctl = |word: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_solemate"));
        let answer = command.args(["ctl", word]).env("SOLEMATE_HOME", home.0.path()).output().unwrap();
        (answer.status.code(), String::from_utf8(answer.stdout).unwrap())
    };
    assert!(listens(|| ctl("status").0 == Some(0)));
    let (code, out) = ctl("pause");
    assert!(code == Some(0) && out.starts_with("LEFT FOOT go ") && out.ends_with(", paused\n"), "{out}");
    talk.hear("Paused.");
    std::thread::sleep(std::time::Duration::from_millis(800));
    assert!(ctl("status").1.ends_with(", paused\n"), "whoever paused it is there: it does not go on by itself");
    ctl("resume");
    talk.hear("going on: left foot: Roll");
    ctl("next");
    talk.hear("Rest the foot, until you go on, step 2 of 2.");
    assert_eq!(ctl("stop"), (Some(0), "The session has ended; what was done is kept.\n".into()));
    let (status, out, _) = talk.rest();
    assert_eq!(status.code(), Some(0));
    assert!(out.contains("Ended here."), "{out}");
    assert_eq!(home.record().ending, Ending::Early);
    assert_eq!(ctl("status"), (Some(1), "no session\n".into()));
}

#[test]
fn a_path_too_long_for_a_socket_has_another_place() {
    let deep = "a-folder-with-a-rather-long-name/".repeat(4);
    let (home, runtime) = (Home::new(), tempfile::tempdir().unwrap());
    let state = home.path(&deep);
    fs::create_dir_all(&state).unwrap();
    for (folder, listens) in [(Some(runtime.path()), true), (None, false)] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_solemate"));
        command.env("SOLEMATE_HOME", &state).env_remove("XDG_RUNTIME_DIR").stdin(Stdio::null()).stdout(Stdio::piped());
        if let Some(folder) = folder {
            command.env("XDG_RUNTIME_DIR", folder);
        }
        let long = home.path("config/routines/long.toml");
        let mut child = command.args(["start", "--plain", "--no-check"]).arg(long).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        lines.find(|line| line.as_ref().unwrap().starts_with("0:00 ")).unwrap().unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_solemate"));
        command.env("SOLEMATE_HOME", &state).env_remove("XDG_RUNTIME_DIR").args(["ctl", "status"]);
        if let Some(folder) = folder {
            command.env("XDG_RUNTIME_DIR", folder);
        }
        assert_eq!(self::listens(|| command.output().unwrap().status.success()), listens);
        kill_process(Pid::from_child(&child), Signal::TERM).unwrap();
        child.wait().unwrap();
        drop(fs::remove_file(state.join("state/running.json")));
    }
    assert_eq!(fs::read_dir(runtime.path().join("solemate")).unwrap().count(), 0, "gone with the session");
}

/// Somebody whose player and engine are this script; `HERE` stands for their folder.
fn with_engine(lines: &str) -> Home {
    let home = Home::new();
    let engine = home.path("engine");
    let lines = format!("#!/bin/sh\n{}\n", lines.replace("HERE", home.0.path().to_str().unwrap()));
    let write = "printf %s \"$1\" > \"$2\" && chmod 700 \"$2\"";
    assert!(Command::new("sh").args(["-c", write, "sh", &lines]).arg(&engine).status().unwrap().success());
    let settings = format!("sore_foot = \"left\"\nplayer = [\"{0}\"]\nspeak = [\"{0}\"]\n", engine.display());
    fs::write(home.path("config/config.toml"), settings).unwrap();
    home
}

/// Takes its time, and then notes what it said or played.
const TAKES_TIME: &str = "text=$(cat); sleep 0.7; echo \"${1##*/} $text\" >> HERE/heard";

#[test]
fn the_last_words_and_the_last_tone_are_given_their_time_with_nobody_at_the_keys() {
    let home = with_engine(TAKES_TIME);
    let (status, out, _) = home.begin_alone(&["quick"]).rest();
    assert_eq!(status.code(), Some(0), "{out}");
    let heard = fs::read_to_string(home.path("heard")).unwrap();
    assert!(heard.contains(" Done.") && heard.contains("done"), "{heard}");
}

#[test]
fn whoever_quits_waits_for_no_last_words_and_a_program_that_hangs_is_given_a_few_seconds() {
    let home = with_engine("echo x >> HERE/called; trap '' TERM; while :; do sleep 0.05; done");
    let mut talk = home.begin(&["long", "--no-check"]);
    talk.hear("Roll, 10:00");
    talk.type_lines(&["q"]);
    let (status, ..) = talk.rest();
    let quit = std::time::Instant::now();
    let mut talk = home.begin_alone(&["quick"]);
    talk.hear("Finished");
    assert!(status.success() && talk.rest().0.success());
    // Without a bound it would be as long as a phrase may take.
    assert!(quit.elapsed().as_secs() < 15);
}

#[test]
fn s8_the_voice_speaks_beside_the_lines_and_ends_with_them() {
    let home = with_engine("trap '' TERM\nsed s/^/said:/ >> HERE/said\nwhile :; do sleep 0.05; done");
    let engine = home.path("engine");
    let mut talk = home.begin(&["long", "--no-check"]);
    talk.hear("Roll, 10:00");
    talk.type_lines(&["m", "m", "m", ""]);
    talk.hear("Silent: no tones, no voice.");
    talk.hear("Paused. Enter goes on.");
    let said = || fs::read_to_string(home.path("said")).unwrap_or_default();
    let mut patience = 0..200_000;
    while patience.next().is_some() && !said().contains("said:Paused.") {
        std::thread::yield_now();
    }
    assert!(said().contains("said:Paused."), "{:?}", said());
    talk.type_lines(&["q"]);
    drop(talk.keys.take());
    talk.hear("Ended here.");
    assert!(talk.child.wait().unwrap().success());
    let at_work = String::from_utf8(Command::new("ps").args(["-eo", "args"]).output().unwrap().stdout).unwrap();
    assert!(!at_work.contains(engine.to_str().unwrap()), "somebody speaks on");
}

#[test]
fn strong_painkillers_are_said_beside_the_five_questions_and_kept_for_the_day() {
    let home = with_health("asked = 2026-11-01\nclot = \"no\"\n");
    let mut talk = home.begin(&["quick"]);
    talk.hear("p: strong painkillers today.");
    talk.type_lines(&["p"]);
    talk.hear("one level lighter today.");
    talk.type_lines(&["q"]);
    talk.rest();
    let kept = fs::read_to_string(home.path("data/profile.toml")).unwrap();
    assert!(kept.starts_with("asked = 2026-11-01\nclot = \"no\"\npainkillers = 20"), "{kept}");
}

#[test]
fn what_painkillers_change_is_said_and_nothing_is_denied_where_the_profile_cannot_be_read() {
    let home = with_health("asked = 2026-11-01\n");
    let mut talk = home.begin(&["quick"]);
    talk.type_lines(&["p", ""]);
    talk.hear("one level lighter today.");
    talk.hear("never above");
    talk.type_lines(&["q"]);
    talk.rest();
    let home = with_health("clot = \"maybe\"\n");
    let mut talk = home.begin(&["gentle-day"]);
    talk.type_lines(&["p"]);
    talk.hear("The health profile cannot be read: level 1 holds as it is.");
    talk.type_lines(&["q"]);
    talk.rest();
}

#[test]
fn what_the_health_profile_holds_back_is_offered_in_no_ones_place() {
    let home = with_health("asked = 2026-11-01\npregnancy = \"yes\"\n");
    let rules = |id: &str| format!("when = {{ before_at_least = 4, use = \"{id}\" }}\n[defaults]");
    fs::write(home.path("config/routines/quick.toml"), QUICK.replace("[defaults]", &rules("kneads"))).unwrap();
    let kneads = "format = 1\nname = \"Kneads\"\n[defaults]\n[[step]]\nname = \"Knead\"\ntechnique = \"kneading\"\n\
                  zones = [\"calf_all\"]\ntime = 60\n";
    fs::write(home.path("config/routines/kneads.toml"), kneads.replace("[defaults]", &rules("long"))).unwrap();
    let mut talk = home.begin(&["quick"]);
    talk.type_lines(&["", "5", ""]);
    let (_, out, _) = talk.rest();
    assert!(!out.contains("takes it") && !out.contains("Long"), "{out}");
    let told = "Before is 5: the file says Kneads from 4. It is left out for your health: pregnancy or a birth.";
    assert!(out.contains(told) && out.contains("Gentle Day may suit today better."), "{out}");
    assert_eq!(home.record().routine.as_str(), "quick");
}

#[test]
fn where_nothing_of_the_other_one_is_for_today_the_one_chosen_is_lived() {
    let home = Home::new();
    let ruled = QUICK.replace("[defaults]", "when = { before_at_least = 4, use = \"lefty\" }\n[defaults]");
    fs::write(home.path("config/routines/quick.toml"), ruled).unwrap();
    let lefty =
        "format = 1\nname = \"Lefty\"\n[[step]]\nname = \"Roll\"\nsides = \"left\"\nzones = [\"arch\"]\ntime = 60\n";
    fs::write(home.path("config/routines/lefty.toml"), lefty).unwrap();
    let mut talk = home.begin(&["quick", "--side", "right"]);
    talk.type_lines(&["", "5", ""]);
    let (_, out, _) = talk.rest();
    assert!(out.contains("Nothing in Lefty is for the side chosen today."), "{out}");
    assert_eq!(home.record().routine.as_str(), "quick");
}

/// With these answers about one's health.
fn with_health(profile: &str) -> Home {
    let home = Home::new();
    fs::create_dir_all(home.path("data")).unwrap();
    fs::write(home.path("data/profile.toml"), profile).unwrap();
    home
}

#[test]
fn what_the_health_profile_speaks_against_is_said_and_done_only_on_the_word() {
    let home = with_health("asked = 2026-11-01\npregnancy = \"yes\"\n");
    let (status, out, err) = home.begin_alone(&["calf-classic"]).rest();
    let why = "no session: too little of Calf Classic is left for your health (pregnancy or a birth); with `--anyway`";
    assert!(status.code() == Some(1) && err.contains(why), "{err}");
    assert!(
        out.contains("Not for now, for your health: pregnancy or a birth.") && out.contains("skip calf massage"),
        "{out}"
    );
    assert!(home.facts().is_empty());
    let mut talk = home.begin(&["calf-classic"]);
    talk.hear("anyway starts it as on paper");
    talk.type_lines(&["yes"]);
    talk.hear("The word anyway, or Enter to leave.");
    talk.type_lines(&["anyway"]);
    talk.hear("Calf Classic: 13:20");
    talk.type_lines(&["q"]);
    talk.rest();
    let mut talk = home.begin(&["calf-classic", "--anyway"]);
    talk.hear("Calf Classic: 13:20");
    talk.type_lines(&["q"]);
    talk.rest();
}

#[test]
fn a_step_that_is_left_out_for_ones_health_is_named_and_not_lived() {
    let home = with_health("asked = 2026-11-01\npregnancy = \"yes\"\n");
    let (status, out, _) = home.begin_alone(&["quick", "--no-check"]).rest();
    assert_eq!(status.code(), Some(0));
    assert!(out.contains("Health: without Knead the calf: pregnancy or a birth."), "{out}");
    assert!(!out.contains("Knead like dough"), "{out}");
    let fitted = home.record().fitted.expect("it says that it was not as on paper");
    assert_eq!(fitted.for_health.iter().map(|name| name.as_str()).collect::<Vec<_>>(), ["Knead the calf"]);
    assert_eq!((fitted.left_out.len(), fitted.is_otherwise()), (0, false), "nobody wished it");
}

#[test]
fn after_surgery_only_pain_is_logged_whatever_is_said() {
    let home = with_health("asked = 2026-11-01\nsurgery = \"yes\"\n");
    let mut talk = home.begin(&["quick", "--anyway"]);
    talk.hear("No session for now.");
    talk.hear("Pain now, if you want to keep it, left foot");
    talk.type_lines(&["4"]);
    let (status, _, err) = talk.rest();
    assert!(status.code() == Some(1) && err.contains("no session: pain alone is logged for now"), "{err}");
    assert!(!err.contains("--anyway"), "{err}");
    assert_eq!(home.ratings(), [(PainKind::NowBefore, Side::Left, 4)]);
    assert!(!home.has_checkpoint());
}

#[test]
fn what_has_ended_by_itself_is_said_once() {
    let home = with_health("asked = 2026-11-01\ninjection = 2020-01-01 # the first\n");
    let (_, _, err) = home.begin_alone(&["quick", "--no-check"]).rest();
    assert!(err.contains("2 weeks after the injection"), "{err}");
    let (_, _, again) = home.begin_alone(&["quick", "--no-check"]).rest();
    assert_eq!(again, "");
    let kept = fs::read_to_string(home.path("data/profile.toml")).unwrap();
    assert_eq!(kept, "asked = 2026-11-01\ninjection = \"no\" # the first\n");
}

/// Notes what it is to say before anything else can end it.
const NOTES: &str = "trap '' TERM; cat >> HERE/heard";

/// Waits until the engine has noted what it was to say.
fn has_said(home: &Home, text: &str) -> bool {
    let noted = || fs::read_to_string(home.path("heard")).is_ok_and(|heard| heard.contains(text));
    (0..10).any(|_| listens(noted))
}

#[test]
fn s8_the_voice_goes_on_where_nobody_reads_the_lines() {
    let home = with_engine(NOTES);
    let (lines, mut full) = std::io::pipe().unwrap();
    let mut lines = BufReader::new(lines);
    let mut command = Command::new(env!("CARGO_BIN_EXE_solemate"));
    command.args(["start", "quick", "--no-check", "--plain"]).env("SOLEMATE_HOME", home.0.path());
    let mut child = command.stdin(Stdio::null()).stdout(full.try_clone().unwrap()).spawn().unwrap();
    drop(command);
    assert!(lines.by_ref().lines().any(|line| line.unwrap().contains(" next left foot")));
    let takes_more = |pipe: &std::io::PipeWriter| {
        let mut fds = [PollFd::new(pipe, PollFlags::OUT)];
        poll(&mut fds, Some(&Timespec { tv_sec: 0, tv_nsec: 0 })).unwrap();
        !fds[0].revents().is_empty()
    };
    while takes_more(&full) {
        full.write_all(&[b'\n'; 4096]).unwrap();
    }
    assert!(has_said(&home, "left foot"), "nobody reads, and somebody may listen");
    drop(full);
    std::io::copy(&mut lines, &mut std::io::sink()).unwrap();
    assert!(child.wait().unwrap().success());
}

#[test]
fn a_mark_is_not_begun_where_half_way_is_said_in_the_same_moment() {
    let home = with_engine(NOTES);
    let settings = fs::read_to_string(home.path("config/config.toml")).unwrap() + "marks = [10, 8]\n";
    fs::write(home.path("config/config.toml"), settings).unwrap();
    let routine = QUICK.replace("time = 1\n", "time = 20\n");
    fs::write(home.path("config/routines/quick.toml"), routine).unwrap();
    let mut talk = home.begin(&["quick", "--no-check"]);
    talk.hear("half-way");
    assert!(has_said(&home, "Half-way"));
    talk.hear("0:12 ");
    talk.type_lines(&["q"]);
    talk.rest();
    let heard = fs::read_to_string(home.path("heard")).unwrap();
    assert!(!heard.contains("10 seconds"), "{heard}");
}

#[test]
fn a_line_skips_what_has_just_begun_by_itself() {
    let home = Home::new();
    let mut talk = home.begin(&["quick", "--no-check"]);
    talk.hear("0:01 other leg, right calf: Knead the calf");
    talk.type_lines(&["s"]);
    assert!(talk.hear("Skipped.").starts_with("0:01 "));
    talk.type_lines(&["q"]);
    talk.rest();
}
