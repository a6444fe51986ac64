//! Control from outside, with the real program at both ends of the socket.

use std::io::{Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::UnixStream;
use std::process::{Command, Output};
use std::time::{Duration, Instant};

use rustix::process::Signal;
use serde_json::Value;
use solemate::domain::record::Ending;

use super::support::pty::{Pty, patiently};
use super::{Person, a_moment, leave, program, until_all};

impl Person {
    pub(super) fn ctl(&self, words: &[&str]) -> Output {
        let mut command = Command::new(program());
        command.arg("ctl").args(words).env("SOLEMATE_HOME", self.home.path()).env_remove("XDG_RUNTIME_DIR");
        command.output().unwrap()
    }

    /// The answer of one that is done.
    #[track_caller]
    fn told(&self, words: &[&str]) -> String {
        let Output { status, stdout, stderr } = self.ctl(words);
        let (out, err) = (String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap());
        assert_eq!((status.code(), err.as_str()), (Some(0), ""), "{words:?}: {out}");
        out.trim_end().to_owned()
    }

    fn status(&self) -> Value {
        serde_json::from_str(&self.told(&["status", "--json"])).unwrap()
    }

    fn call(&self) -> UnixStream {
        // The socket has its name a moment before it listens.
        let listens = || UnixStream::connect(self.path("state/ctl.sock")).ok();
        let stream = patiently(Duration::from_secs(10), listens).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
        stream
    }

    /// A session under way that listens.
    fn live_and_listening(&self, seconds: u32) -> Pty {
        let pty = self.live(seconds);
        drop(self.call());
        pty
    }

    #[track_caller]
    fn there_is_nobody(&self) {
        let Output { status, stdout, .. } = self.ctl(&["status"]);
        assert_eq!((status.code(), String::from_utf8(stdout).unwrap().as_str()), (Some(1), "no session\n"));
    }
}

#[test]
fn every_word_does_what_its_key_does() {
    let person = Person::with_routine(300);
    person.write(
        "config/routines/canary.toml",
        "format = 1\nname = \"Canary\"\n[defaults]\nprep = 0\n[[step]]\nname = \"Knead the canary\"\n\
         technique = \"kneading\"\nzones = [\"calf_all\"]\nsides = \"left\"\ntime = \"5m\"\n[[step]]\nname = \"Roll\"\n\
         technique = \"ball_roll\"\nzones = [\"arch\"]\nsides = \"left\"\ntime = \"4m\"\n",
    );
    person.there_is_nobody();
    let mut pty = person.start("start canary");
    pty.until("left in all");
    let line = patiently(Duration::from_secs(10), || Some(person.ctl(&["status"])).filter(|out| out.status.success()));
    let line = String::from_utf8(line.unwrap().stdout).unwrap();
    assert!(line.starts_with("LEFT CALF knead ") && line.ends_with(" in all, running\n"), "{line}");

    assert!(person.told(&["pause"]).ends_with(", paused"));
    pty.until("Any key goes on.");
    let seconds = || person.status()["seconds_left"].as_u64().unwrap();
    let left = seconds();
    assert!(person.told(&["pause"]).ends_with(", paused"), "once more changes nothing");
    person.told(&["more"]);
    assert_eq!(seconds(), left + 15);
    pty.until("15 seconds more.");
    person.told(&["less"]);
    assert_eq!(seconds(), left);
    person.told(&["hurt"]);
    pty.until("Lighten up.");
    assert!(person.told(&["resume"]).ends_with(", running"));
    assert!(person.told(&["resume"]).ends_with(", running"));
    assert!(person.told(&["toggle"]).ends_with(", paused"));
    assert!(person.told(&["toggle"]).ends_with(", running"));
    assert!(person.told(&["next"]).starts_with("LEFT FOOT roll 4:00 left, 4:00 in all"), "at once");
    pty.until("Skipped.");
    assert!(person.told(&["back"]).starts_with("LEFT CALF knead "));

    let status = person.status();
    assert_eq!(
        (&status["state"], &status["side"], &status["part"]),
        (&"running".into(), &"left".into(), &"calf".into())
    );
    assert_eq!((&status["step"], &status["phase"]), (&"Knead the canary".into(), &"knead".into()));
    assert_eq!(status["routine"], "Canary");
    assert!(status["ends_at"].as_str().unwrap().contains('T'));
    assert!(status["total_seconds_left"].as_u64().unwrap() > 500);

    // The list of keys lies over the session; the pedal still means the session.
    pty.press("?");
    pty.until("Keys here");
    assert!(person.told(&["pause"]).ends_with(", paused"));
    pty.press("\x1b");
    pty.until("Any key goes on.");

    assert_eq!(person.told(&["stop"]), "The session has ended; what was done is kept.");
    let [record] = &person.sessions()[..] else { panic!("one session") };
    assert_eq!(record.ending, Ending::Early);
    pty.until("Pain now");
    person.there_is_nobody();
    let refused = person.ctl(&["pause"]);
    assert_eq!(refused.status.code(), Some(1));
    assert_eq!(String::from_utf8(refused.stderr).unwrap(), "solemate: no session is under way\n");
    let none: Value = serde_json::from_slice(&person.ctl(&["status", "--json"]).stdout).unwrap();
    assert_eq!((&none["state"], &none["ends_at"]), (&"none".into(), &Value::Null));
    leave(&mut pty);
    assert_eq!(pty.wait_exit(), 0);
}

#[test]
fn several_at_once_are_all_answered() {
    let person = Person::with_routine(300);
    let _pty = person.live_and_listening(300);
    std::thread::scope(|scope| {
        for words in [&["pause"][..], &["status"], &["status", "--json"], &["pause"], &["status"], &["pause", "--json"]]
        {
            let person = &person;
            scope.spawn(move || assert!(!person.told(words).is_empty()));
        }
    });
    assert_eq!(person.status()["state"], "paused");
}

#[test]
fn nobody_at_the_socket_can_disturb_the_countdown() {
    let person = Person::with_routine(6);
    let began = Instant::now();
    let pty = person.live_and_listening(6);
    // Silent ones, ones that dribble, one that floods, ones that talk nonsense.
    let silent: Vec<UnixStream> = (0..60).map(|_| person.call()).collect();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                let mut stream = person.call();
                while stream.write_all(b"s").is_ok() && began.elapsed() < Duration::from_secs(5) {
                    a_moment(20);
                }
                assert!(began.elapsed() < Duration::from_secs(5), "whoever dribbles is shown out");
            });
        }
        scope.spawn(|| {
            let mut stream = person.call();
            assert!(stream.write_all(&vec![b'x'; 1 << 20]).is_err(), "nobody reads a megabyte");
        });
        for junk in [&b"\n"[..], b"\0\0\0\n", b"pause; rm -rf /\n", b"\x1b]0;x\x07\n", b"stop everything\n"] {
            let mut stream = person.call();
            stream.write_all(junk).unwrap();
            let mut answer = String::new();
            stream.read_to_string(&mut answer).unwrap();
            assert_eq!(answer, "cannot there is no such request\n", "{junk:?}");
        }
        let asked = Instant::now();
        person.told(&["status"]);
        assert!(asked.elapsed() < Duration::from_secs(2), "{:?}", asked.elapsed());
    });
    drop(silent);
    until_all(&pty, &["Done.", "saved"]);
    let [record] = &person.sessions()[..] else { panic!("one session") };
    assert_eq!(
        (record.ending, record.lived, record.paused),
        (Ending::Finished, Duration::from_secs(6), Duration::ZERO)
    );
}

