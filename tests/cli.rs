//! The real program on the command line: verbs, messages, exit codes, and what comes out of it.
#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used, missing_docs)]

#[path = "cli/beside.rs"]
mod beside;
#[path = "cli/browser.rs"]
mod browser;
#[path = "cli/days.rs"]
mod days;
#[cfg(target_os = "linux")]
#[path = "cli/events.rs"]
mod events;
#[path = "cli/faults.rs"]
mod faults;
#[path = "cli/fit.rs"]
mod fit;
#[path = "cli/flags.rs"]
mod flags;
#[path = "cli/forget.rs"]
mod forget;
#[path = "cli/health.rs"]
mod health;
#[path = "cli/import.rs"]
mod import;
#[path = "cli/kept.rs"]
mod kept;
#[path = "cli/keys.rs"]
mod keys;
#[path = "cli/learn.rs"]
mod learn;
#[path = "cli/machines.rs"]
mod machines;
#[path = "cli/naughty.rs"]
mod naughty;
#[path = "cli/plan.rs"]
mod plan;
#[path = "cli/private.rs"]
mod private;
#[cfg(target_os = "linux")]
#[path = "cli/remind.rs"]
mod remind;
#[path = "cli/report.rs"]
mod report;
#[path = "cli/routines.rs"]
mod routines;
#[path = "cli/rules.rs"]
mod rules;
#[path = "cli/settings.rs"]
mod settings;
#[path = "cli/sheet.rs"]
mod sheet;
#[path = "cli/trends.rs"]
mod trends;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};

use assert_cmd::Command;
use serde_json::Value;

/// Text that would steer a terminal, hide, or turn the line around: one of each class.
const NASTY: &[&str] = &[
    "\u{1b}]0;owned\u{7}",
    "\u{1b}[2J",
    "\u{9b}31m",
    "\u{1b}]52;c;Zm9v\u{7}",
    "\r\u{8}\u{8}",
    "\u{202e}txt",
    "\u{2066}iso\u{2069}",
    "zero\u{200b}width",
    "\u{feff}",
    "tag\u{e0041}",
    "line\u{2028}sep",
    "a\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}",
    "\u{fff9}note",
    "\u{ad}soft",
];

const FINE: &str = "format = 1\nname = \"Mine\"\n[[step]]\nname = \"Roll\"\ntime = 30\n";

/// A person with a home of their own.
struct Person(tempfile::TempDir);

/// What the program answered.
struct Answer {
    code: Option<i32>,
    out: String,
    err: String,
}

impl Person {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self, below: &str) -> PathBuf {
        self.0.path().join(below)
    }

    fn routine(&self, file: &str, text: impl AsRef<[u8]>) -> PathBuf {
        fs::create_dir_all(self.path("config/routines")).unwrap();
        let path = self.path("config/routines").join(file);
        fs::write(&path, text).unwrap();
        path
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = assert_cmd::cargo::cargo_bin_cmd!("solemate");
        // Without a PATH no player and no engine is found: tests are not to be heard.
        command.args(args).env("SOLEMATE_HOME", self.0.path()).env("TZ", "UTC").env("PATH", "").env_remove("NO_COLOR");
        command
    }

    fn says(&self, args: &[&str]) -> Answer {
        let Output { status, stdout, stderr } = self.command(args).output().unwrap();
        let text = |bytes| String::from_utf8(bytes).expect("text");
        let answer = Answer { code: status.code(), out: text(stdout), err: text(stderr) };
        assert_harmless(&answer.out);
        assert_harmless(&answer.err);
        answer
    }

    /// The answer of a command that works.
    fn gets(&self, args: &[&str]) -> String {
        let answer = self.says(args);
        assert_eq!((answer.code, answer.err.as_str()), (Some(0), ""), "{args:?}: {}", answer.out);
        answer.out
    }

    fn json(&self, args: &[&str]) -> Value {
        serde_json::from_str(&self.says(args).out).expect("JSON")
    }

    /// The one file of the history that is not that device's.
    fn journal_of(&self, other: &str) -> PathBuf {
        let devices = fs::read_dir(self.path("data/history")).unwrap().map(|device| device.unwrap().path());
        let own = devices.into_iter().find(|device| !device.ends_with(other)).unwrap();
        fs::read_dir(own).unwrap().next().unwrap().unwrap().path()
    }

    /// The one file of this device's history.
    fn journal(&self) -> PathBuf {
        let device = fs::read_dir(self.path("data/history")).unwrap().next().unwrap().unwrap().path();
        fs::read_dir(device).unwrap().next().unwrap().unwrap().path()
    }
}

