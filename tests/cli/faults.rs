//! A disk that fails in the middle, has no locks, or has no more files to give.
//!
//! Some of it takes a tracer that answers for the system; where there is none, or it may not trace, those tests have
//! nothing to say.

use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use super::Person;

fn program() -> &'static str {
    env!("CARGO_BIN_EXE_solemate")
}

impl Person {
    /// A shell line in which `$0` is the program.
    fn shell(&self, line: &str) -> Output {
        let mut shell = Command::new("sh");
        shell.args(["-c", line, program()]).env("SOLEMATE_HOME", self.0.path()).env("TZ", "UTC");
        shell.stdin(Stdio::null()).output().unwrap()
    }

    /// The program under the tracer: what it said, and the calls it made; nothing where nothing can be traced.
    fn traced(&self, tracing: &[&str], args: &[&str], input: &str) -> Option<(Output, String)> {
        use std::io::Write;
        Command::new("strace")
            .args(["-o", "/dev/null", "true"])
            .output()
            .ok()
            .filter(|tried| tried.status.success())?;
        let calls = self.path("calls");
        let mut child = Command::new("strace")
            .args(["-f", "-qq", "-y", "-s", "4096", "-o"])
            .arg(&calls)
            .args(tracing)
            .arg(program())
            .args(args)
            .env("SOLEMATE_HOME", self.0.path())
            .env("TZ", "UTC")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        Some((output, whole(&fs::read_to_string(calls).unwrap())))
    }

