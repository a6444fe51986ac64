//! Tones and voice in the real program: nothing of them on the screen, and nothing of them left behind.

use std::time::Duration;

use rustix::process::Signal;

use super::support::pty::{Pty, patiently};
use super::{Person, a_moment};

/// Somebody whose engine and player are this script; `HERE` stands for their folder.
pub fn with_engine(lines: &str) -> Person {
    let person = Person::with_routine(60);
    let engine = person.path("engine");
    let engine = engine.to_str().unwrap();
    let lines = format!("#!/bin/sh\n{}\n", lines.replace("HERE", person.home.path().to_str().unwrap()));
    let write = "printf %s \"$1\" > \"$2\" && chmod 700 \"$2\"";
    assert!(std::process::Command::new("sh").args(["-c", write, "sh", &lines, engine]).status().unwrap().success());
    let call =
        format!("check = false\nsore_foot = \"left\"\nplayer = [\"{engine}\"]\nspeak = [\"{engine}\", \"--voice\"]\n");
    person.write("config/config.toml", &call);
    person
}

/// A session under way whose voice speaks and speaks.
fn speaking() -> (Person, Pty) {
    let person = with_engine("trap '' TERM; echo x >> HERE/called; while :; do sleep 0.05; done");
    let mut pty = person.start("start canary");
    pty.until("left in all");
    pty.program();
    assert!(patiently(Duration::from_secs(10), || (at_work(&person) > 0).then_some(())).is_some(), "nobody speaks");
    (person, pty)
}

/// How many of the person's engines are at work.
fn at_work(person: &Person) -> usize {
    let lines = std::process::Command::new("ps").args(["-eo", "args"]).output().unwrap();
    let engine = person.path("engine");
    String::from_utf8_lossy(&lines.stdout)
        .lines()
        .filter(|line| line.starts_with("/bin/sh") && line.contains(engine.to_str().unwrap()))
        .count()
}

#[track_caller]
fn falls_silent(person: &Person) {
    assert!(patiently(Duration::from_secs(5), || (at_work(person) == 0).then_some(())).is_some(), "somebody speaks on");
}

#[test]
fn t27_not_one_byte_of_a_chattering_engine_reaches_the_screen() {
    let chatter = "cat; yes FOREIGN | head -c 1000000; yes FOREIGN | head -c 1000000 >&2; echo x >> HERE/called";
    let person = with_engine(chatter);
    let mut pty = person.start("start canary");
    pty.until("left in all");
    let called = || std::fs::read_to_string(person.path("called")).ok().filter(|text| text.len() >= 4);
    assert!(patiently(Duration::from_secs(20), called).is_some(), "tone and voice were called");
    pty.press(" ");
    pty.until("Any key goes on");
    let bytes = pty.bytes();
    assert!(!String::from_utf8_lossy(&bytes).contains("FOREIGN"));
    pty.press("qq");
    a_moment(100);
    pty.press("\rq");
    assert_eq!(pty.wait_exit(), 0);
    pty.modes_clean();
}

#[test]
fn t27_an_engine_that_finds_the_terminal_is_stopped_before_its_first_byte() {
    let person = with_engine("cat; echo x >> HERE/called; echo FOREIGN > /dev/tty; echo x >> HERE/wrote");
    let mut pty = person.start("start canary");
    pty.until("left in all");
    let called = || std::fs::read_to_string(person.path("called")).ok().filter(|text| text.len() >= 4);
    assert!(patiently(Duration::from_secs(20), called).is_some(), "tone and voice were called");
    pty.press(" ");
    pty.until("Any key goes on");
    a_moment(200);
    assert!(!String::from_utf8_lossy(&pty.bytes()).contains("FOREIGN"));
    assert!(!person.path("wrote").exists());
    pty.press("qq");
    a_moment(100);
    pty.press("\rq");
    assert_eq!(pty.wait_exit(), 0);
    pty.modes_clean();
    falls_silent(&person);
}

#[test]
fn s8_the_voice_ends_with_the_program_however_that_ends() {
    for ending in ["quit", "interrupt", "terminated", "crashed"] {
        let (person, mut pty) = speaking();
        match ending {
            "quit" => {
                pty.press("qq");
                a_moment(100);
                pty.press("\rq");
            }
            "interrupt" => pty.press("\x03"),
            "terminated" => drop(rustix::process::kill_process(pty.program(), Signal::TERM)),
            _ => {
                person.write("fault", "");
                pty.press("v");
            }
        }
        falls_silent(&person);
        pty.wait_exit();
    }
}