/// What a command writes where a person sits at a terminal of 100 columns.
#[cfg(unix)]
fn at_a_terminal(person: &Person, args: &[&str]) -> String {
    use portable_pty::{CommandBuilder, PtySize, native_pty_system};
    let size = PtySize { rows: 40, cols: 100, pixel_width: 0, pixel_height: 0 };
    let pair = native_pty_system().openpty(size).expect("a pseudo-terminal");
    let mut command = CommandBuilder::new(assert_cmd::cargo::cargo_bin!("solemate"));
    command.args(args);
    for (key, value) in [("SOLEMATE_HOME", person.0.path().to_str().unwrap()), ("TZ", "UTC"), ("PATH", "")] {
        command.env(key, value);
    }
    let mut reader = pair.master.try_clone_reader().expect("a reader");
    let mut program = pair.slave.spawn_command(command).expect("the program");
    // Nobody but the program holds the terminal now: reading ends where it does, on Linux with an error.
    drop(pair.slave);
    let mut bytes = Vec::new();
    let _ = std::io::Read::read_to_end(&mut reader, &mut bytes);
    assert!(program.wait().expect("its end").success(), "{args:?}");
    String::from_utf8(bytes).expect("text").replace("\r\n", "\n")
}

fn assert_harmless(text: &str) {
    let refused = |c: &char| {
        (c.is_control() && *c != '\n')
            || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
            || matches!(c, '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
    };
    assert_eq!(text.chars().find(refused), None, "{text:?}");
    assert!(!text.contains("\u{301}\u{301}\u{301}\u{301}\u{301}"), "{text:?}");
}

#[test]
fn p13_help_and_version_work_whatever_the_data_looks_like() {
    let person = Person::new();
    for file in ["config/config.toml", "state/running.json", "state/device", "data/history/x/2026.jsonl"] {
        let file = person.path(file);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, b"\xff\x00 broken [").unwrap();
    }
    person.routine("broken.toml", "[[[");
    assert_eq!(person.gets(&["--version"]), concat!("solemate ", env!("CARGO_PKG_VERSION"), "\n"));
    let help = person.gets(&["--help"]);
    assert_eq!(person.gets(&["help"]), help);
    assert_eq!(person.gets(&["help", "start"]), person.gets(&["start", "--help"]));
    for verb in [
        "start",
        "list",
        "show",
        "check",
        "log",
        "morning",
        "history",
        "trends",
        "report",
        "export",
        "config",
        "ctl",
        "doctor",
        "Exit codes",
    ] {
        assert!(help.contains(verb), "{verb}");
    }
    for verb in ["start", "list", "show", "check", "log", "history", "export", "config", "ctl", "doctor"] {
        assert!(person.gets(&[verb, "--help"]).contains("Usage: solemate"), "{verb}");
    }
    // Everything else still answers, and says what is wrong.
    let list = person.says(&["list"]);
    assert_eq!(list.code, Some(0));
    assert!(list.out.contains("calf-classic") && list.out.contains("broken.toml: line 1:"), "{}", list.out);
    assert_eq!(list.err.matches("config.toml").count(), 1, "said once: {}", list.err);
    let history = person.says(&["history"]);
    assert!(history.err.contains("solemate doctor"), "{}", history.err);
    let doctor = person.says(&["doctor"]);
    assert_eq!(doctor.code, Some(1));
    assert!(doctor.out.contains("2026.jsonl, line 1:") && doctor.out.contains("The lines with ! need you."));
}

#[test]
fn usage_mistakes_are_exit_code_2_and_quote_nothing_that_steers_a_terminal() {
    let person = Person::new();
    for args in [&["bogus"][..], &["list", "--nope"], &["log", "first-step"], &["start", "--plain"], &["show"]] {
        let answer = person.says(args);
        assert_eq!((answer.code, answer.out.as_str()), (Some(2), ""), "{args:?}");
        assert!(answer.err.starts_with("solemate: "), "{}", answer.err);
    }
    for nasty in NASTY {
        assert_eq!(person.says(&[nasty]).code, Some(2), "{nasty:?}");
        assert_eq!(person.says(&["log", "first-step", "--left", nasty]).code, Some(2), "{nasty:?}");
        assert_eq!(person.says(&["show", nasty]).code, Some(1), "{nasty:?}");
        assert_eq!(person.says(&["log", "first-step", "--left", "1", "--at", nasty]).code, Some(1), "{nasty:?}");
    }
}

#[test]
fn t23_the_full_screen_without_a_terminal_is_refused_and_plain_is_named() {
    let person = Person::new();
    for args in [&[][..], &["start"], &["start", "ten-by-ten", "--no-check"]] {
        let answer = person.says(args);
        assert_eq!(answer.code, Some(2), "{args:?}");
        assert!(answer.err.contains("--plain"), "{}", answer.err);
    }
}

