//! Kept awake while a session runs, by a program of the system: here by ones that only look like it.

use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::time::Duration;

use rustix::process::{Pid, Signal, test_kill_process};

use super::support::pty::{Pty, patiently};
use super::{Person, a_moment, until_all};

/// Does as the real one does: runs the command it is given, and lives as long.
const REAL: &str = "for last; do :; done; \"$last\"; echo ended >> \"$HOME/log\"";

impl Person {
    /// Puts a program in front of the system's own.
    fn fake(&self, script: &str) {
        self.write("fakes/systemd-inhibit", &format!("#!/bin/sh\necho \"$$ $*\" >> \"$HOME/log\"\n{script}\n"));
        let path = self.path("fakes/systemd-inhibit");
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755)).unwrap();
    }

    fn start_with_fake(&self) -> Pty {
        let fakes = self.path("fakes");
        let fakes = fakes.display();
        let line = format!("PATH={fakes}:$PATH HOME={fakes} XDG_CURRENT_DESKTOP= {}", self.line("start canary"));
        let pty = self.start_in(&line, super::SIZE);
        pty.until("left in all");
        pty
    }

    fn log(&self) -> Vec<String> {
        let text = std::fs::read_to_string(self.path("fakes/log")).unwrap_or_default();
        text.lines().map(str::to_owned).collect()
    }

    /// The process that forbids sleep, once it has begun.
    #[track_caller]
    fn forbids(&self) -> Pid {
        let first = patiently(Duration::from_secs(10), || self.log().first().cloned()).expect("it is started");
        Pid::from_raw(first.split(' ').next().unwrap().parse().unwrap()).unwrap()
    }
}

/// Whether it lives no more. While the program is stopped itself, it cannot reap: then it is dead all the same.
fn is_gone(pid: Pid) -> bool {
    let stat = std::fs::read_to_string(format!("/proc/{}/stat", pid.as_raw_nonzero())).unwrap_or_default();
    test_kill_process(pid).is_err() || stat.contains(") Z ")
}

#[track_caller]
fn goes(pid: Pid) {
    let gone = patiently(Duration::from_secs(5), || is_gone(pid).then_some(()));
    assert!(gone.is_some(), "sleep stays forbidden");
}

#[test]
fn sleep_is_forbidden_while_a_session_runs_and_not_a_moment_longer() {
    let person = Person::with_routine(300);
    person.fake(REAL);
    let mut pty = person.start_with_fake();
    let pid = person.forbids();
    let log = person.log();
    let [line] = &log[..] else { panic!("{log:?}") };
    let asked = "--what=idle:sleep --who=solemate --why a session is under way --mode=block /";
    assert!(line.contains(asked) && line.ends_with("/cat"), "{line}");
    assert!(!line.to_lowercase().contains("canary"), "nobody else learns what is done");

    pty.press(" ");
    pty.until("Any key goes on.");
    a_moment(300);
    assert!(test_kill_process(pid).is_ok(), "a pause is for reading");
    pty.press(" ");
    pty.until("space pause");
    pty.press("qq");
    pty.until("Pain now");
    goes(pid);
    assert_eq!(person.log().len(), 1, "one for the whole session");
    super::leave(&mut pty);
    assert_eq!(pty.wait_exit(), 0);
}

#[test]
fn however_the_program_ends_the_machine_may_sleep_again() {
    for signal in [Signal::KILL, Signal::TERM, Signal::HUP] {
        let person = Person::with_routine(300);
        person.fake(REAL);
        let mut pty = person.start_with_fake();
        let pid = person.forbids();
        a_moment(100);
        pty.signal(signal);
        pty.wait_exit();
        goes(pid);
    }
    let person = Person::with_routine(300);
    person.fake(REAL);
    let mut pty = person.start_with_fake();
    let pid = person.forbids();
    pty.press("\x1a");
    pty.wait_exit();
    goes(pid);
}

