//! Tones and voice through real programs, most of them hostile. Tests are named by the faults they provoke.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used, missing_docs)]
#![allow(clippy::disallowed_methods, reason = "real programs are waited for in real time")]

mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::SeqCst};
use std::time::{Duration, Instant};

use solemate::domain::hearing::{Aloud, Hearing};
use solemate::domain::plan::Plan;
use solemate::domain::session::{Cue, CueKind, Input, Session};
use solemate::domain::text::Clean;
use solemate::domain::time::{Moment, Seconds};
use solemate::sound::programs::{Program, Use};
use solemate::sound::say::{Occasion, Template};
use solemate::sound::wishes::Wishes;
use solemate::sound::{Speaker, Surroundings};
use support::live::{Live, plan_of, timed};
use support::pty::patiently;
use tempfile::TempDir;

const SOON: Duration = Duration::from_secs(10);

/// A folder with programs in it, and a clock that only we move.
struct Room {
    home: TempDir,
    clock: Arc<AtomicU64>,
}

impl Room {
    fn new() -> Self {
        fs::create_dir_all(env!("CARGO_TARGET_TMPDIR")).unwrap();
        Self { home: tempfile::tempdir().unwrap(), clock: Arc::new(AtomicU64::new(10_000)) }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    /// A program of these shell lines; `HERE` stands for the folder. Another process writes it: a file that is still open
    /// for writing somewhere cannot be started.
    fn program(&self, name: &str, lines: &str) -> String {
        let path = self.path(name).to_str().unwrap().to_owned();
        let lines = format!("#!/bin/sh\n{}\n", lines.replace("HERE", self.home.path().to_str().unwrap()));
        let write = "printf %s \"$1\" > \"$2\" && chmod 700 \"$2\"";
        assert!(Command::new("sh").args(["-c", write, "sh", &lines, &path]).status().unwrap().success());
        path
    }

    fn speaker(&self, wishes: Wishes) -> Speaker {
        let around = Surroundings { cache: self.path("cache"), path: Some(self.home.path().into()) };
        let clock = Arc::clone(&self.clock);
        Speaker::new(wishes, around, move || Moment::at(Duration::from_millis(clock.load(SeqCst))))
    }

    fn now(&self) -> Moment {
        Moment::at(Duration::from_millis(self.clock.load(SeqCst)))
    }

    fn pass(&self, millis: u64) {
        self.clock.fetch_add(millis, SeqCst);
    }

    /// Lets a cue of a fresh session be heard; whether the bell is to ring.
    fn cue(&self, speaker: &mut Speaker, kind: CueKind) -> bool {
        let (session, _) = Session::new(plan("Knead"), self.now()).unwrap();
        speaker.hear(&[Cue { kind, segment: 0, at: self.now() }], Some(&session), self.now())
    }

    /// What a program has written, once it has.
    #[track_caller]
    fn text(&self, name: &str) -> String {
        let read = || fs::read_to_string(self.path(name)).ok().filter(|text| text.ends_with('\n'));
        patiently(SOON, read).unwrap_or_else(|| panic!("{name} was never written"))
    }

    /// What a program has written, once it has so many lines.
    #[track_caller]
    fn lines(&self, name: &str, count: usize) -> String {
        let text = || fs::read_to_string(self.path(name)).unwrap_or_default();
        let there = patiently(SOON, || (text().lines().count() >= count && text().ends_with('\n')).then(text));
        there.unwrap_or_else(|| panic!("{name} never had {count} lines: {:?}", text()))
    }

    /// Lives to a moment, so many milliseconds after the start, waking as the session wishes.
    fn live(&self, session: &mut Session, speaker: &mut Speaker, millis: u64) {
        let end = Moment::at(Duration::from_millis(10_000 + millis));
        loop {
            let wish = session.next_wake().unwrap_or(end).min(end);
            self.pass(u64::try_from(wish.since(self.now()).as_millis()).unwrap());
            let cues = session.advance(self.now());
            speaker.hear(&cues, Some(session), self.now());
            speaker.follow(Some(session), self.now());
            if wish == end {
                return;
            }
        }
    }

    /// Presses a key of a session.
    fn press(&self, session: &mut Session, speaker: &mut Speaker, input: Input) {
        let cues = session.handle(input, self.now());
        speaker.hear(&cues, Some(session), self.now());
        speaker.follow(Some(session), self.now());
    }

    /// The processes whose command line names this folder.
    fn at_work(&self) -> Vec<String> {
        processes().into_iter().filter(|line| line.contains(self.home.path().to_str().unwrap())).collect()
    }
}

/// The command lines of all processes.
fn processes() -> Vec<String> {
    let lines = Command::new("ps").args(["-eo", "args"]).output().unwrap();
    String::from_utf8_lossy(&lines.stdout).lines().map(str::to_owned).collect()
}

fn plan(name: &str) -> Plan {
    plan_of([solemate::domain::routine::Step { name: Clean::visible(name), ..timed(60) }])
}

/// One's own commands, and no others.
fn own(player: &[&str], speak: &[&str]) -> Wishes {
    let words = |words: &[&str]| Some(words.iter().map(|word| (*word).to_owned()).collect());
    Wishes { player: words(player), speak: words(speak), ..Wishes::default() }
}

/// What is said to the person, once something is.
#[track_caller]
fn notices(room: &Room, speaker: &mut Speaker) -> Vec<String> {
    let mut said = || {
        speaker.follow(None, room.now());
        let notices = speaker.notices();
        (!notices.is_empty()).then(|| notices.iter().map(ToString::to_string).collect())
    };
    patiently(SOON, &mut said).expect("a notice")
}

#[track_caller]
fn is_quiet(room: &Room) {
    let quiet = || room.at_work().is_empty().then_some(());
    assert!(patiently(SOON, quiet).is_some(), "still at work: {:?}", room.at_work());
}

/// Speaks until it is told to end.
const SPEAKS_ON: &str = "cat >> HERE/said; while [ ! -e HERE/enough ]; do sleep 0.02; done";

/// Logs what it is to play.
const PLAYS: &str = "echo \"$*\" >> HERE/played";

/// Logs what it is called with, and what it is to say.
const LOGS: &str = "echo \"$# $*\" > HERE/words; cat > HERE/said.new; mv HERE/said.new HERE/said";

#[test]
fn s1_s2_s3_text_reaches_the_engine_by_standard_input_and_is_only_words() {
    let hostile = [
        ("$(touch HERE/canary)`id`; | & calc %PATH% \"quoted\"", "calc percent PATH percent quoted"),
        ("--help", "help"),
        ("-f/etc/passwd", "f etc passwd"),
        ("@file", "file"),
        ("!-!STOP ALL", "STOP ALL"),
        ("<break time='9s'/> & <speak>", "break time 9s and speak"),
    ];
    for (name, words) in hostile {
        let room = Room::new();
        let engine = room.program("engine", LOGS);
        let mut wishes = own(&[], &[&engine, "--mine"]);
        wishes.say.set(Occasion::GetReady, Template::parse("{step}").unwrap());
        let name = name.replace("HERE", room.home.path().to_str().unwrap());
        let (session, cues) = Session::new(plan(&name), room.now()).unwrap();
        let mut speaker = room.speaker(wishes);
        speaker.hear(&cues, Some(&session), room.now());
        let said = room.text("said");
        assert!(said.contains(words) && !said.contains(['$', '`', '<', '&', '"', '%', '@', '!', '/']), "{said:?}");
        assert_eq!(room.text("words"), "1 --mine\n");
        assert!(!room.path("canary").exists());
    }
}

#[test]
fn s4_what_is_missing_or_cannot_be_started_costs_one_notice_and_the_bell_rings() {
    let room = Room::new();
    fs::write(room.path("plain"), "not a program").unwrap();
    let not_elf = room.program("broken", "");
    fs::write(&not_elf, [0, 1, 2, 3]).unwrap();
    let missing = ". `solemate doctor` says what is missing.";
    for (player, why) in [
        (room.path("absent"), missing),
        (room.path("plain"), missing),
        (PathBuf::from(not_elf), ": broken could not be started."),
        (PathBuf::from("absent"), missing),
    ] {
        let mut speaker = room.speaker(own(&[player.to_str().unwrap()], &[]));
        room.cue(&mut speaker, CueKind::Go);
        let said = notices(&room, &mut speaker);
        assert_eq!(said, [format!("No tone can be played here{why}")]);
        for _ in 0..5 {
            assert!(room.cue(&mut speaker, CueKind::Go), "{player:?}");
            speaker.follow(None, room.now());
        }
        assert_eq!(speaker.notices(), []);
    }
}

#[test]
fn s4_an_engine_that_crashes_chatters_or_does_not_listen_is_dropped_and_the_next_one_speaks() {
    let lines =
        ["kill -SEGV $$", "yes NOISE | head -c 1000000; yes NOISE | head -c 1000000 >&2; exit 3", "exec <&-; exit 1"];
    for lines in lines {
        let room = Room::new();
        room.program("spd-say", lines);
        room.program("espeak-ng", LOGS);
        let mut speaker = room.speaker(Wishes { player: Some(vec![]), ..Wishes::default() });
        room.cue(&mut speaker, CueKind::GetReady);
        assert_eq!(room.text("said"), "left calf. Knead.\n");
        assert_eq!(room.text("words"), "3 -s 175 --stdin\n");
        assert_eq!(speaker.notices(), []);
    }
}

#[test]
fn s4_an_engine_that_hangs_forks_and_ignores_the_signal_is_killed_with_its_group_and_dropped_at_the_third_time() {
    let room = Room::new();
    // The first time all is well.
    let lines =
        "trap '' TERM; [ -e HERE/calls ] || exec touch HERE/calls; echo x >> HERE/calls; HERE/sleeper & HERE/sleeper";
    let engine = room.program("engine", lines);
    room.program("sleeper", "trap '' TERM; while :; do sleep 0.2; done");
    let mut speaker = room.speaker(own(&[], &[&engine]));
    room.cue(&mut speaker, CueKind::GetReady);
    assert!(patiently(SOON, || room.path("calls").exists().then_some(())).is_some());
    is_quiet(&room);
    assert!(patiently(SOON, || speaker.is_silent().then_some(())).is_some());
    for time in 1..=3 {
        // The next one is what it is noticed by; left alone, by its time.
        room.cue(&mut speaker, CueKind::GetReady);
        let called = || (fs::read_to_string(room.path("calls")).unwrap_or_default().len() == time * 2).then_some(());
        assert!(patiently(SOON, called).is_some(), "call {time}");
        room.pass(25_000);
    }
    room.cue(&mut speaker, CueKind::GetReady);
    let said = notices(&room, &mut speaker);
    assert_eq!(said, ["Nothing can be said aloud here: engine did not end in time."]);
    is_quiet(&room);
    room.cue(&mut speaker, CueKind::GetReady);
    assert_eq!((room.at_work().len(), speaker.notices()), (0, vec![]));
}

#[test]
fn s4_an_engine_that_hangs_costs_a_notice_even_if_each_phrase_is_cut_off_by_the_next() {
    let room = Room::new();
    let engine = room.program("engine", "cat >> HERE/said; while :; do sleep 0.05; done");
    let mut speaker = room.speaker(own(&[], &[&engine]));
    for lines in 1..=3 {
        room.cue(&mut speaker, CueKind::Halfway);
        room.lines("said", lines);
        // Far from the time at which it hangs by itself.
        room.pass(3_000);
    }
    room.cue(&mut speaker, CueKind::Halfway);
    assert_eq!(notices(&room, &mut speaker), ["Nothing can be said aloud here: engine did not end in time."]);
}

#[test]
fn an_engine_that_is_often_cut_off_in_its_time_is_kept() {
    let room = Room::new();
    let engine = room.program("engine", "cat >> HERE/said; while :; do sleep 0.05; done");
    let mut speaker = room.speaker(own(&[], &[&engine]));
    for lines in 1..=6 {
        room.cue(&mut speaker, CueKind::Halfway);
        room.lines("said", lines);
        room.pass(500);
    }
    speaker.follow(None, room.now());
    assert_eq!(speaker.notices(), []);
}

/// Cues of one a second, until something is to be said to the person or so many have come; how often a bell rang for one.
fn every_second(room: &Room, speaker: &mut Speaker, most: usize) -> (Vec<String>, usize) {
    let (mut said, mut bells) = (Vec::new(), 0);
    for second in 1..=most {
        room.cue(speaker, CueKind::Halfway);
        // What is left alone to show whether it ends lets no other begin.
        let begun = || (speaker.is_silent() || lines_of(room, "called") >= second * 2).then_some(());
        patiently(Duration::from_millis(300), begun);
        room.pass(1_000);
        bells += usize::from(speaker.follow(None, room.now()));
        said.extend(speaker.notices().iter().map(ToString::to_string));
        if said.len() == 2 {
            break;
        }
    }
    (said, bells)
}

fn lines_of(room: &Room, name: &str) -> usize {
    fs::read_to_string(room.path(name)).unwrap_or_default().lines().count()
}

#[test]
fn s4_programs_that_hang_cost_a_notice_each_even_if_a_cue_comes_every_second() {
    let room = Room::new();
    let hangs = room.program("hangs", "echo x >> HERE/called; while :; do sleep 0.05; done");
    let mut speaker = room.speaker(own(&[&hangs], &[&hangs]));
    let (mut said, bells) = every_second(&room, &mut speaker, 14);
    said.sort();
    let no_tone = "No tone can be played here: hangs did not end in time.";
    assert_eq!(said, [no_tone, "Nothing can be said aloud here: hangs did not end in time."]);
    assert!(bells > 0, "the bell takes over");
    assert!(room.cue(&mut speaker, CueKind::Halfway), "and stays");
    is_quiet(&room);
}

#[test]
fn programs_that_are_cut_off_every_second_and_end_when_they_are_left_alone_are_kept() {
    let room = Room::new();
    // Ends by itself once the fifth has begun: four were cut off.
    let lines = "echo x >> HERE/called; while [ $(wc -l < HERE/called) -le 8 ]; do sleep 0.02; done";
    let slow = room.program("slow", lines);
    let mut speaker = room.speaker(own(&[&slow], &[&slow]));
    let (said, _) = every_second(&room, &mut speaker, 30);
    assert_eq!(said, [""; 0]);
    assert!(lines_of(&room, "called") > 40, "each of the later ones was called");
}

/// Our own children, by their state: `Z` is a zombie.
fn children(state: char) -> usize {
    let me = std::process::id().to_string();
    let lines = Command::new("ps").args(["-eo", "ppid,stat,comm"]).output().unwrap();
    let text = String::from_utf8_lossy(&lines.stdout).into_owned();
    let words = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>());
    words.filter(|words| words[0] == me && words[1].starts_with(state)).count()
}