#[test]
fn d9_a_folder_that_cannot_be_meant_is_named() {
    let person = Person::new();
    let answer = person.says(&["list", "--data-dir", "here"]);
    assert_eq!(answer.code, Some(1));
    assert!(answer.err.contains("--data-dir is \"here\""), "{}", answer.err);
    let other = tempfile::tempdir().unwrap();
    person.gets(&["--data-dir", other.path().to_str().unwrap(), "log", "first-step", "--left", "3"]);
    assert!(other.path().join("data/history").is_dir() && !person.path("data").exists());
}

#[test]
fn r1_a_broken_routine_is_listed_and_hides_no_other() {
    let person = Person::new();
    person.routine("mine.toml", FINE);
    person.routine("knee.toml", "format = 1\nname = \"Knee\"\n[[step]]\nname = \"Roll\"\ntiem = 30\n");
    person.routine("ten-by-ten.toml", FINE);
    let list = person.gets(&["list"]);
    assert!(list.lines().any(|line| line.split_whitespace().eq(["mine", "1:10", "Mine", "(your", "own)"])), "{list}");
    assert!(list.contains("(your own, in place of the shipped one)"), "{list}");
    assert!(list.contains("knee.toml: line 5: unknown key `tiem`"), "{list}");
    let listed = person.json(&["list", "--json"]);
    let of = |id: &str| listed.as_array().unwrap().iter().find(|one| one["id"] == id).unwrap().clone();
    assert_eq!(of("calf-classic")["seconds"]["both"], 800);
    assert_eq!((of("mine")["origin"].as_str(), of("mine")["error"].as_str()), (Some("personal"), None));
    assert!(of("knee")["error"].as_str().unwrap().contains("tiem"));
    assert_eq!(of("ten-by-ten")["shadows"], true);
}

#[test]
fn a_routine_is_shown_with_its_times() {
    let person = Person::new();
    let shown = person.gets(&["show", "slow-raises-1"]);
    for line in [
        "   0:25  left leg     Slow heel raise: 12 × 3-2-3, round 1 of 3, limit 2\n",
        "   2:01  change sides 0:05\n",
        "   3:42  rest 0:30\n",
        "  11:26  the end\n",
    ] {
        assert!(shown.contains(line), "{line:?} in {shown}");
    }
    assert!(person.gets(&["show", "ten-by-ten"]).contains("left foot    Toe pull: 10 × 10 s, 3 s release"));
    let classic = person.json(&["show", "calf-classic", "--side", "right", "--json"]);
    assert_eq!(classic["seconds"], 430.0);
    let blocks = classic["blocks"].as_array().unwrap();
    assert!(blocks.iter().all(|block| block["side"] != "left"));
    let kneading = blocks.iter().find(|block| block["technique"] == "kneading").unwrap();
    assert_eq!((&kneading["work"], &kneading["part"], &kneading["pace"]), (&"3:00".into(), &"calf".into(), &20.into()));
    for shipped in solemate::store::shipped::ALL {
        let shown = person.gets(&["show", shipped.id]);
        assert!(shown.lines().all(|line| line.chars().count() <= 80), "{shown}");
    }
}

#[test]
fn an_unknown_id_is_answered_with_the_nearest_one() {
    let person = Person::new();
    for verb in ["show", "check"] {
        let answer = person.says(&[verb, "calf-clasic"]);
        assert_eq!(answer.code, Some(1));
        assert!((answer.err + &answer.out).contains("did you mean `calf-classic`?"));
    }
    let answer = person.says(&["show", "xylophone-concert"]);
    assert!(answer.err.contains("`solemate list`"), "{}", answer.err);
    let broken = person.routine("knee.toml", "format = 1\n");
    let answer = person.says(&["show", "knee"]);
    assert!(answer.err.contains(&format!("`solemate check {}`", broken.display())), "{}", answer.err);
}

#[test]
fn check_tells_every_mistake_with_its_line_and_exits_1() {
    let person = Person::new();
    assert_eq!(person.gets(&["check"]), "You have no routines of your own yet.\n");
    let fine = person.routine("mine.toml", FINE);
    assert_eq!(person.gets(&["check"]), "1 routine, nothing wrong.\n");
    let broken = person.routine("knee.toml", "format = 1\nname = 3\n[[step]]\nname = \"Roll\"\ntiem = 30\n");
    person.routine("Bad Name.toml", FINE);
    let all = person.says(&["check"]);
    assert_eq!(all.code, Some(1));
    for said in
        ["knee.toml:2:", "knee.toml:5:", "did you mean `time`?", "bad-name.toml", "3 routines, 2 with mistakes."]
    {
        assert!(all.out.contains(said), "{said} in {}", all.out);
    }
    assert_eq!(person.says(&["check", fine.to_str().unwrap()]).code, Some(0));
    assert_eq!(person.says(&["check", fine.to_str().unwrap(), broken.to_str().unwrap()]).code, Some(1));
    let json = person.json(&["check", "--json", broken.to_str().unwrap()]);
    assert_eq!((&json[0]["ok"], &json[0]["problems"][0]["line"]), (&false.into(), &2.into()));
    assert_eq!(person.says(&["check", "--json", broken.to_str().unwrap()]).code, Some(1));
    let missing = person.says(&["check", "./none.toml"]);
    assert_eq!((missing.code, missing.out.contains("there is no such file")), (Some(1), true));
}

