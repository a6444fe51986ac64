//! Answers about one's health that are given in two places, or that the disk refuses.

use std::process::Command;
use std::time::Duration;

use solemate::config::load_profile;
use solemate::domain::health::{Answer, Profile, Question};

use super::support::pty::{Pty, patiently};
use super::{Person, SIZE, leave, program, until_all};

/// The questions are on the screen, and none is answered.
fn asked(person: &Person) -> Pty {
    person.write("data/profile.toml", "asked = 2099-01-01\n");
    let mut pty = person.start_in(&person.line(""), (SIZE.0, 50));
    pty.until("Routines");
    pty.press("P");
    pty.until("Raynaud or cold allergy?");
    pty
}

/// Waits until the file says so.
#[track_caller]
fn until_kept(person: &Person, answers: &[(Question, Answer)]) -> Profile {
    let file = person.path("data/profile.toml");
    let all = |profile: &Profile| answers.iter().all(|(question, answer)| profile.of(*question) == Some(*answer));
    let kept = patiently(Duration::from_secs(20), || Some(load_profile(&file).0).filter(all));
    kept.unwrap_or_else(|| panic!("not kept: {}", std::fs::read_to_string(&file).unwrap()))
}

#[test]
fn d5_what_is_answered_elsewhere_while_the_questions_are_open_stays_and_is_shown() {
    let person = Person::with_routine(30);
    let mut pty = asked(&person);
    pty.press("6");
    until_kept(&person, &[(Question::Veins, Answer::Yes)]);
    let mut elsewhere = Command::new(program());
    elsewhere.args(["health", "--set", "clot=yes"]).env("SOLEMATE_HOME", person.home.path());
    assert!(elsewhere.output().unwrap().status.success());
    let (clot, veins, cold) = (Question::Clot, Question::Veins, Question::Cold);
    pty.press("8");
    until_kept(&person, &[(clot, Answer::Yes), (cold, Answer::Yes)]);
    pty.press("8");
    until_kept(&person, &[(clot, Answer::Yes), (veins, Answer::Yes), (cold, Answer::No)]);
    until_all(&pty, &["light strokes only", "light on the leg"]);
    pty.press("\r");
    let all = until_kept(&person, &[(Question::Surgery, Answer::No)]);
    assert_eq!((all.of(clot), all.of(veins)), (Some(Answer::Yes), Some(Answer::Yes)), "Enter says no to neither");
    leave(&mut pty);
    assert_eq!(pty.wait_exit(), 0);
}

#[test]
#[cfg(target_os = "linux")]
fn d4_an_answer_that_the_disk_refused_is_written_with_the_next_one() {
    let person = Person::with_routine(30);
    let mut pty = asked(&person);
    super::faults::limit_files(&mut pty, Some(0));
    pty.press("2");
    pty.until("The health profile is not kept");
    super::faults::limit_files(&mut pty, None);
    pty.press("8");
    until_kept(&person, &[(Question::Clot, Answer::Yes), (Question::Cold, Answer::Yes)]);
    leave(&mut pty);
    assert_eq!(pty.wait_exit(), 0);
}