#[test]
fn s4_s5_a_thousand_cues_through_hanging_programs_delay_nothing_and_leave_no_zombie() {
    let room = Room::new();
    let hangs = room.program("hangs", "trap '' TERM; while :; do sleep 0.2; done");
    let around = Surroundings { cache: room.path("cache"), path: None };
    let origin = Instant::now();
    let mut speaker = Speaker::new(own(&[&hangs], &[&hangs]), around, move || Moment::at(origin.elapsed()));
    let (mut session, _) = Session::new(plan("Knead"), Moment::at(Duration::ZERO)).unwrap();
    let mut slowest = Duration::ZERO;
    for number in 0..1_000 {
        let began = Instant::now();
        let now = Moment::at(origin.elapsed());
        session.advance(now);
        let kind = if number % 2 == 0 { CueKind::GetReady } else { CueKind::ChangeSide };
        speaker.hear(&[Cue { kind, segment: 0, at: now }], Some(&session), now);
        speaker.follow(Some(&session), now);
        slowest = slowest.max(began.elapsed());
        std::thread::sleep(Duration::from_millis(2));
    }
    assert!(slowest < Duration::from_millis(30), "a cue took {slowest:?}");
    assert!(room.at_work().len() <= 8, "{:?}", room.at_work());
    drop(speaker);
    is_quiet(&room);
    // Programs of the tests beside this one may be just ending.
    assert!(patiently(SOON, || (children('Z') == 0).then_some(())).is_some(), "{} zombies", children('Z'));
}