#[test]
fn a_rating_is_kept_and_shown_newest_first() {
    let person = Person::new();
    assert_eq!(person.gets(&["history"]), "Nothing yet. After your first session it stands here.\n");
    assert_eq!(person.gets(&["history", "--json"]), "");
    person.gets(&["log", "day-average", "--right", "10", "--at", "2026-10-31 21:00"]);
    let kept =
        person.gets(&["log", "first-step", "--left", "6", "--right", "2", "--at", "2026-11-01 7:10", "--note", "cold"]);
    assert_eq!(kept, "Kept: first-step pain, left 6, right 2, Sunday 1 November 2026, 07:10.\n");
    assert_eq!(
        person.gets(&["history"]),
        "Sunday 1 November 2026\n  07:10  first-step pain, left foot: 6, strong\n         cold\n  \
         07:10  first-step pain, right foot: 2, mild\n         cold\n\nSaturday 31 October 2026\n  \
         21:00  day's average pain, right foot: 10, worst\n"
    );
    let again = ["log", "first-step", "--left", "4", "--at", "2026-11-01 7:40", "--place", "inner heel"];
    person.gets(&again);
    assert_eq!(person.gets(&["history", "--limit", "0"]), "", "there is something, and none of it is wanted");
    let newest = person.gets(&["history", "--limit", "1"]);
    assert!(newest.ends_with("  07:40  first-step pain, left foot: 4, clear, inner heel\n"), "{newest}");
    let newest: Value = serde_json::from_str(&person.gets(&["history", "--json", "--limit", "1"])).unwrap();
    assert_eq!(newest["place"], "inner heel");
    // What is printed for a correction that could not be saved is a correction.
    let id = newest["id"].as_str().unwrap();
    person.gets(&["log", "first-step", "--left", "3", "--at", "2026-11-01 7:40", "--id", id, "--rev", "1"]);
    let newest = person.gets(&["history", "--limit", "1"]);
    assert!(newest.ends_with("  07:40  first-step pain, left foot: 3, nagging\n"), "{newest}");
    let both = ["log", "first-step", "--left", "3", "--right", "3", "--id", id, "--rev", "2"];
    assert_eq!(person.says(&both).code, Some(1));
    let refused = person.says(&["log", "first-step", "--left", "1", "--place", "a\tb"]);
    assert_eq!((refused.code, refused.err.contains("--place has a tab")), (Some(1), true), "{}", refused.err);
    let lines = person.gets(&["history", "--json", "--limit", "3"]);
    let lines: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 3);
    assert_eq!((&lines[1]["pain"], &lines[1]["value"]), (&"first-step".into(), &6.into()));
    for args in [["--left", "11"], ["--left", "-1"], ["--left", "6.5"]] {
        assert_eq!(person.says(&[&["log", "first-step"], &args[..]].concat()).code, Some(2), "{args:?}");
    }
    let refused = person.says(&["log", "first-step", "--left", "1", "--at", "2999-01-01 07:00"]);
    assert_eq!((refused.code, refused.err.contains("has not come yet")), (Some(1), true));
    assert_eq!(person.gets(&["history", "--json"]).lines().count(), 4, "nothing that was refused was kept");
}

#[test]
fn c6_a_late_entry_has_the_offset_of_its_own_day() {
    let person = Person::new();
    let zone = "CET-1CEST,M3.5.0,M10.5.0/3";
    let log = |at: &str| {
        person
            .command(&["log", "first-step", "--left", "1", "--at", at])
            .env("TZ", zone)
            .output()
            .unwrap()
            .status
            .code()
    };
    assert_eq!([log("2026-01-10 07:00"), log("2026-07-10 07:00")], [Some(0), Some(0)]);
    let history = person.gets(&["history", "--json"]);
    assert!(
        history.contains("2026-07-10T07:00:00+02:00") && history.contains("2026-01-10T07:00:00+01:00"),
        "{history}"
    );
    assert_eq!(log("2026-03-29 02:30"), Some(1), "clocks leapt over it");
}