    /// Names of what lies in this folder, hidden or not.
    fn names(&self, folder: &str) -> Vec<String> {
        let entries = fs::read_dir(self.path(folder)).unwrap();
        let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

/// A call during which another thread was seen is written in two parts: here it stands whole, where it ended.
fn whole(calls: &str) -> String {
    let mut begun: HashMap<&str, &str> = HashMap::new();
    let mut lines = String::new();
    for line in calls.lines() {
        let (thread, _) = line.split_once(' ').unwrap_or((line, ""));
        if let Some(start) = line.strip_suffix(" <unfinished ...>") {
            begun.insert(thread, start);
            continue;
        }
        let resumed = line.split_once(" resumed>").filter(|(name, _)| name.contains("<... "));
        let start = resumed.and_then(|_| begun.remove(thread)).unwrap_or("");
        lines += &format!("{start}{}\n", resumed.map_or(line, |(_, rest)| rest));
    }
    lines
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

const SHORT: &str =
    "format = 1\nname = \"Short\"\n[defaults]\nprep = 0\n[[step]]\nname = \"Roll\"\nsides = \"left\"\ntime = 1\n";

#[test]
fn d3_what_is_replaced_is_synced_before_it_is_renamed_and_its_folder_behind() {
    let person = Person::new();
    person.routine("short.toml", SHORT);
    let copy = person.path("copy");
    let copy = copy.to_str().unwrap();
    fs::write(copy, "an older copy").unwrap();
    let trace = ["-e", "trace=write,fsync,fdatasync,rename,renameat,renameat2"];
    for (args, target) in [
        (&["start", "short", "--plain", "--no-check"][..], "/running.json"),
        (&["log", "first-step", "--left", "3"], "/device"),
        (&["export", "-o", copy, "--force"], "/copy"),
    ] {
        // The device is named once; its name is asked for anew here.
        let _ = fs::remove_file(person.path("state/device"));
        let Some((output, calls)) = person.traced(&trace, args, "") else { return };
        assert!(output.status.success(), "{args:?}: {}", said(&output));
        let calls: Vec<&str> = calls.lines().collect();
        let onto = format!("{target}\"");
        let at = calls.iter().position(|call| call.contains(" rename") && call.contains(&onto)).expect("a rename");
        let new = calls[at].split('"').nth(1).expect("what is renamed");
        let on_new = format!("<{new}>");
        let last_write = calls.iter().rposition(|call| call.contains(" write(") && call.contains(&on_new)).unwrap();
        let is_sync = |call: &&str, of: &str| call.contains("sync(") && call.contains(of) && call.ends_with("= 0");
        assert!(calls[last_write..at].iter().any(|call| is_sync(call, &on_new)), "{args:?}: {calls:#?}");
        let folder = format!("<{}>", Path::new(new).parent().unwrap().display());
        assert!(calls[at..].iter().any(|call| is_sync(call, &folder)), "{args:?}: {calls:#?}");
    }
}

#[test]
fn d3_d5_an_export_that_breaks_off_leaves_the_older_one_whole() {
    let person = Person::new();
    for _ in 0..8 {
        person.gets(&["log", "first-step", "--left", "6", "--note", &"x".repeat(100)]);
    }
    fs::write(person.path("copy"), "an older copy").unwrap();
    let there = person.names("");
    let broken = person.shell("ulimit -f 1; exec \"$0\" export --force -o \"$SOLEMATE_HOME/copy\"");
    assert_eq!(broken.status.code(), Some(3));
    assert!(said(&broken).contains("the file may not grow further"), "{}", said(&broken));
    assert_eq!(fs::read(person.path("copy")).unwrap(), b"an older copy");
    assert_eq!(person.names(""), there, "nothing half done is left lying beside it");
    person.gets(&["export", "--force", "-o", person.path("copy").to_str().unwrap()]);
    assert_eq!(fs::read(person.path("copy")).unwrap(), fs::read(person.journal()).unwrap());
}

#[test]
fn d10_after_a_sync_that_failed_the_whole_line_is_written_again_and_counts_once() {
    let person = Person::new();
    person.routine("short.toml", SHORT);
    person.gets(&["log", "first-step", "--right", "1"]);
    let year = person.journal();
    let year = year.to_str().unwrap();
    let failing = ["-P", year, "-e", "inject=fdatasync:error=EIO:when=1"];
    let session = &["start", "short", "--plain"];
    let Some((output, calls)) = person.traced(&failing, session, "\n6\n\n") else { return };
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let out = String::from_utf8(output.stdout).unwrap();
    assert!(
        out.contains("Not saved yet: cannot write to") && out.contains("left foot 6, strong: not saved yet"),
        "{out}"
    );

    let calls: Vec<&str> = calls.lines().collect();
    let failed = calls.iter().position(|call| call.contains("EIO")).expect("a sync that failed");
    let again: Vec<&&str> = calls[failed + 1..].iter().filter(|call| !call.contains("fcntl(")).collect();
    assert!(again[0].contains(" close("), "{again:#?}");
    let written = again.iter().position(|call| call.contains(" write(") && call.contains(r#"\"value\":6"#)).unwrap();
    let synced = again.iter().position(|call| call.contains(" fdatasync(")).unwrap();
    assert!(again[..written].iter().any(|call| call.contains(" openat(")) && written < synced, "{again:#?}");

    let file = fs::read_to_string(year).unwrap();
    assert_eq!(file.matches("\"value\":6").count(), 2, "the same line, twice");
    let counted = person.gets(&["export"]);
    assert_eq!(counted.matches("\"value\":6").count(), 1, "{counted}");
    assert!(person.gets(&["doctor"]).ends_with(" good to know.\n"));
}

#[test]
fn d10_a_history_that_cannot_be_read_is_named_and_nothing_else_is_lost() {
    let person = Person::new();
    person.gets(&["log", "first-step", "--left", "6"]);
    let year = person.journal();
    let failing = ["-P", year.to_str().unwrap(), "-e", "inject=read,pread64,mmap:error=EIO"];
    let Some((output, _)) = person.traced(&failing, &["export", "-o", person.path("copy").to_str().unwrap()], "")
    else {
        return;
    };
    assert_eq!(output.status.code(), Some(3), "{}", said(&output));
    assert!(
        said(&output).contains("nothing was written") && said(&output).contains(year.to_str().unwrap()),
        "{}",
        said(&output)
    );
    assert!(!person.path("copy").exists(), "a copy without it would not be whole");
    assert_eq!(person.gets(&["export"]).as_bytes(), fs::read(year).unwrap());
}

#[test]
fn d11_with_too_few_open_files_it_works_or_says_so() {
    let person = Person::new();
    person.gets(&["log", "first-step", "--left", "6"]);
    person.routine("short.toml", SHORT);
    let mut refused = 0;
    for verb in ["log first-step --left 5", "list", "history", "export", "doctor", "start short --plain --no-check"] {
        for most in 3..9 {
            let output = person.shell(&format!("ulimit -n {most}; exec \"$0\" {verb}"));
            let code = output.status.code();
            // Below that, the system cannot even load it.
            if code == Some(127) {
                continue;
            }
            assert!(matches!(code, Some(0 | 1 | 3)), "{verb} with {most}: {code:?} {}", said(&output));
            assert!(!said(&output).contains("panicked"), "{verb} with {most}: {}", said(&output));
            if code != Some(0) {
                refused += 1;
                assert!(said(&output).contains("open files") || !output.stdout.is_empty(), "{}", said(&output));
            }
        }
    }
    assert!(refused > 0, "none of it was too few");
    assert!(person.gets(&["history", "--json"]).lines().next().is_some());
    assert!(person.gets(&["doctor"]).ends_with(" good to know.\n"), "nothing came to harm");
}

#[test]
fn d26_on_a_disk_without_locks_it_works_and_says_so_once() {
    let person = Person::new();
    person.routine("short.toml", SHORT);
    let refusing = ["-e", "trace=flock", "-e", "inject=flock:error=ENOLCK"];
    let Some((output, calls)) = person.traced(&refusing, &["log", "first-step", "--left", "6"], "") else { return };
    assert!(calls.contains("ENOLCK"), "{calls}");
    assert_eq!(output.status.code(), Some(0));
    assert!(said(&output).contains("is on a disk without locks: use one solemate at a time"), "{}", said(&output));
    let session = &["start", "short", "--plain"];
    let (output, _) = person.traced(&refusing, session, "\n5\n\n").unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let out = String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
    assert_eq!(out.matches("without locks").count(), 1, "{out}");
    assert_eq!(person.gets(&["export"]).lines().count(), 3, "two ratings and a session");
    let (output, _) = person.traced(&refusing, &["doctor"], "").unwrap();
    let out = String::from_utf8(output.stdout).unwrap();
    assert!(out.contains("is on a disk without locks ("), "{out}");
    assert!(!person.gets(&["doctor"]).contains("without locks"));
    let line = person.gets(&["export"]).lines().next().unwrap().to_owned();
    let id = line.split("\"id\":\"").nth(1).unwrap().split('"').next().unwrap();
    let (output, _) = person.traced(&refusing, &["forget", "--yes", id], "").unwrap();
    assert!(output.status.success() && said(&output).contains("is on a disk without locks"), "{}", said(&output));
}

/// Does `args` again and again from the same beginning, each time killed at the next call that changes the disk, until it
/// gets through; `after` looks at what each kill left. How many kills there were.
fn killed_everywhere(
    begin: impl Fn() -> Person,
    args: &dyn Fn(&Person) -> Vec<String>,
    after: impl Fn(&Person),
) -> u32 {
    let mut kills = 0;
    for call in ["write", "fsync", "fdatasync", "mkdir", "rename", "renameat2", "unlink", "unlinkat", "rmdir"] {
        // The tracer counts each kind of call by itself; not every system has all of them.
        for point in 1..100 {
            let person = begin();
            let args = args(&person);
            let args: Vec<&str> = args.iter().map(String::as_str).collect();
            let inject = format!("inject=?{call}:signal=KILL:when={point}");
            let Some((output, _)) = person.traced(&["-e", &inject], &args, "") else { return 0 };
            after(&person);
            if output.status.success() {
                break;
            }
            kills += 1;
        }
    }
    kills
}

#[test]
fn d2_an_import_killed_at_any_call_is_there_whole_or_not_at_all_and_can_be_done_again() {
    let source = Person::new();
    source.gets(&["log", "first-step", "--left", "6", "--at", "2025-11-01 07:10"]);
    source.gets(&["log", "first-step", "--right", "2", "--at", "2026-11-01 07:10"]);
    let export = source.gets(&["export"]);
    let ratings = |person: &Person| person.gets(&["export"]).lines().count();
    let begin = || {
        let person = Person::new();
        person.gets(&["log", "first-step", "--left", "3", "--at", "2026-11-03 07:00"]);
        fs::write(person.path("copy.jsonl"), &export).unwrap();
        person
    };
    let copy = |person: &Person| person.path("copy.jsonl").to_str().unwrap().to_owned();
    let kills = killed_everywhere(begin, &|person| vec!["import".into(), copy(person)], |person| {
        let there = ratings(person);
        assert!(there == 1 || there == 3, "{there}");
        person.gets(&["import", &copy(person)]);
        assert_eq!(ratings(person), 3);
        assert_eq!(person.gets(&["import", "--undo"]), "Taken back: 2 facts of the last import.\n");
        assert_eq!((ratings(person), person.names("data/history").len()), (1, 1), "{:?}", person.names("data/history"));
    });
    let imported = || {
        let person = begin();
        person.gets(&["import", &copy(&person)]);
        person
    };
    let undone = killed_everywhere(imported, &|_| vec!["import".into(), "--undo".into()], |person| {
        let there = ratings(person);
        assert!(there == 1 || there == 3, "{there}");
        person.says(&["import", "--undo"]);
        assert_eq!(ratings(person), 1);
    });
    assert!((kills == 0 && undone == 0) || (kills > 10 && undone > 5), "{kills} and {undone}");
}

#[test]
fn d5_an_import_for_which_there_is_no_room_leaves_nothing_behind() {
    let (source, person) = (Person::new(), Person::new());
    for _ in 0..8 {
        source.gets(&["log", "first-step", "--left", "6", "--note", &"x".repeat(100)]);
    }
    person.gets(&["log", "first-step", "--left", "3"]);
    fs::write(person.path("copy.jsonl"), source.gets(&["export"])).unwrap();
    let there = person.names("data/history");
    let broken = person.shell("ulimit -f 1; exec \"$0\" import \"$SOLEMATE_HOME/copy.jsonl\"");
    assert_eq!(broken.status.code(), Some(3));
    assert!(said(&broken).contains("the file may not grow further"), "{}", said(&broken));
    assert_eq!((person.names("data/history"), person.gets(&["export"]).lines().count()), (there, 1));
}

#[test]
fn a_sandbox_that_hides_the_group_and_the_session_is_a_place_like_any_other() {
    let person = Person::new();
    person.routine("short.toml", SHORT);
    // Its leaders stay outside of the namespace of processes: the system numbers them 0.
    let within = |rest: &str| person.shell(&format!("unshare -r --pid --fork {rest}"));
    if !within("true").status.success() {
        return;
    }
    let lived = within("\"$0\" start short --plain --no-check");
    assert_eq!(lived.status.code(), Some(0), "{}", said(&lived));
    assert!(String::from_utf8_lossy(&lived.stdout).contains("Finished: Short, 0:01 of 0:01."));
}