#[test]
fn s6_programs_are_found_in_absolute_folders_only() {
    let room = Room::new();
    let names = ["aplay", "afplay", "pw-play", "paplay", "espeak-ng", "spd-say", "say"];
    names.iter().for_each(|name| drop(room.program(name, "")));
    let up = "../".repeat(std::env::current_dir().unwrap().components().count());
    let relative = format!("{up}{}", room.home.path().to_str().unwrap());
    assert!(Path::new(&relative).join("aplay").exists(), "it is there, if one looks");
    let find = |path: &str, what| Program::find(what, None, 100, Some(path.as_ref()));
    for path in ["", ":", ".", "::", relative.as_str(), &format!(":{relative}:.")] {
        assert_eq!((find(path, Use::Play), find(path, Use::Speak)), (vec![], vec![]), "{path}");
    }
    let found = find(&format!(":{}", room.home.path().display()), Use::Play);
    assert!(!found.is_empty() && found.iter().all(|program| program.path.is_absolute()));
    for name in ["./aplay", "bin/aplay", "../aplay", "", "."] {
        let own = [name.to_owned()];
        assert_eq!(Program::find(Use::Play, Some(&own), 100, Some(room.home.path().as_os_str())), [], "{name}");
    }
}

#[test]
fn s7_without_a_sound_card_each_player_is_tried_once_and_the_bell_rings() {
    let room = Room::new();
    for name in ["pw-play", "paplay", "aplay", "afplay"] {
        room.program(name, &format!("echo {name} >> HERE/tried; echo 'no such device' >&2; exit 1"));
    }
    let mut speaker = room.speaker(Wishes { voice: Some(false), ..Wishes::default() });
    assert!(!room.cue(&mut speaker, CueKind::Go), "there are players, as far as is known");
    let mut said = Vec::new();
    let rung = patiently(SOON, || {
        let rings = speaker.follow(None, room.now());
        said.extend(speaker.notices());
        rings.then_some(())
    });
    assert!(rung.is_some(), "the bell rings for the cue whose tone failed");
    assert!(room.cue(&mut speaker, CueKind::Go));
    if said.is_empty() {
        said.extend(notices(&room, &mut speaker).iter().map(|text| Clean::visible(text)));
    }
    if cfg!(target_os = "linux") {
        assert_eq!(said, [Clean::visible("No tone can be played here: aplay ended with an error.")]);
        assert_eq!(room.text("tried"), "pw-play\npaplay\naplay\n");
    }
}