#[test]
fn c10_old_days_do_not_move_when_the_rules_of_a_zone_change() {
    let person = Person::new();
    let under = |rules: &str, args: &[&str]| {
        let Output { status, stdout, .. } = person.command(args).env("TZ", rules).output().unwrap();
        assert_eq!(status.code(), Some(0), "{args:?} under {rules}");
        String::from_utf8(stdout).unwrap()
    };
    // An hour before four, where a day ends: another offset would make it another day, or another year.
    let (old, new) = ("XYZ-1", "XYZ-5:30");
    under(old, &["log", "first-step", "--left", "6", "--at", "2026-01-01 03:00"]);
    under(old, &["log", "first-step", "--left", "5", "--at", "2026-06-10 07:00"]);
    let journal = fs::read(person.journal()).unwrap();
    let before = under(old, &["history"]);
    assert!(before.contains("Wednesday 31 December 2025\n  03:00"), "{before}");
    assert_eq!(under(new, &["history"]), before);
    under(new, &["log", "first-step", "--left", "4", "--at", "2026-01-01 03:00"]);
    assert!(fs::read(person.journal()).unwrap().starts_with(&journal), "nothing is rewritten");
    let offsets: Vec<String> = under(new, &["history", "--json"])
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["at"].as_str().unwrap()[19..].to_owned())
        .collect();
    assert_eq!(offsets, ["+01:00", "+01:00", "+05:30"], "each as it was said");
}

#[test]
fn d25_an_export_is_whole_or_not_at_all_and_replaces_nothing_unasked() {
    let person = Person::new();
    person.gets(&["log", "first-step", "--left", "6", "--at", "2026-11-01 07:10"]);
    let journal = fs::read(person.journal()).unwrap();
    assert_eq!(person.gets(&["export"]).as_bytes(), journal);
    let file = person.path("copy.jsonl");
    let name = file.to_str().unwrap();
    person.gets(&["export", "-o", name]);
    assert_eq!(fs::read(&file).unwrap(), journal);
    fs::write(&file, "precious").unwrap();
    let refused = person.says(&["export", "-o", name]);
    assert_eq!((refused.code, refused.err.contains("--force")), (Some(1), true));
    assert_eq!(fs::read(&file).unwrap(), b"precious");
    person.gets(&["export", "-o", name, "--force"]);
    assert_eq!(fs::read(&file).unwrap(), journal);
    assert_eq!(person.says(&["export", "-o", person.path("none/x").to_str().unwrap()]).code, Some(3));
    assert_eq!(person.says(&["export", "-o", person.path("data").to_str().unwrap(), "--force"]).code, Some(1));
}

#[cfg(unix)]
#[test]
fn d25_an_export_goes_through_a_link_and_never_over_a_device() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let person = Person::new();
    person.gets(&["log", "first-step", "--left", "6"]);
    let (link, target) = (person.path("link"), person.path("target"));
    fs::write(&target, "old").unwrap();
    symlink(&target, &link).unwrap();
    person.gets(&["export", "-o", link.to_str().unwrap(), "--force"]);
    assert!(link.is_symlink());
    assert_eq!(fs::read(&target).unwrap(), fs::read(person.journal()).unwrap());
    assert_eq!(fs::metadata(&target).unwrap().permissions().mode() & 0o777, 0o600, "p1: for its owner only");
    let device = person.path("device");
    symlink("/dev/full", &device).unwrap();
    let refused = person.says(&["export", "-o", device.to_str().unwrap(), "--force"]);
    assert_eq!((refused.code, refused.err.contains("is not a file")), (Some(1), true));
}

#[cfg(target_os = "linux")]
#[test]
fn t24_a_full_disk_is_exit_code_3_and_a_reader_that_has_seen_enough_is_no_mistake() {
    let person = Person::new();
    person.gets(&["log", "first-step", "--left", "6"]);
    for args in [
        &["list"][..],
        &["list", "--json"],
        &["show", "six-ways"],
        &["history"],
        &["export"],
        &["export", "--format", "csv"],
        &["report"],
        &["doctor"],
        &["--help"],
    ] {
        let full = || Stdio::from(fs::File::options().write(true).open("/dev/full").unwrap());
        let run = |out: Stdio| {
            let program = assert_cmd::cargo::cargo_bin!("solemate");
            let mut command = std::process::Command::new(program);
            let child = command.args(args).env("SOLEMATE_HOME", person.0.path()).stdout(out).stderr(Stdio::piped());
            child.spawn().unwrap()
        };
        let Output { status, stderr, .. } = run(full()).wait_with_output().unwrap();
        assert_eq!(status.code(), Some(3), "{args:?}");
        assert!(String::from_utf8(stderr).unwrap().contains("standard output"), "{args:?}");

        let mut child = run(Stdio::piped());
        drop(child.stdout.take());
        let Output { status, stderr, .. } = child.wait_with_output().unwrap();
        assert_eq!((status.code(), stderr), (Some(0), Vec::new()), "{args:?}");
    }
}

