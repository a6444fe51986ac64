//! Routines and the history changed from outside while the program runs.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use super::{Person, a_moment, leave, program, until_all};
use crate::support::pty::{Pty, patiently};

fn text(name: &str) -> String {
    format!("name = \"{name}\"\n[[step]]\nname = \"Knead\"\ntime = \"60s\"\n")
}

impl Person {
    fn routines(&self) -> std::path::PathBuf {
        self.path("config/routines")
    }

    /// The home screen, with only the routines that have this word in them.
    fn looking_for(&self, word: &str) -> Pty {
        let mut pty = self.start("");
        pty.until("Routines");
        pty.press(format!("/{word}"));
        pty.until(&format!("/{word}"));
        pty
    }
}

/// Waits until `text` is not on the screen any more.
#[track_caller]
fn until_gone(pty: &Pty, text: &str) {
    let gone = || (!pty.screen().contains(text)).then_some(());
    assert!(patiently(Duration::from_secs(20), gone).is_some(), "{text:?} stays:\n{}", pty.screen());
}

/// As editors save: beside the file, and then in its place.
fn save_by_renaming(path: &Path, text: &str) {
    let beside = path.with_extension("toml~new");
    fs::write(&beside, text).unwrap();
    fs::rename(beside, path).unwrap();
}

#[test]
fn a_routine_that_is_edited_renamed_made_or_deleted_outside_is_so_inside() {
    let person = Person::with_routine(30);
    let mut pty = person.looking_for("canary");
    until_all(&pty, &["Canary canary", "0:30"]);

    person.routine("canary", 90);
    until_all(&pty, &["Canary canary", "1:30"]);

    let file = person.routines().join("canary.toml");
    save_by_renaming(&file, &text("Canary saved by renaming"));
    until_all(&pty, &["Canary saved by renaming"]);

    fs::write(person.routines().join("twin.toml"), text("Canary the twin")).unwrap();
    until_all(&pty, &["Canary saved by renaming", "Canary the twin"]);

    fs::write(person.routines().join("twin.toml"), "name = \"Canary\"\n[[step]]\nname = \"K\"\ntiem = 3\n").unwrap();
    pty.press("\x1b");
    a_moment(150); // an escape is a key of its own only after a silence
    pty.press("/twin");
    pty.until("did you mean `time`?");

    fs::remove_file(&file).unwrap();
    fs::remove_file(person.routines().join("twin.toml")).unwrap();
    until_gone(&pty, "twin.toml");
    until_gone(&pty, "Canary");
    leave(&mut pty);
    assert_eq!(pty.wait_exit(), 0);
}

#[test]
fn a_routine_that_is_open_in_the_editor_is_read_anew_when_it_is_changed_outside() {
    let person = Person::with_routine(30);
    let mut pty = person.start("edit canary");
    pty.until("both feet 0:30");
    save_by_renaming(&person.routines().join("canary.toml"), &text("Canary from outside"));
    until_all(&pty, &["Canary from outside", "Changed outside, read anew."]);
    pty.press("u");
    pty.until("both feet 0:30");
    fs::write(person.routines().join("canary.toml"), text("Canary once more")).unwrap();
    until_all(&pty, &["Changed outside meanwhile", "both feet 0:30"]);
    pty.press("\x03");
    pty.wait_exit();
}

#[test]
fn a_routine_that_is_about_to_begin_is_read_anew_when_it_is_changed_outside() {
    let person = Person::with_routine(30);
    let file = person.routines().join("canary.toml");
    let mut pty = person.looking_for("canary");
    pty.press("\x1b");
    a_moment(150);
    pty.press("p");
    until_all(&pty, &["0:30", "space in or out"]);
    save_by_renaming(&file, &text("Canary planned anew"));
    until_all(&pty, &["Canary planned anew", "1:00", "Changed outside, read anew."]);
    pty.press("j");
    fs::write(&file, "name = \"Canary\"\n[[step]]\ntiem = 3\n").unwrap();
    until_all(&pty, &["Changed outside, and shown as it was", "1:00"]);
    pty.press("\x03");
    pty.wait_exit();
}

#[test]
fn a_folder_that_is_made_later_taken_away_and_put_back_is_watched_all_the_while() {
    let person = Person::with_routine(30);
    fs::remove_dir_all(person.path("config")).unwrap();
    let mut pty = person.looking_for("canary");
    pty.until("Nothing is called that.");
    a_moment(200);

    person.routine("canary", 30);
    until_all(&pty, &["Canary canary"]);
    fs::rename(person.routines(), person.path("config/elsewhere")).unwrap();
    pty.until("Nothing is called that.");
    fs::write(person.path("config/elsewhere/other.toml"), text("Canary elsewhere")).unwrap();
    a_moment(300);
    assert!(!pty.screen().contains("elsewhere"), "it is not the folder any more");
    fs::rename(person.path("config/elsewhere"), person.routines()).unwrap();
    until_all(&pty, &["Canary canary", "Canary elsewhere"]);
    leave(&mut pty);
    assert_eq!(pty.wait_exit(), 0);
}

