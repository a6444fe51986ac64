//! Two machines: their histories joined by git and by Syncthing, and a home that was copied to both of them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::Person;

impl Person {
    fn history(&self) -> PathBuf {
        self.path("data/history")
    }

    /// The folder that is written into here.
    fn own(&self) -> PathBuf {
        let devices = fs::read_to_string(self.path("state/device")).unwrap();
        self.history().join(devices.lines().last().unwrap().split(' ').next().unwrap())
    }

    fn year(&self) -> PathBuf {
        fs::read_dir(self.own()).unwrap().next().unwrap().unwrap().path()
    }

    fn rates(&self, value: u8) {
        self.gets(&["log", "day-average", "--left", &value.to_string()]);
    }

    /// The same on a copied home, which says that it is one.
    fn rates_a_copy(&self, value: u8) {
        let said = self.says(&["log", "day-average", "--left", &value.to_string()]);
        assert!(said.code == Some(0) && said.err.contains("was copied from elsewhere"), "{}", said.err);
    }

    /// The ids of all that is in the history.
    fn ids(&self) -> Vec<String> {
        let listed = self.gets(&["history", "--json"]);
        let records = listed.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).expect("JSON"));
        records.map(|record| record["id"].as_str().unwrap().to_owned()).collect()
    }

    /// The values that are in the history, sorted.
    fn values(&self) -> Vec<i64> {
        let listed = self.says(&["history", "--limit", "1000", "--json"]).out;
        let records = listed.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).expect("JSON"));
        let mut values: Vec<i64> = records.filter_map(|record| record["value"].as_i64()).collect();
        values.sort_unstable();
        values
    }

    /// What git says, or nothing where there is none.
    fn git(&self, args: &[&str]) -> Option<(bool, String)> {
        let said = Command::new("git")
            .current_dir(self.history())
            .args(["-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "commit.gpgsign=false"])
            .args(["-c", "init.defaultBranch=main"])
            .args(args)
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .output()
            .ok()?;
        let text = [said.stdout, said.stderr].concat();
        Some((said.status.success(), String::from_utf8_lossy(&text).into_owned()))
    }

    fn does(&self, args: &[&str]) {
        let (worked, said) = self.git(args).expect("git");
        assert!(worked, "git {args:?}: {said}");
    }

    fn commits(&self) {
        self.does(&["add", "-A"]);
        self.does(&["commit", "-qm", "Rated"]);
    }

    /// The history under git, in step with a repository for both.
    fn shares(&self, hub: &Path) {
        self.does(&["init", "-q"]);
        self.commits();
        self.does(&["remote", "add", "origin", hub.to_str().unwrap()]);
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        match entry.file_type().unwrap().is_dir() {
            true => copy(&entry.path(), &target),
            false => drop(fs::copy(entry.path(), target).unwrap()),
        }
    }
}

/// A copy of everything, as a cloned disk or a backup that was put back brings it.
fn cloned(person: &Person) -> Person {
    let other = Person::new();
    copy(person.0.path(), other.0.path());
    other
}

/// A repository for both, or nothing where there is no git.
fn hub() -> Option<tempfile::TempDir> {
    let hub = tempfile::tempdir().unwrap();
    let made = Command::new("git").args(["init", "-q", "--bare"]).arg(hub.path()).output().ok()?;
    assert!(made.status.success());
    fs::write(hub.path().join("HEAD"), "ref: refs/heads/main\n").unwrap();
    Some(hub)
}

const PULL: &[&str] = &["pull", "-q", "--no-rebase", "--no-edit", "--allow-unrelated-histories", "origin", "main"];
const PUSH: &[&str] = &["push", "-q", "origin", "main"];

#[test]
fn two_machines_under_git_say_the_same_and_never_conflict() {
    let (desk, laptop) = (Person::new(), Person::new());
    let Some(hub) = hub() else { return };
    desk.rates(1);
    laptop.rates(2);
    desk.shares(hub.path());
    desk.does(PUSH);
    laptop.shares(hub.path());
    for value in [3, 4] {
        laptop.does(PULL);
        laptop.does(PUSH);
        laptop.rates(value);
        laptop.commits();
        desk.rates(value + 4);
        desk.commits();
        desk.does(PULL);
        desk.does(PUSH);
    }
    laptop.does(PULL);
    laptop.does(PUSH);
    desk.does(PULL);
    for person in [&desk, &laptop] {
        assert_eq!(person.values(), [1, 2, 3, 4, 7, 8]);
        let doctor = person.gets(&["doctor"]);
        assert!(doctor.contains("6 ratings and 0 notes, in 2 files of 2 devices"), "{doctor}");
    }
    // A third machine has none of its own yet.
    let tablet = Person::new();
    fs::create_dir_all(tablet.path("data")).unwrap();
    let clone = Command::new("git").args(["clone", "-q"]).arg(hub.path()).arg(tablet.history()).output().unwrap();
    assert!(clone.status.success());
    assert_eq!(tablet.values(), [1, 2, 3, 4, 7, 8]);
}

#[test]
fn a_copied_home_takes_a_folder_of_its_own_so_that_git_has_no_conflict() {
    let desk = Person::new();
    let Some(hub) = hub() else { return };
    desk.rates(1);
    desk.shares(hub.path());
    desk.does(PUSH);
    let clone = cloned(&desk);
    assert_eq!(clone.values(), [1]);
    let said = clone.says(&["log", "day-average", "--left", "2"]);
    assert!(said.err.contains("was copied from elsewhere: what is added here goes to"), "{}", said.err);
    clone.rates(3);
    assert_ne!(clone.own().file_name(), desk.own().file_name());
    desk.rates(4);
    for person in [&desk, &clone] {
        person.commits();
        person.does(PULL);
        person.does(PUSH);
    }
    desk.does(PULL);
    for person in [&desk, &clone] {
        assert_eq!(person.values(), [1, 2, 3, 4]);
        let own = person.own();
        assert!(person.gets(&["doctor"]).contains(&format!("what is kept here goes to {}", own.display())));
    }
}

#[test]
fn what_was_said_before_a_home_moved_can_still_be_forgotten() {
    let person = Person::new();
    person.rates(6);
    person.rates(7);
    let moved = cloned(&person);
    moved.says(&["log", "day-average", "--left", "8"]);
    let asked = moved.says(&["forget", "--all"]);
    assert!(asked.code == Some(1) && asked.out.contains("--moved erases it, too"), "{}{}", asked.out, asked.err);
    moved.gets(&["forget", "--all", "--moved", "--yes"]);
    assert_eq!(moved.values(), [0_i64; 0]);
}

#[test]
fn on_a_cloned_home_nothing_is_erased_in_the_folder_of_the_machine_it_was_cloned_from() {
    let desk = Person::new();
    desk.rates(6);
    let clone = cloned(&desk);
    clone.rates_a_copy(7);
    let theirs = clone.history().join(desk.own().file_name().unwrap()).join(desk.year().file_name().unwrap());
    let before = fs::read(&theirs).unwrap();
    let ids = clone.ids();
    let mut forget = vec!["forget", "--yes"];
    forget.extend(ids.iter().map(String::as_str));
    let said = clone.says(&forget);
    assert!(said.code == Some(0) && said.out == "Erased: 1 line.\n", "{}{}", said.out, said.err);
    assert!(said.err.contains("here with --moved") && !said.err.contains("on that device too"), "{}", said.err);
    assert_eq!((fs::read(&theirs).unwrap(), clone.values()), (before, vec![6]));
    // Where the person says that it was moved, what it wrote before goes too.
    forget.push("--moved");
    assert_eq!(clone.gets(&forget), "Erased: 1 line.\n");
    assert!(!theirs.exists() && clone.values().is_empty());
}

/// As before names belonged to a place: another one has pushed a 5 behind what `desk` had said, and `desk` has said a 2.
fn two_write_into_one_file(desk: &Person) {
    let other = Person::new();
    copy(&desk.history(), &other.history());
    let year = other.history().join(desk.own().file_name().unwrap()).join(desk.year().file_name().unwrap());
    let second = Person::new();
    second.rates(5);
    let line = fs::read_to_string(second.year()).unwrap();
    fs::write(&year, fs::read_to_string(&year).unwrap() + &line).unwrap();
    other.commits();
    other.does(PUSH);
    desk.rates(2);
    desk.commits();
}

#[test]
fn d17_d18_of_a_merge_left_half_done_both_sides_are_read_and_its_marks_are_named() {
    let desk = Person::new();
    let Some(hub) = hub() else { return };
    desk.rates(1);
    desk.shares(hub.path());
    desk.does(PUSH);
    two_write_into_one_file(&desk);
    let (worked, said) = desk.git(PULL).unwrap();
    assert!(!worked && said.contains("CONFLICT"), "{said}");

    assert_eq!(desk.values(), [1, 2, 5]);
    let doctor = desk.says(&["doctor"]);
    assert_eq!(doctor.code, Some(1));
    for number in [2, 4, 6] {
        let named = format!("{}, line {number}: it is a conflict marker", desk.year().display());
        assert!(doctor.out.contains(&named), "{}", doctor.out);
    }
    assert!(doctor.out.contains("a merge of git was left half done"), "{}", doctor.out);
    assert!(!doctor.out.contains("YEAR.copy.jsonl"), "nothing is damaged: {}", doctor.out);
    // What is said now goes behind the marks.
    assert!(desk.says(&["log", "day-average", "--left", "9"]).code == Some(0));
    assert_eq!(desk.values(), [1, 2, 5, 9]);

    // As doctor says it.
    let text = fs::read_to_string(desk.year()).unwrap();
    let healed: String = text.split_inclusive('\n').filter(|line| line.starts_with('{')).collect();
    fs::write(desk.year(), healed).unwrap();
    desk.commits();
    desk.does(PUSH);
    assert_eq!(desk.values(), [1, 2, 5, 9]);
    desk.gets(&["doctor"]);
}

#[test]
fn d17_the_union_of_both_sides_of_a_file_is_a_history() {
    let desk = Person::new();
    let Some(hub) = hub() else { return };
    desk.rates(1);
    fs::write(desk.history().join(".gitattributes"), "*.jsonl -text merge=union\n").unwrap();
    desk.shares(hub.path());
    desk.does(PUSH);
    two_write_into_one_file(&desk);
    desk.does(PULL);
    // What git has written can be read by others until something is kept.
    let kept = desk.says(&["log", "day-average", "--left", "3"]);
    assert!(kept.code == Some(0) && kept.err.contains("now only by you"), "{}", kept.err);
    assert_eq!(desk.values(), [1, 2, 3, 5]);
    desk.gets(&["doctor"]);
}

/// What Syncthing does to a folder that it brings up to date: it fetches under a hidden name, puts a file that was
/// changed here as well aside, and renames the fetched one into place.
fn syncthing(from: &Path, to: &Path, prefix: &str) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let (source, target) = {
            let name = entry.unwrap().file_name();
            (from.join(&name), to.join(&name))
        };
        if source.is_dir() {
            syncthing(&source, &target, prefix);
            continue;
        }
        let bytes = fs::read(&source).unwrap();
        let here = fs::read(&target).unwrap_or_default();
        if bytes.starts_with(&here) && bytes != here || here.is_empty() {
            let fetched = to.join(format!("{prefix}{}.tmp", source.file_name().unwrap().to_str().unwrap()));
            fs::write(&fetched, &bytes).unwrap();
            fs::rename(fetched, target).unwrap();
        } else if !here.starts_with(&bytes) {
            let stem = target.file_stem().unwrap().to_str().unwrap();
            let aside = to.join(format!("{stem}.sync-conflict-20261121-150710-XWS5636.jsonl"));
            fs::rename(&target, aside).unwrap();
            fs::copy(&source, &target).unwrap();
        }
    }
}