#[test]
fn r22_nothing_in_a_routine_a_name_or_a_note_reaches_an_outlet_as_it_is() {
    let person = Person::new();
    for (number, nasty) in NASTY.iter().enumerate() {
        person.routine(
            &format!("n{number}.toml"),
            format!("format = 1\nname = \"{nasty}\"\n\"{nasty}\" = \"{nasty}\"\n"),
        );
        person.routine(&format!("name {nasty}.toml").replace('/', ""), format!("name = {nasty}"));
        let note = person.says(&["log", "first-step", "--left", "1", "--note", nasty]);
        assert_eq!(note.code, Some(1), "{nasty:?}");
    }
    assert!(!person.path("data").exists(), "nothing that was refused was kept");
    for args in
        [&["list"][..], &["list", "--json"], &["check"], &["check", "--json"], &["doctor"], &["doctor", "--json"]]
    {
        let answer = person.says(args);
        assert!(answer.out.contains("n0.toml"), "{args:?}");
    }
}

#[test]
fn r23_nothing_in_a_foreign_line_of_history_reaches_an_outlet_as_it_is() {
    use solemate::domain::body::Side;
    use solemate::domain::record::{Fact, Pain, PainKind, Rating, What};
    use solemate::domain::text::Clean;
    let person = Person::new();
    person.gets(&["log", "first-step", "--left", "6", "--at", "2026-11-01 07:10"]);
    let device = person.path("data/history/other\u{1b}]0;x\u{7}");
    fs::create_dir(&device).unwrap();
    let at = "2026-11-01T07:10:00+00:00".parse().unwrap();
    for (seq, nasty) in (1..).zip(NASTY) {
        // What `Clean` would never let in, as another program may write it: the checksum fits.
        let (side, kind, value) = (Side::Left, PainKind::FirstStep, Pain::try_from(3).unwrap());
        let note = Some(Clean::visible("NASTY"));
        let fact = Fact::new(at, What::Pain(Rating { side, kind, value, session: None, note, place: None }));
        let mut line = Vec::new();
        solemate::store::journal::line::encode(&fact, seq, &mut line).unwrap();
        let text = String::from_utf8(line).unwrap();
        let escaped = serde_json::to_string(nasty).unwrap();
        let body = text.split(",\"sum\"").next().unwrap().replace("\"NASTY\"", &escaped);
        let line = format!("{body},\"sum\":\"{:08x}\"}}\n", crc32fast::hash(body.as_bytes()));
        let mut file = fs::File::options().append(true).create(true).open(device.join("2026.jsonl")).unwrap();
        std::io::Write::write_all(&mut file, format!("{line}{nasty}\n").as_bytes()).unwrap();
        fs::write(device.join(format!("foreign {nasty}").replace('/', "")), "").unwrap();
    }
    assert_eq!(person.says(&["history", "--json"]).out.lines().count(), 1 + NASTY.len());
    assert_eq!(person.says(&["history"]).out.matches("3, nagging").count(), NASTY.len());
    assert_eq!(person.says(&["doctor"]).code, Some(1));
    let doctor = person.json(&["doctor", "--json"]);
    let damaged = |one: &&Value| one["about"] == "history" && one["state"] == "person";
    assert_eq!(doctor["findings"].as_array().unwrap().iter().filter(damaged).count(), NASTY.len());
}

#[test]
fn doctor_says_what_needs_the_person_and_what_the_machine() {
    let person = Person::new();
    assert!(person.gets(&["doctor"]).ends_with(" good to know.\n"));
    person.gets(&["log", "first-step", "--left", "6", "--at", "2026-11-01 07:10"]);
    let year = person.journal();
    let copy = year.with_file_name("2026.sync-conflict-20261101.jsonl");
    fs::copy(&year, &copy).unwrap();
    fs::write(year.with_file_name("notes.txt"), "").unwrap();
    let out = person.gets(&["doctor"]);
    for said in ["0 sessions, 1 rating and 0 notes", "sync-conflict", "notes.txt is not solemate's", "17 shipped"] {
        assert!(out.contains(said), "{said} in {out}");
    }
    fs::write(&year, "{\"v\":1,\"seq\":1 torn").unwrap();
    let answer = person.says(&["doctor"]);
    assert_eq!(answer.code, Some(1));
    assert!(answer.out.contains("2026.jsonl, line 1: it breaks off"), "{}", answer.out);
    assert_eq!(person.json(&["doctor", "--json"])["ok"], false);
    fs::remove_dir_all(person.path("state")).unwrap();
    fs::write(person.path("state"), "").unwrap();
    assert!(person.says(&["doctor"]).code.is_some_and(|code| code != 0));
    assert_eq!(fs::read(&year).unwrap(), b"{\"v\":1,\"seq\":1 torn", "looking repairs nothing");
}