#[test]
fn two_hundred_callers_and_the_digits_still_flip_on_time() {
    let person = Person::with_routine(8);
    let began = Instant::now();
    let pty = person.live_and_listening(8);
    let answered: usize = std::thread::scope(|scope| {
        let calls: Vec<_> = (0..200)
            .map(|_| {
                scope.spawn(|| {
                    let mut stream = person.call();
                    let mut answer = String::new();
                    let _ = stream.write_all(b"status\n").and_then(|()| stream.read_to_string(&mut answer).map(drop));
                    usize::from(answer.starts_with("ok LEFT CALF knead"))
                })
            })
            .collect();
        calls.into_iter().map(|call| call.join().unwrap()).sum()
    });
    assert!(answered > 100, "{answered} of 200 were answered");
    pty.until("Done.");
    // The start of the program and of the shell is in it.
    assert!(began.elapsed() < Duration::from_millis(9500), "eight seconds took {:?}", began.elapsed());
    until_all(&pty, &["Done.", "saved"]);
    assert_eq!(person.sessions()[0].lived, Duration::from_secs(8));
}

#[test]
fn p1_nobody_else_can_reach_the_socket_whatever_the_umask() {
    let person = Person::with_routine(300);
    let mut pty = person.start_in(&format!("umask 000; {}", person.line("start canary")), super::SIZE);
    pty.until("left in all");
    let mode = |path: &str| std::fs::metadata(person.path(path)).unwrap().permissions().mode() & 0o777;
    patiently(Duration::from_secs(10), || person.ctl(&["status"]).status.success().then_some(())).unwrap();
    assert_eq!((mode("state/ctl.sock"), mode("state")), (0o600, 0o700));
    pty.press("\x03");
    pty.wait_exit();
    assert!(!person.path("state/ctl.sock").exists(), "it goes with the session");
}