#[test]
fn what_a_link_leads_to_is_watched_where_it_lies() {
    let person = Person::with_routine(30);
    let dotfiles = person.path("dotfiles");
    fs::create_dir(&dotfiles).unwrap();
    let real = dotfiles.join("mine.toml");
    fs::write(&real, text("Canary linked")).unwrap();
    symlink(&real, person.routines().join("linked.toml")).unwrap();
    let mut pty = person.looking_for("canary");
    until_all(&pty, &["Canary linked"]);
    save_by_renaming(&real, &text("Canary changed at home"));
    until_all(&pty, &["Canary changed at home"]);
    fs::write(&real, text("Canary changed again")).unwrap();
    until_all(&pty, &["Canary changed again"]);
    leave(&mut pty);
    assert_eq!(pty.wait_exit(), 0);
}

#[test]
fn a_running_session_keeps_its_plan_and_home_shows_the_change_after_it() {
    let person = Person::with_routine(30);
    let mut pty = person.live(30);
    person.routine("canary", 90);
    fs::write(person.routines().join("twin.toml"), text("Canary the twin")).unwrap();
    a_moment(1500);
    let screen = pty.screen();
    assert!(!screen.contains("twin") && !screen.contains(" 1:2"), "{screen}");
    pty.press("qq");
    pty.until("Ended early.");
    pty.press("\r");
    pty.until("Routines");
    // One's own stand on top: nothing has to be looked for.
    until_all(&pty, &["Canary canary", "1:30", "Canary the twin"]);
    leave(&mut pty);
    assert_eq!(pty.wait_exit(), 0);
    let [done] = &person.sessions()[..] else { panic!("one session") };
    assert_eq!(done.planned, Duration::from_secs(30));
}

#[test]
fn more_routines_than_a_first_frame_can_wait_for_are_listed_behind_it() {
    let person = Person::with_routine(30);
    for number in 100..200 {
        fs::write(person.routines().join(format!("mine-{number}.toml")), text(&format!("Canary {number}"))).unwrap();
    }
    let mut pty = person.looking_for("199");
    until_all(&pty, &["Canary 199"]);
    leave(&mut pty);
    assert_eq!(pty.wait_exit(), 0);
}

/// The first steps are rated in another window.
fn rated(person: &Person, value: &str) {
    let mut command = Command::new(program());
    command.args(["log", "first-step", "--left", value]).env("SOLEMATE_HOME", person.home.path());
    assert!(command.output().unwrap().status.success());
}

#[test]
fn what_is_rated_elsewhere_stands_at_home_at_once_and_what_another_device_brings_too() {
    let person = Person::with_routine(30);
    let mut pty = person.start("");
    pty.until("Routines");
    rated(&person, "7");
    pty.until("today 7");
    rated(&person, "2");
    pty.until("today 2");
    let history = person.path("data/history");
    let own = fs::read_dir(&history).unwrap().next().unwrap().unwrap().path();
    let kept = person.path("data/theirs");
    fs::rename(&own, &kept).unwrap();
    until_gone(&pty, "today 2");
    fs::rename(&kept, history.join("theirs")).unwrap();
    pty.until("today 2");
    leave(&mut pty);
    assert_eq!(pty.wait_exit(), 0);
}

#[test]
fn home_follows_the_plan_that_others_write() {
    let person = Person::with_routine(30);
    let mut pty = person.start("");
    pty.until("Routines");
    let plan = person.path("config/plan.toml");
    fs::create_dir_all(plan.parent().unwrap()).unwrap();
    fs::write(&plan, "morning = \"none\"\nmassage = { days = [] }\nstretch = { per_day = 0 }\n").unwrap();
    until_all(&pty, &["If you like", "No massage today by the plan."]);
    save_by_renaming(&plan, "strecth = { per_day = 0 }\n");
    until_all(&pty, &["strecth"]);
    leave(&mut pty);
}

#[test]
fn home_follows_the_level_that_another_window_went_up_to() {
    let person = Person::with_routine(30);
    let (plan, levels) = (person.path("config/plan.toml"), person.path("data/levels"));
    fs::write(&plan, "morning = \"none\"\nrotation = [\"ball-roll\"]\nstretch = { per_day = 0 }\n").unwrap();
    let mut pty = person.start("");
    until_all(&pty, &["Level 1 leaves out what would be next."]);
    let begun = patiently(Duration::from_secs(20), || fs::read_to_string(&levels).ok().filter(|text| !text.is_empty()));
    let yes = begun.expect("where the plan began").replace("1 start", "2 yes");
    let mut another = fs::OpenOptions::new().append(true).open(&levels).unwrap();
    std::io::Write::write_all(&mut another, yes.as_bytes()).unwrap();
    until_all(&pty, &["Ball Roll", "A good one to begin with."]);
    leave(&mut pty);
}