#[test]
fn a_tone_that_has_no_bell_rings_none_when_it_cannot_be_played() {
    let room = Room::new();
    let player = room.program("player", "exit 1");
    let mut speaker = room.speaker(own(&[&player], &[]));
    room.cue(&mut speaker, CueKind::GetReady);
    let rang = || {
        let rings = speaker.follow(None, room.now());
        (rings || !speaker.notices().is_empty()).then_some(rings)
    };
    assert_eq!(patiently(SOON, rang), Some(false));
    assert!(!room.cue(&mut speaker, CueKind::GetReady) && room.cue(&mut speaker, CueKind::Go));
}

#[test]
fn whoever_turned_the_tones_down_to_nothing_hears_no_bell_either() {
    let room = Room::new();
    let mut speaker = room.speaker(Wishes { volume: 0, ..Wishes::default() });
    assert!(!room.cue(&mut speaker, CueKind::Go));
}

#[test]
fn a_cache_that_cannot_be_written_costs_a_notice_and_its_tones_and_no_player() {
    let room = Room::new();
    let player = room.program("player", PLAYS);
    fs::write(room.path("cache"), "in the way").unwrap();
    let mut speaker = room.speaker(own(&[&player], &[]));
    let mut said = Vec::new();
    for _ in 0..4 {
        assert!(!room.cue(&mut speaker, CueKind::Go));
        let rung = || {
            let rings = speaker.follow(None, room.now());
            said.extend(speaker.notices());
            rings.then_some(())
        };
        assert!(patiently(SOON, rung).is_some(), "the bell rings for each");
    }
    assert_eq!(said, [Clean::visible("A tone could not be kept in the cache folder: not a directory.")]);
    fs::remove_file(room.path("cache")).unwrap();
    room.cue(&mut speaker, CueKind::Go);
    assert!(room.text("played").contains("go-60.wav"));
}