#[test]
#[cfg(target_os = "linux")]
fn s4_s5_one_that_refuses_hangs_or_shouts_costs_nothing_and_leaves_no_zombie() {
    let shouts = "yes | head -c 1000000; yes >&2 | head -c 1000000; exit 1";
    for script in ["exit 1", shouts, "trap '' TERM HUP; while :; do sleep 1; done", "kill -9 $$"] {
        let person = Person::with_routine(4);
        person.fake(script);
        let mut pty = person.start_with_fake();
        person.forbids();
        pty.press(" ");
        pty.until("Any key goes on.");
        pty.press(" ");
        until_all(&pty, &["Done.", "saved"]);
        assert_eq!(person.log().len(), 1, "{script}: once is enough");
        let tasks = format!("/proc/{}/task", pty.program().as_raw_nonzero());
        let left = patiently(Duration::from_secs(3), || {
            let mut tasks = std::fs::read_dir(&tasks).unwrap().flatten();
            let children = |task: &std::path::Path| std::fs::read_to_string(task.join("children")).unwrap_or_default();
            tasks.all(|task| children(&task.path()).trim().is_empty()).then_some(())
        });
        assert!(left.is_some(), "{script} leaves somebody behind");
        assert_eq!(person.sessions()[0].lived, Duration::from_secs(4), "{script}");
    }
}

#[test]
fn a_plain_session_given_to_the_shell_lets_the_machine_sleep_and_is_paused() {
    let person = Person::with_routine(300);
    person.fake(REAL);
    let fakes = person.path("fakes");
    let fakes = fakes.display();
    let line = format!("PATH={fakes}:$PATH HOME={fakes} XDG_CURRENT_DESKTOP= {}", person.line("start canary --plain"));
    let mut pty = person.start_in(&line, super::SIZE);
    pty.until("in all");
    let pid = person.forbids();
    pty.press("\x1a");
    pty.until("Paused. Enter goes on.");
    goes(pid);
    pty.wait_exit();
    assert_eq!(person.ctl(&["status"]).status.code(), Some(3), "it listens to nobody");
    pty.tell("fg");
    a_moment(300);
    pty.press("\n");
    pty.until("going on: ");
    pty.signal(Signal::STOP);
    pty.wait_exit();
    pty.tell("fg");
    pty.until("Paused where you were");
    pty.press("q\n\n");
    pty.until("Ended here.");
}

#[test]
fn s6_what_lies_in_the_folder_one_is_in_is_not_started_and_nothing_is_where_it_is_not_wanted() {
    let person = Person::with_routine(300);
    person.fake(REAL);
    // It wants both: the one it starts, and what that one runs.
    person.write("fakes/cat", "#!/bin/sh\nexec /bin/cat\n");
    std::fs::set_permissions(person.path("fakes/cat"), std::fs::Permissions::from_mode(0o755)).unwrap();
    let fakes: PathBuf = person.path("fakes");
    let planted = format!("cd {0} && PATH=:. HOME={0} {1}", fakes.display(), person.line("start canary"));
    let pty = person.start_in(&planted, super::SIZE);
    pty.until("left in all");
    a_moment(300);
    assert!(person.log().is_empty());
    drop(pty);

    let person = Person::with_routine(300);
    person.settings("check = false\nsore_foot = \"left\"\nawake = false\n");
    person.fake(REAL);
    let _pty = person.start_with_fake();
    a_moment(300);
    assert!(person.log().is_empty());
}

#[test]
fn doctor_tries_what_it_found() {
    for (script, said) in [
        (REAL, "keeps the machine awake in a session"),
        ("exit 1", "systemd-inhibit refuses"),
        ("sleep 60", "does not answer"),
    ] {
        let person = Person::with_routine(1);
        person.fake(script);
        let path = format!("{}:/usr/bin:/bin", person.path("fakes").display());
        let mut doctor = std::process::Command::new(super::program());
        doctor.arg("doctor").env("SOLEMATE_HOME", person.home.path()).env("PATH", path);
        let answer = doctor.env("HOME", person.path("fakes")).env_remove("XDG_CURRENT_DESKTOP").output().unwrap();
        let out = String::from_utf8(answer.stdout).unwrap();
        assert!(out.contains(said) && out.ends_with(" good to know.\n"), "{out}");
        goes(person.forbids());
    }
}