#[test]
fn what_a_killed_program_leaves_is_replaced_and_a_signal_leaves_nothing() {
    let person = Person::with_routine(300);
    let mut pty = person.live_and_listening(300);
    pty.signal(Signal::KILL);
    assert_eq!(pty.wait_exit(), 137);
    assert!(person.path("state/ctl.sock").exists());
    person.there_is_nobody();

    let mut pty = person.start("");
    pty.until("A session was cut off");
    person.there_is_nobody();
    pty.press("g");
    pty.until("Any key goes on.");
    patiently(Duration::from_secs(10), || person.ctl(&["status"]).status.success().then_some(())).unwrap();
    assert!(person.told(&["resume"]).ends_with(", running"));
    pty.signal(Signal::TERM);
    pty.wait_exit();
    assert!(!person.path("state/ctl.sock").exists());
}

#[test]
fn a_session_that_is_stopped_is_told_of_at_once_and_one_that_hangs_soon() {
    let person = Person::with_routine(300);
    let mut pty = person.live_and_listening(300);
    pty.press("\x1a");
    pty.wait_exit();
    let asked = Instant::now();
    let answer = person.ctl(&["status"]);
    assert!(asked.elapsed() < Duration::from_millis(500), "a prompt does not wait: {:?}", asked.elapsed());
    assert_eq!(answer.status.code(), Some(3), "there is one");
    assert!(String::from_utf8(answer.stderr).unwrap().contains("it does not listen"));
    pty.tell("fg");
    pty.until("Any key goes on.");
    patiently(Duration::from_secs(10), || person.ctl(&["status"]).status.success().then_some(())).unwrap();

    pty.signal(Signal::STOP);
    pty.wait_exit();
    let asked = Instant::now();
    assert_eq!(person.ctl(&["pause"]).status.code(), Some(3));
    assert!(asked.elapsed() < Duration::from_secs(4), "{:?}", asked.elapsed());
}

#[test]
#[cfg(target_os = "linux")]
fn while_nobody_calls_nothing_wakes() {
    let person = Person::with_routine(300);
    let mut pty = person.live_and_listening(300);
    person.told(&["pause"]);
    pty.until("Any key goes on.");
    a_moment(700);
    let tasks = format!("/proc/{}/task", pty.program().as_raw_nonzero());
    let wakes = || -> u64 {
        let tasks = std::fs::read_dir(&tasks).unwrap().map(|task| task.unwrap().path().join("status"));
        let of = |status: String| {
            let line = status.lines().find_map(|line| line.strip_prefix("voluntary_ctxt_switches:"));
            line.unwrap().trim().parse::<u64>().unwrap()
        };
        tasks.map(|status| of(std::fs::read_to_string(status).unwrap())).sum()
    };
    let before = wakes();
    a_moment(3000);
    assert_eq!(wakes(), before);
}

#[test]
fn a_session_that_ends_before_it_answers_is_not_said_to_be_stopped() {
    let person = Person::with_routine(300);
    std::fs::create_dir_all(person.path("state")).unwrap();
    let socket = std::os::unix::net::UnixListener::bind(person.path("state/ctl.sock")).unwrap();
    let ends = std::thread::spawn(move || drop(socket.accept().unwrap()));
    let answer = person.ctl(&["pause"]);
    ends.join().unwrap();
    assert_eq!(
        (answer.status.code(), answer.stderr.as_slice()),
        (Some(1), &b"solemate: no session is under way\n"[..])
    );
}