#[test]
fn s7_a_machine_with_nothing_is_not_lamented() {
    let room = Room::new();
    let mut speaker = room.speaker(Wishes::default());
    assert!(room.cue(&mut speaker, CueKind::Go));
    assert!(!room.cue(&mut speaker, CueKind::Added));
    assert_eq!(speaker.notices(), []);
    speaker.set(Hearing::Silent);
    assert!(!room.cue(&mut speaker, CueKind::Go), "silent is silent");
    assert!(!room.path("cache").exists());
}

#[test]
fn s8_a_pause_and_the_end_stop_the_voice_within_a_fifth_of_a_second() {
    for trap in ["", "trap '' TERM;"] {
        let room = Room::new();
        let engine = room.program("engine", &format!("{trap} echo x > HERE/calls; while :; do sleep 0.05; done"));
        let mut wishes = own(&[], &[&engine]);
        // The pause says nothing that would take the place of what is being said.
        wishes.say.set(Occasion::Paused, Template::default());
        let mut speaker = room.speaker(wishes);
        let (mut session, cues) = Session::new(plan("Knead"), room.now()).unwrap();
        speaker.hear(&cues, Some(&session), room.now());
        room.text("calls");
        let began = Instant::now();
        room.press(&mut session, &mut speaker, Input::Pause);
        let gone = || room.at_work().is_empty().then(|| began.elapsed());
        let took = patiently(SOON, gone).unwrap();
        // `ps` takes its time too.
        assert!(took < Duration::from_millis(260), "{trap} it took {took:?} to be quiet");

        fs::remove_file(room.path("calls")).unwrap();
        room.cue(&mut speaker, CueKind::GetReady);
        room.text("calls");
        let began = Instant::now();
        drop(speaker);
        let took = began.elapsed();
        assert!(took < Duration::from_millis(200), "{trap} the end took {took:?}");
        assert_eq!(room.at_work(), Vec::<String>::new());
    }
}

#[test]
fn s8_a_new_phrase_ends_the_old_one_and_is_the_only_one() {
    let room = Room::new();
    let engine = room.program("engine", "cat >> HERE/said; while :; do sleep 0.05; done");
    let mut speaker = room.speaker(own(&[], &[&engine]));
    for (kind, lines) in [(CueKind::GetReady, 1), (CueKind::Paused, 2), (CueKind::Halfway, 3)] {
        room.cue(&mut speaker, kind);
        let heard =
            || (fs::read_to_string(room.path("said")).unwrap_or_default().lines().count() == lines).then_some(());
        assert!(patiently(SOON, heard).is_some());
        let scripts = room.at_work().iter().filter(|line| line.contains("engine")).count();
        assert_eq!(scripts, 1, "{:?}", room.at_work());
    }
    assert_eq!(room.text("said"), "left calf. Knead.\nPaused.\nHalf-way.\n");
}

#[test]
fn a_cue_that_is_a_second_old_is_not_heard() {
    let room = Room::new();
    let engine = room.program("engine", LOGS);
    let mut speaker = room.speaker(own(&[], &[&engine]));
    let (session, cues) = Session::new(plan("Knead"), room.now()).unwrap();
    room.pass(1_100);
    assert!(!speaker.hear(&cues, Some(&session), room.now()));
    room.cue(&mut speaker, CueKind::Paused);
    assert_eq!(room.text("said"), "Paused.\n");
}

#[test]
fn s12_the_engine_gets_a_small_environment_and_the_usual_umask() {
    let room = Room::new();
    let engine =
        room.program("engine", "umask > HERE/umask; pwd > HERE/folder; env > HERE/env.new; mv HERE/env.new HERE/env");
    assert!(std::env::var_os("CARGO_MANIFEST_DIR").is_some(), "something to leak");
    let mut speaker = room.speaker(own(&[], &[&engine]));
    room.cue(&mut speaker, CueKind::GetReady);
    let env = room.text("env");
    assert!(!env.contains("CARGO") && env.contains("PATH="), "{env}");
    let ours = Command::new("sh").args(["-c", "umask"]).output().unwrap();
    assert_eq!((room.text("umask"), room.text("folder")), (String::from_utf8(ours.stdout).unwrap(), "/\n".to_owned()));
}

#[test]
fn a_tone_is_played_from_a_file_of_its_own_at_its_volume() {
    let room = Room::new();
    let player = room.program("player", "echo \"$*\" > HERE/played");
    let mut speaker = room.speaker(Wishes { volume: 30, ..own(&[&player, "--quiet"], &[]) });
    room.cue(&mut speaker, CueKind::ChangeSide);
    let played = room.text("played");
    let file = played.trim().strip_prefix("--quiet ").unwrap();
    assert_eq!(file, room.path("cache/sounds/change-30.wav").to_str().unwrap());
    assert_eq!(fs::read(file).unwrap(), solemate::sound::tone::Tone::Change.at_volume(30));
}

/// How often it has ticked.
fn ticks(room: &Room) -> usize {
    fs::read_to_string(room.path("played")).unwrap_or_default().matches("tick-").count()
}

/// Lets time pass, as fast as it does.
fn wait(room: &Room, millis: u64) {
    let end = room.now().plus(Duration::from_millis(millis));
    let over = || {
        room.pass(2);
        (room.now() >= end).then_some(())
    };
    assert!(patiently(SOON, over).is_some());
}