#[test]
fn a_session_that_was_cut_off_is_named_by_doctor() {
    let person = Person::new();
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("routines/ten-by-ten.toml");
    let routine = solemate::store::library::load_file(&file).unwrap();
    let plan = solemate::domain::plan::Plan::unroll(&routine, Default::default());
    let now = solemate::domain::time::Moment::default();
    let (session, _) = solemate::domain::session::Session::new(plan.clone(), now).unwrap();
    let started = "2026-11-01T07:10:00+00:00".parse().unwrap();
    let checkpoint = solemate::domain::session::Unfinished {
        session: solemate::domain::record::new_id(started),
        started,
        saved: started,
        plan,
        progress: session.progress(now),
    };
    solemate::store::running::Claim::take(&person.path("state")).unwrap().0.save(&checkpoint).unwrap();
    assert!(person.gets(&["doctor"]).contains("Ten by Ten, begun Sunday 1 November 2026, 07:10, was cut off"));
}

#[test]
fn check_reads_drawings_of_ones_own_too() {
    let person = Person::new();
    fs::create_dir_all(person.path("config/anatomy")).unwrap();
    let calf = person.path("config/anatomy/calf.svg");
    fs::copy("assets/anatomy/calf.svg", &calf).unwrap();
    assert_eq!(person.gets(&["check"]), "1 drawing, nothing wrong.\n");
    let text = fs::read_to_string(&calf).unwrap().replace("zone-calf_upper", "zone-calf_uper");
    fs::write(&calf, text).unwrap();
    for answer in [person.says(&["check"]), person.says(&["check", calf.to_str().unwrap()])] {
        assert_eq!(answer.code, Some(1));
        assert!(answer.out.contains("did you mean `calf_upper`?"), "{}", answer.out);
    }
    let other = person.path("hand.svg");
    fs::write(&other, "<svg/>").unwrap();
    let answer = person.says(&["check", other.to_str().unwrap()]);
    assert!(
        answer.code == Some(1) && answer.out.contains("calf.svg, sole.svg, foot.svg, leg.svg, towel.svg or reach.svg"),
        "{}",
        answer.out
    );
}

#[test]
fn doctor_names_a_drawing_of_ones_own_that_cannot_be_used_and_why() {
    let person = Person::new();
    assert!(!person.says(&["doctor"]).out.contains("drawings"), "who has none is told nothing");
    fs::create_dir_all(person.path("config/anatomy")).unwrap();
    fs::copy("assets/anatomy/calf.svg", person.path("config/anatomy/calf.svg")).unwrap();
    assert!(person.says(&["doctor"]).out.contains("calf.svg takes the place of ours"));
    fs::write(person.path("config/anatomy/sole.svg"), "<svg viewBox=\"0 0 9 9\"/>").unwrap();
    let doctor = person.says(&["doctor"]);
    assert_eq!(doctor.code, Some(1));
    assert!(doctor.out.contains("sole.svg cannot be used, and ours is shown: it has no outline"), "{}", doctor.out);
    assert!(person.says(&["check"]).out.contains("it has no outline"), "the same as `check` says");
}

#[test]
fn check_counts_no_file_that_is_not_there() {
    let said = Person::new().says(&["check", "nope.toml"]);
    assert_eq!((said.code, said.out.trim()), (Some(1), "nope.toml: there is no such file"));
}

#[test]
fn check_warns_of_a_cue_that_is_too_long_for_its_time_which_is_no_mistake() {
    let person = Person::new();
    let cue = "Pull the toes gently back toward the shin with one hand, and feel the band with the other one.";
    let text = format!(
        "format = 1\nname = \"Pull\"\n[[step]]\nname = \"Toe pull\"\nreps = 3\nhold = 5\nrest = 3\ncue = \"{cue}\"\n"
    );
    person.routine("pull.toml", text);
    let said = person.gets(&["check"]);
    let warning = "the cue of \"Toe pull\" takes about 8 s to say, and has 5 s: it will be cut (about 2.5 words \
                   a second); if you mean it, write meant = [\"long_cue\"]";
    assert!(said.contains(&format!("pull.toml:8: {warning}\n")), "with the line of the cue: {said}");
    assert!(said.contains("1 routine, no mistake, one thing to look at."), "{said}");
    let json = person.json(&["check", "--json"]);
    assert_eq!((json[0]["ok"].as_bool(), json[0]["warnings"][0].as_str()), (Some(true), Some(warning)));
    fs::write(person.path("config/config.toml"), "rate = 200\n").unwrap();
    assert!(!person.gets(&["check"]).contains("cue"));
}

