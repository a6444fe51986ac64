//! Reminders: the question before anything is written, and the silence while a session is under way.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use super::{Person, SIZE, program, until_all};
use crate::support::pty::{Pty, patiently};

impl Person {
    /// A folder with a `systemctl` and a `notify-send` that write down that they were called.
    fn desktop(&self) -> PathBuf {
        for name in ["systemctl", "notify-send"] {
            let file = self.path("bin").join(name);
            self.write(&format!("bin/{name}"), "#!/bin/sh\necho \"$@\" >> \"$0.log\"\n");
            fs::set_permissions(file, fs::Permissions::from_mode(0o755)).unwrap();
        }
        self.path("bin")
    }

    fn asked(&self, arguments: &str) -> Pty {
        let (home, path) = (self.path("home"), self.desktop());
        fs::create_dir_all(&home).unwrap();
        let environment = [
            ("SOLEMATE_HOME", self.home.path().to_str().unwrap()),
            ("HOME", home.to_str().unwrap()),
            ("XDG_CONFIG_HOME", ""),
            ("PATH", path.to_str().unwrap()),
        ];
        Pty::start(&self.line(arguments), SIZE, &environment)
    }
}

#[test]
fn nothing_is_written_or_removed_but_on_a_yes() {
    let person = Person::with_routine(30);
    let timer = person.path("home/.config/systemd/user/solemate-remind.timer");
    for (arguments, answer, said, there) in [
        ("remind on", "n\r", "Nothing was written.", false),
        ("remind on", "\r", "Nothing was written.", false),
        ("remind on", "y\r", "Reminders are on: 07:00, 21:00", true),
        ("remind off", "\x04", "Nothing was removed.", true),
        ("remind off", "yes\r", "Reminders are off.", false),
    ] {
        let mut pty = person.asked(arguments);
        pty.until("[y/N]");
        assert_eq!(timer.exists(), arguments == "remind off", "{arguments} did something before it was answered");
        pty.press(answer);
        pty.until(said);
        assert_eq!(pty.wait_exit(), 0);
        assert_eq!(timer.exists(), there, "{arguments}, {answer:?}");
    }
}

#[test]
fn no_notice_comes_while_a_session_is_under_way() {
    let person = Person::with_routine(30);
    let path = person.desktop();
    let remind = || {
        let mut now = Command::new(program());
        now.args(["remind", "now"]).env("SOLEMATE_HOME", person.home.path()).env("PATH", &path);
        assert!(now.status().unwrap().success());
        fs::read_to_string(path.join("notify-send.log")).unwrap_or_default().lines().count()
    };
    assert_eq!(remind(), 1);
    let mut pty = person.live(600);
    // Drawn first, kept next.
    patiently(Duration::from_secs(5), || person.path("state/running.json").exists().then_some(())).expect("a session");
    assert_eq!(remind(), 1);
    pty.press("qq");
    until_all(&pty, &["saved"]);
    pty.press("\rq");
    assert_eq!(pty.wait_exit(), 0);
}