#[test]
fn the_pace_ticks_only_for_those_who_want_it_and_only_at_work() {
    // Five a second.
    let step = solemate::domain::routine::Step { pace: Some(300), ..timed(60) };
    for tick in [true, false] {
        let room = Room::new();
        let player = room.program("player", PLAYS);
        let mut speaker = room.speaker(Wishes { tick, ..own(&[&player], &[]) });
        let (mut session, cues) = Session::new(plan_of([step.clone()]), room.now()).unwrap();
        speaker.hear(&cues, Some(&session), room.now());
        speaker.follow(Some(&session), room.now());
        room.text("played");
        wait(&room, 700);
        assert_eq!(ticks(&room), 0, "getting ready");
        room.live(&mut session, &mut speaker, 6_500);
        if tick {
            let ticked = || {
                room.pass(2);
                (ticks(&room) >= 2).then_some(())
            };
            assert!(patiently(SOON, ticked).is_some());
        }
        wait(&room, 700);
        assert_eq!(ticks(&room) > 0, tick, "at work");
        room.press(&mut session, &mut speaker, Input::Pause);
        wait(&room, 300);
        let before = ticks(&room);
        wait(&room, 700);
        assert_eq!(ticks(&room), before, "paused");
    }
}

#[test]
fn after_a_pause_the_tick_comes_with_the_stroke() {
    let room = Room::new();
    let player = room.program("player", PLAYS);
    // A stroke a second.
    let step = solemate::domain::routine::Step { pace: Some(60), prep: Seconds(0), ..timed(60) };
    let (mut session, cues) = Session::new(plan_of([step]), room.now()).unwrap();
    let mut speaker = room.speaker(Wishes { tick: true, ..own(&[&player], &[]) });
    speaker.hear(&cues, Some(&session), room.now());
    room.live(&mut session, &mut speaker, 600);
    room.press(&mut session, &mut speaker, Input::Pause);
    room.pass(60_000);
    room.press(&mut session, &mut speaker, Input::Resume);
    // Its second tone must be over: while one sounds nothing ticks.
    is_quiet(&room);
    wait(&room, 700);
    assert!(patiently(SOON, || (ticks(&room) == 1).then_some(())).is_some(), "two fifths of a stroke were left");
}

#[test]
#[ignore = "needs espeak-ng"]
fn a_real_engine_speaks_into_a_file() {
    let real = Path::new("/usr/bin/espeak-ng");
    let room = Room::new();
    let length = |name: &str, text: &str| {
        let file = room.path(name);
        let mut wishes = own(&[], &[real.to_str().unwrap(), "--stdin", "-w", file.to_str().unwrap()]);
        wishes.say.set(Occasion::GetReady, Template::parse(text).unwrap());
        let mut speaker = room.speaker(wishes);
        room.cue(&mut speaker, CueKind::GetReady);
        let over =
            || (file.exists() && processes().iter().all(|line| !line.contains(file.to_str().unwrap()))).then_some(());
        assert!(patiently(SOON, over).is_some());
        assert_eq!(speaker.notices(), []);
        Duration::from_millis(fs::metadata(&file).unwrap().len() / 44)
    };
    let short = length("short.wav", "Half-way.");
    let long = length("long.wav", "Other leg: right calf. Knead the calf like dough, knee toward ankle.");
    assert!(short > Duration::from_millis(300) && long > short * 3, "{short:?} and {long:?}");
    let estimate =
        solemate::sound::phrase::Phrase::new("Other leg: right calf. Knead the calf like dough, knee toward ankle.");
    let estimate = estimate.unwrap().length(100);
    assert!(long < estimate + Duration::from_secs(1), "{long:?} for {estimate:?}: a gap would be too short");
    // Markup is words: a break of nine seconds is none.
    let tagged = length("tagged.wav", "Half-way <break time=\"9s\"/>.");
    assert!(tagged < Duration::from_secs(5), "{tagged:?}");
}

#[test]
fn a_step_can_be_without_tones_or_without_the_voice() {
    let cases = [(None, None, true, true), (Some(false), None, false, true), (None, Some(false), true, false)];
    for (sound, voice, played, said) in cases {
        let room = Room::new();
        let player = room.program("player", "echo x > HERE/played");
        let engine = room.program("engine", LOGS);
        let aloud = Aloud { sound, voice, tick: None };
        let step = solemate::domain::routine::Step { aloud, ..timed(60) };
        let (session, cues) = Session::new(plan_of([step]), room.now()).unwrap();
        let mut speaker = room.speaker(own(&[&player], &[&engine]));
        assert!(!speaker.hear(&cues, Some(&session), room.now()));
        if played {
            room.text("played");
        }
        if said {
            room.text("said");
        }
        drop(speaker);
        assert_eq!((room.path("played").exists(), room.path("said").exists()), (played, said), "{sound:?} {voice:?}");
    }
}