#[test]
fn doctor_says_who_plays_and_who_speaks_or_what_to_install() {
    let person = Person::new();
    let bare = person.says(&["doctor"]).out;
    let (tones, voice) = ("tones: none of pw-play, paplay, aplay is here", "voice: none of spd-say, espeak-ng is here");
    assert!(!cfg!(target_os = "linux") || bare.contains(tones) && bare.contains(voice), "{bare}");
    assert!(!bare.contains("All is well"), "{bare}");
    let notes = bare.lines().filter(|line| line.get(9..10) == Some("*")).count();
    assert!(notes >= 2 && bare.ends_with(&format!("The {notes} lines with * are good to know.\n")), "{bare}");
    let here = std::env::current_exe().unwrap();
    let own = format!("player = [\"{}\"]\nspeak = [\"absent\", \"x\"]\n", here.display());
    fs::create_dir_all(person.path("config")).unwrap();
    fs::write(person.path("config/config.toml"), own).unwrap();
    let doctor = person.says(&["doctor"]);
    assert_eq!(doctor.code, Some(1));
    assert!(doctor.out.contains(&format!("tones: {}", here.display())), "{}", doctor.out);
    assert!(doctor.out.contains("\"absent\" (speak in the settings) is no program"), "{}", doctor.out);
    let json = person.json(&["doctor", "--json"]).to_string();
    assert!(json.contains("\"about\":\"sound\"") && json.contains("tones: "), "{json}");
    let kept = "tones: their files cannot be kept in";
    assert!(!json.contains(kept), "{json}");
    fs::remove_dir_all(person.path("cache")).unwrap();
    fs::write(person.path("cache"), "in the way").unwrap();
    let doctor = person.says(&["doctor"]).out;
    assert!(doctor.contains(kept) && doctor.contains("the terminal's bell rings instead"), "{doctor}");
}

#[test]
fn doctor_names_the_theme_in_use_and_who_chose_it() {
    let person = Person::new();
    let says = |no_color: &str| {
        let mut command = person.command(&["doctor"]);
        command.env("TERM", "xterm-256color").env_remove("COLORFGBG").env("NO_COLOR", no_color);
        String::from_utf8(command.output().unwrap().stdout).unwrap()
    };
    assert!(
        says("").contains("theme: 256 colours for a ground that is dark or light, as the terminal says"),
        "{}",
        says("")
    );
    assert!(says("1").contains("theme: no colours, as the terminal says"), "{}", says("1"));
    fs::create_dir_all(person.path("config")).unwrap();
    fs::write(person.path("config/config.toml"), "theme = \"contrast\"\n").unwrap();
    assert!(says("1").contains("theme: high contrast, on black, as the settings say"), "{}", says("1"));
    fs::write(person.path("config/config.toml"), "theme = \"colorblind\"\n").unwrap();
    let said = says("");
    assert!(said.contains("(did you mean \"colourblind\"?)"), "{said}");
}

#[test]
fn the_answers_of_the_cue_check_are_data_too() {
    let person = Person::new();
    assert_eq!(person.json(&["doctor", "--json"])["cues"], serde_json::json!([]));
    let answers = "format = 1\n[cues.\"vt100 ssh screen\"]\nvoice = false\ntone = true\nasked = 2026-11-20\n";
    fs::create_dir_all(person.0.path().join("state")).unwrap();
    fs::write(person.0.path().join("state/cues.toml"), answers).unwrap();
    let answered = &person.json(&["doctor", "--json"])["cues"][0];
    let expected = serde_json::json!({
        "terminal": "vt100 ssh screen", "here": false, "voice": false, "tone": true, "flash": null, "asked": "2026-11-20"
    });
    assert_eq!(*answered, expected);
}

#[cfg(unix)]
#[test]
fn doctor_names_what_keeps_a_session_from_being_called() {
    let says = |person: &Person, home: &std::path::Path| {
        let mut command = person.command(&["doctor"]);
        command.env("SOLEMATE_HOME", home).env_remove("XDG_RUNTIME_DIR");
        String::from_utf8(command.output().unwrap().stdout).unwrap()
    };
    let person = Person::new();
    assert!(says(&person, &person.path("")).contains("a session listens to `solemate ctl`"));
    assert!(!person.path("state").exists(), "looking makes nothing");
    fs::create_dir_all(person.path("state")).unwrap();
    fs::write(person.path("state/ctl.sock"), "").unwrap();
    let out = says(&person, &person.path(""));
    assert!(out.contains("ctl.sock: something else stands there; move it away"), "{out}");
    let out = says(&person, &person.path(&"a-rather-long-name/".repeat(7)));
    assert!(out.contains("is too long for a socket; set XDG_RUNTIME_DIR"), "{out}");
}