#[test]
fn two_machines_under_syncthing_say_the_same_whichever_is_first() {
    for prefix in [".syncthing.", "~syncthing~"] {
        let (desk, laptop) = (Person::new(), Person::new());
        desk.rates(1);
        laptop.rates(2);
        for value in [3, 4, 5] {
            syncthing(&desk.history(), &laptop.history(), prefix);
            laptop.rates(value);
            syncthing(&laptop.history(), &desk.history(), prefix);
            desk.rates(value + 3);
        }
        syncthing(&desk.history(), &laptop.history(), prefix);
        for person in [&desk, &laptop] {
            assert_eq!(person.values(), [1, 2, 3, 4, 5, 6, 7, 8], "{prefix}");
            assert!(!person.gets(&["doctor"]).contains("sync tool"), "{prefix}");
        }
    }
}

#[test]
fn d16_both_sides_of_a_conflict_of_syncthing_are_read_and_the_copy_is_named() {
    let (desk, laptop) = (Person::new(), Person::new());
    desk.rates(1);
    syncthing(&desk.history(), &laptop.history(), ".syncthing.");
    let theirs = laptop.history().join(desk.own().file_name().unwrap()).join(desk.year().file_name().unwrap());
    let other = Person::new();
    other.rates(2);
    let line = fs::read_to_string(other.year()).unwrap();
    fs::write(&theirs, fs::read_to_string(&theirs).unwrap() + &line).unwrap();
    desk.rates(3);
    syncthing(&desk.history(), &laptop.history(), ".syncthing.");
    syncthing(&laptop.history(), &desk.history(), ".syncthing.");
    for person in [&desk, &laptop] {
        assert_eq!(person.values(), [1, 2, 3]);
        let doctor = person.gets(&["doctor"]);
        assert!(doctor.contains(".sync-conflict-20261121-150710-XWS5636.jsonl is a copy that a sync tool made"));
    }
}

#[test]
fn what_a_sync_tool_has_not_finished_is_passed_over() {
    let person = Person::new();
    person.rates(1);
    let half = &fs::read(person.year()).unwrap()[..60];
    for name in [".syncthing.2026.jsonl.tmp", "~syncthing~2026.jsonl.tmp", ".2026.jsonl.x7.tmp", ".stignore"] {
        fs::write(person.own().join(name), half).unwrap();
    }
    fs::create_dir(person.history().join(".stversions")).unwrap();
    fs::create_dir(person.history().join(".stfolder")).unwrap();
    assert_eq!(person.values(), [1]);
    let doctor = person.gets(&["doctor"]);
    assert!(doctor.contains("in 1 file of 1 device") && !doctor.contains("not solemate's"), "{doctor}");
}