#[test]
fn a_mark_is_said_unless_it_would_cut_off_what_is_being_said() {
    for (seconds, marks, expected) in [(150, 60, "1 minute left.\n"), (120, 60, "Half-way.\n")] {
        let room = Room::new();
        let engine = room.program("engine", LOGS);
        let wishes = Wishes { marks: vec![Seconds(marks)], ..own(&[], &[&engine]) };
        let step = solemate::domain::routine::Step { prep: Seconds(0), ..timed(seconds) };
        let (mut session, _) = Session::new(plan_of([step]), room.now()).unwrap();
        let mut speaker = room.speaker(wishes);
        let end = room.now().plus(Duration::from_secs(u64::from(seconds - marks) + 1));
        while let Some(wish) = session.next_wake().filter(|wish| *wish < end) {
            room.pass(u64::try_from(wish.since(room.now()).as_millis()).unwrap());
            let cues = session.advance(room.now());
            speaker.hear(&cues, Some(&session), room.now());
            speaker.follow(Some(&session), room.now());
        }
        let last = || fs::read_to_string(room.path("said")).ok().filter(|said| said == expected);
        assert!(patiently(SOON, last).is_some(), "{:?}", fs::read_to_string(room.path("said")));
    }
}

#[test]
fn what_is_said_when_it_hurts_is_never_cut_off_by_half_way() {
    let room = Room::new();
    let (engine, player) = (room.program("engine", SPEAKS_ON), room.program("player", PLAYS));
    let step = solemate::domain::routine::Step { prep: Seconds(0), ..timed(60) };
    let (mut session, _) = Session::new(plan_of([step]), room.now()).unwrap();
    let mut speaker = room.speaker(own(&[&player], &[&engine]));
    room.live(&mut session, &mut speaker, 29_000);
    room.press(&mut session, &mut speaker, Input::ThatHurt);
    let hurt = "Noted. Lighten up. Sharp or electric? Stop here.\n";
    assert_eq!(room.text("said"), hurt);
    room.live(&mut session, &mut speaker, 30_500);
    let halfway = || fs::read_to_string(room.path("played")).unwrap_or_default().contains("halfway").then_some(());
    assert!(patiently(SOON, halfway).is_some(), "its tone sounds all the same");
    fs::write(room.path("enough"), "").unwrap();
    is_quiet(&room);
    assert_eq!(room.text("said"), hurt);
}

#[test]
fn what_is_said_when_it_hurts_is_followed_by_what_comes_next() {
    let room = Room::new();
    let (engine, player) = (room.program("engine", SPEAKS_ON), room.program("player", PLAYS));
    let step = solemate::domain::routine::Step { prep: Seconds(0), change: Some(Seconds(10)), ..timed(60) };
    let (mut session, _) = Session::new(plan_of([step]), room.now()).unwrap();
    let mut speaker = room.speaker(own(&[&player], &[&engine]));
    room.live(&mut session, &mut speaker, 59_000);
    room.press(&mut session, &mut speaker, Input::ThatHurt);
    let hurt = "Noted. Lighten up. Sharp or electric? Stop here.\n";
    assert_eq!(room.text("said"), hurt);
    room.live(&mut session, &mut speaker, 60_500);
    let changed = || fs::read_to_string(room.path("played")).unwrap_or_default().contains("change").then_some(());
    assert!(patiently(SOON, changed).is_some());
    assert_eq!(room.text("said"), hurt);
    fs::write(room.path("enough"), "").unwrap();
    assert_eq!(room.lines("said", 2), format!("{hurt}Other leg: right calf. knead.\n"));
}

#[test]
fn what_waits_behind_what_hurts_is_not_said_of_a_part_that_was_left() {
    let room = Room::new();
    let engine = room.program("engine", SPEAKS_ON);
    let step = solemate::domain::routine::Step { technique: None, ..timed(60) };
    let (mut session, _) = Session::new(plan_of([step]), room.now()).unwrap();
    let mut speaker = room.speaker(own(&[], &[&engine]));
    room.live(&mut session, &mut speaker, 30_000);
    room.press(&mut session, &mut speaker, Input::ThatHurt);
    let hurt = room.text("said");
    // There and back again, to work that has no words of its own.
    room.press(&mut session, &mut speaker, Input::Skip);
    room.press(&mut session, &mut speaker, Input::Back);
    fs::write(room.path("enough"), "").unwrap();
    is_quiet(&room);
    assert_eq!(room.text("said"), hurt);
}

#[test]
fn a_pause_cuts_off_whatever_is_said() {
    let room = Room::new();
    let engine = room.program("engine", SPEAKS_ON);
    let (mut session, _) = Session::new(plan("Knead"), room.now()).unwrap();
    let mut speaker = room.speaker(own(&[], &[&engine]));
    room.cue(&mut speaker, CueKind::GetReady);
    room.lines("said", 1);
    room.press(&mut session, &mut speaker, Input::Pause);
    assert!(room.lines("said", 2).ends_with("Paused.\n"));
}

/// An `spd-say` that logs what it is called with and what it reads.
const SPD_SAY: &str = "echo \"$*\" >> HERE/called; while read -r line; do echo \"$line\" >> HERE/said; done";

#[test]
fn a_server_that_speaks_for_us_is_told_to_end_our_words_and_nobody_else_s() {
    if !cfg!(target_os = "linux") {
        return;
    }
    let room = Room::new();
    room.program("spd-say", SPD_SAY);
    let mut speaker = room.speaker(Wishes { player: Some(vec![]), rate: 120, ..Wishes::default() });
    room.cue(&mut speaker, CueKind::GetReady);
    assert_eq!(room.lines("said", 1), "left calf. Knead.\n");
    speaker.hush();
    assert_eq!(room.lines("said", 2), "left calf. Knead.\n!-!CANCEL SELF\n");
    is_quiet(&room);
    assert_eq!(room.text("called"), "-N solemate -r 20 -e\n", "never -C: that ends what a screen reader says");
}