/// Somebody whose voice is a client of a server, which logs what it is told; the client takes its time to pass it on.
fn with_server() -> Person {
    let person = with_engine("cat > /dev/null");
    let text = person.path("config/config.toml");
    let settings = std::fs::read_to_string(&text).unwrap();
    let without = settings.lines().filter(|line| !line.starts_with("speak")).collect::<Vec<_>>().join("\n");
    std::fs::write(&text, format!("{without}\n")).unwrap();
    let said = person.path("said");
    let lines =
        format!("#!/bin/sh\nwhile read -r line; do sleep 0.02; echo \"$line\" >> {}; done\n", said.to_str().unwrap());
    let client = person.path("bin/spd-say");
    std::fs::create_dir_all(client.parent().unwrap()).unwrap();
    let write = "printf %s \"$1\" > \"$2\" && chmod 700 \"$2\"";
    let client = client.to_str().unwrap();
    assert!(std::process::Command::new("sh").args(["-c", write, "sh", &lines, client]).status().unwrap().success());
    person
}

#[test]
fn s8_a_server_is_told_to_fall_silent_however_the_program_ends() {
    if !cfg!(target_os = "linux") {
        return;
    }
    for ending in ["terminated", "hung up", "crashed"] {
        let person = with_server();
        let said = || std::fs::read_to_string(person.path("said")).unwrap_or_default();
        let line = format!("PATH={}:$PATH {}", person.path("bin").display(), person.line("start canary"));
        let mut pty = person.start_in(&line, super::SIZE);
        pty.until("left in all");
        assert!(
            patiently(Duration::from_secs(20), || said().contains("Knead").then_some(())).is_some(),
            "nobody speaks"
        );
        match ending {
            "terminated" => pty.signal(Signal::TERM),
            "hung up" => pty.signal(Signal::HUP),
            _ => {
                person.write("fault", "");
                pty.press("v");
            }
        }
        let told = patiently(Duration::from_secs(5), || said().ends_with("!-!CANCEL SELF\n").then_some(()));
        assert!(told.is_some(), "{ending}: {:?}", said());
        pty.wait_exit();
    }
}

#[test]
fn s8_nobody_speaks_on_while_the_shell_has_the_terminal() {
    let (person, mut pty) = speaking();
    pty.press("\x1a");
    falls_silent(&person);
    // Silence comes first, then the terminal is given back with what was typed until then dropped.
    pty.wait_exit();
    pty.tell("fg");
    pty.until("Any key goes on");
}

#[test]
fn s4_programs_that_cannot_play_or_speak_cost_a_notice_each_and_the_bell_rings() {
    let person = with_engine("exit 1");
    let pty = person.start("start canary");
    let notices = ["No tone can be played here: engine", "Nothing can be said aloud here: engine"];
    let first = || notices.into_iter().find(|notice| pty.screen().contains(notice));
    let first = patiently(Duration::from_secs(20), first).expect("a notice");
    assert!(patiently(Duration::from_secs(5), || pty.bytes().contains(&7).then_some(())).is_some(), "no bell");
    for other in notices.into_iter().filter(|notice| *notice != first) {
        pty.until(other);
    }
}

#[test]
fn one_key_takes_the_voice_away_then_the_tones_and_brings_both_back() {
    let (person, mut pty) = speaking();
    pty.press("m");
    pty.until("Tones only, no voice.");
    pty.press("m");
    pty.until("Silent: no tones, no voice.");
    falls_silent(&person);
    pty.press("m");
    pty.until("Tones and voice.");
}

#[test]
fn s7_the_bell_rings_for_the_last_tone_though_nothing_else_comes() {
    // One that cannot play the last tone, and takes its time to find out.
    let person = with_engine("case \"$1\" in *done*) sleep 0.4; echo x >> HERE/failed; exit 1;; esac; cat > /dev/null");
    person.write(
        "config/routines/canary.toml",
        "format = 1\nname = \"Canary\"\n[defaults]\nprep = 0\n[[step]]\nname = \"Knead the canary\"\n\
         zones = [\"calf_all\"]\nsides = \"left\"\ntime = \"3s\"\n",
    );
    let pty = person.start("start canary");
    pty.until("Pain now");
    let failed = || person.path("failed").exists().then_some(());
    assert!(patiently(Duration::from_secs(5), failed).is_some(), "it was called");
    assert!(patiently(Duration::from_secs(3), || pty.bytes().contains(&7).then_some(())).is_some(), "no bell");
}