#[test]
fn a_server_s_client_is_let_go_when_its_words_have_been_said() {
    if !cfg!(target_os = "linux") {
        return;
    }
    let room = Room::new();
    room.program("spd-say", SPD_SAY);
    let around = Surroundings { cache: room.path("cache"), path: Some(room.home.path().into()) };
    let origin = Instant::now();
    let wishes = Wishes { player: Some(vec![]), ..Wishes::default() };
    let mut speaker = Speaker::new(wishes, around, move || Moment::at(origin.elapsed()));
    speaker.try_voice("Knead.", Moment::at(origin.elapsed()));
    assert_eq!(room.lines("said", 1), "Knead.\n");
    is_quiet(&room);
    assert!(origin.elapsed() > Duration::from_secs(1), "it could be told to fall silent so long");
    speaker.follow(None, Moment::at(origin.elapsed()));
    assert_eq!((room.text("said"), speaker.notices()), ("Knead.\n".to_owned(), vec![]));
}

/// Lets so many cues be heard, one a second, whose tones fail: the bell rings for each.
fn bells(room: &Room, speaker: &mut Speaker, count: usize) {
    for _ in 0..count {
        assert!(!room.cue(speaker, CueKind::Go), "there is a player");
        let rung = patiently(SOON, || speaker.follow(None, room.now()).then_some(()));
        assert!(rung.is_some(), "the bell rings for a tone that failed");
        room.pass(1_000);
    }
}

#[test]
fn s7_a_player_that_fails_for_a_moment_is_called_again() {
    let room = Room::new();
    let player = room.program("player", "[ -e HERE/busy ] && exit 1; echo \"$*\" >> HERE/played");
    let mut speaker = room.speaker(own(&[&player], &[]));
    room.cue(&mut speaker, CueKind::Go);
    room.lines("played", 1);
    is_quiet(&room);
    room.pass(1_000);
    fs::write(room.path("busy"), "").unwrap();
    bells(&room, &mut speaker, 2);
    fs::remove_file(room.path("busy")).unwrap();
    room.cue(&mut speaker, CueKind::Go);
    room.lines("played", 2);
    assert_eq!(speaker.notices(), []);
}

#[test]
fn s4_a_player_that_crashes_late_is_heard_as_the_bell_each_time() {
    let room = Room::new();
    let player = room.program("player", "while [ ! -e HERE/late ]; do sleep 0.02; done; exit 1");
    let mut speaker = room.speaker(own(&[&player], &[]));
    assert!(!room.cue(&mut speaker, CueKind::Go));
    assert!(patiently(SOON, || (!room.at_work().is_empty()).then_some(())).is_some());
    room.pass(500);
    fs::write(room.path("late"), "").unwrap();
    assert!(patiently(SOON, || speaker.follow(None, room.now()).then_some(())).is_some(), "the bell rings for it");
    assert_eq!(speaker.notices(), [], "once is no reason to call it never again");
}

#[test]
fn a_slow_voice_says_what_hurts_and_then_the_other_leg() {
    let room = Room::new();
    let (engine, player) = (room.program("engine", SPEAKS_ON), room.program("player", PLAYS));
    let step = solemate::domain::routine::Step { prep: Seconds(0), change: Some(Seconds(10)), ..timed(60) };
    let (mut session, _) = Session::new(plan_of([step]), room.now()).unwrap();
    let mut speaker = room.speaker(Wishes { rate: 50, ..own(&[&player], &[&engine]) });
    room.live(&mut session, &mut speaker, 59_000);
    room.press(&mut session, &mut speaker, Input::ThatHurt);
    let hurt = room.text("said");
    room.live(&mut session, &mut speaker, 60_500);
    let changed = || fs::read_to_string(room.path("played")).unwrap_or_default().contains("change").then_some(());
    assert!(patiently(SOON, changed).is_some());
    // With the second by which a server's client is late.
    room.pass(6_000);
    fs::write(room.path("enough"), "").unwrap();
    assert!(room.lines("said", 2).starts_with(&format!("{hurt}Other leg: right calf.")));
}

#[test]
fn in_a_session_that_goes_on_the_tick_comes_with_the_stroke() {
    let room = Room::new();
    let player = room.program("player", PLAYS);
    let step = solemate::domain::routine::Step { pace: Some(60), prep: Seconds(0), ..timed(60) };
    let mut live = Live::start(plan_of([step]));
    live.wait("30.4s");
    let (plan, progress) = (live.session.plan().clone(), live.session.progress(live.now));
    let mut session = Session::resume(plan, progress, room.now()).unwrap();
    let mut speaker = room.speaker(Wishes { tick: true, ..own(&[&player], &[]) });
    room.press(&mut session, &mut speaker, Input::Resume);
    is_quiet(&room);
    wait(&room, 700);
    assert!(patiently(SOON, || (ticks(&room) == 1).then_some(())).is_some(), "three fifths of a stroke were left");
}
