//! `solemate remind` in a home of its own, with a system that only takes notes.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};

use chrono::Timelike;
use solemate::domain::dawn::Dawn;
use solemate::driver::clock::Clock;

use super::{Answer, Person, assert_harmless};

const SERVICE: &str = "home/.config/systemd/user/solemate-remind.service";
const TIMER: &str = "home/.config/systemd/user/solemate-remind.timer";

/// Somebody whose `systemctl` and `notify-send` write down their words, one call a line.
fn with_desktop() -> Person {
    let person = Person::new();
    fs::create_dir_all(person.path("home")).unwrap();
    fs::create_dir_all(person.path("bin")).unwrap();
    for name in ["systemctl", "notify-send"] {
        let program = person.path("bin").join(name);
        let script = "#!/bin/sh\nfor word; do printf '[%s]' \"$word\"; done >> \"$0.log\"\necho >> \"$0.log\"\ntest ! -e \"$0.fails\"\n";
        fs::write(&program, script).unwrap();
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    }
    person
}

fn command(person: &Person, args: &[&str]) -> assert_cmd::Command {
    let mut command = person.command(args);
    command.env("HOME", person.path("home")).env("PATH", person.path("bin"));
    for name in ["XDG_CONFIG_HOME", "XDG_RUNTIME_DIR", "XDG_DATA_HOME", "XDG_STATE_HOME"] {
        command.env_remove(name);
    }
    command
}

fn answer(mut command: assert_cmd::Command) -> Answer {
    let output = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    let answer = Answer { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) };
    assert_harmless(&answer.out);
    assert_harmless(&answer.err);
    answer
}

fn says(person: &Person, args: &[&str]) -> Answer {
    answer(command(person, args))
}

/// What a program was called with since it was last asked.
fn told(person: &Person, name: &str) -> Vec<String> {
    let log = person.path("bin").join(format!("{name}.log"));
    let text = fs::read_to_string(&log).unwrap_or_default();
    drop(fs::remove_file(log));
    text.lines().map(str::to_owned).collect()
}

fn below(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.extend(below(&path));
        }
        all.push(path);
    }
    all.sort();
    all
}

#[test]
fn everything_is_shown_and_nothing_is_written_until_it_is_said_twice() {
    let person = with_desktop();
    let shown = says(&person, &["remind", "on", "--dry-run"]);
    assert_eq!((shown.code, shown.err.as_str()), (Some(0), ""));
    for part in [
        "systemd/user/solemate-remind.service (new)",
        "    ExecStart=:\"/",
        "    OnCalendar=*-*-* 07:00:00",
        "    OnCalendar=*-*-* 21:00:00",
        "    Persistent=false",
        "    systemctl --user enable solemate-remind.timer",
    ] {
        assert!(shown.out.contains(part), "{part}: {}", shown.out);
    }
    let refused = says(&person, &["remind", "on"]);
    assert_eq!(refused.code, Some(1));
    assert!(refused.out.contains("OnCalendar") && refused.err.contains("say so with --yes"), "{}", refused.err);
    assert_eq!(says(&person, &["remind", "on", "--json"]).code, Some(0));
    assert_eq!(below(&person.path("home")), Vec::<PathBuf>::new());
    assert_eq!(told(&person, "systemctl"), Vec::<String>::new());
}

#[test]
fn on_writes_what_it_showed_twice_is_once_and_off_leaves_nothing() {
    let person = with_desktop();
    let shown: serde_json::Value = serde_json::from_str(&says(&person, &["remind", "on", "--json"]).out).unwrap();
    let on = says(&person, &["remind", "on", "--yes"]);
    assert_eq!((on.code, on.err.as_str()), (Some(0), ""));
    assert!(on.out.contains("Reminders are on: 07:00, 21:00; quiet 22:00-07:00."), "{}", on.out);
    for (at, path) in [SERVICE, TIMER].iter().enumerate() {
        assert_eq!(fs::read_to_string(person.path(path)).unwrap(), shown["files"][at]["contents"].as_str().unwrap());
        assert_eq!(fs::metadata(person.path(path)).unwrap().mode() & 0o777, 0o600);
    }
    let enabled = [
        "[--user][daemon-reload]",
        "[--user][enable][solemate-remind.timer]",
        "[--user][restart][solemate-remind.timer]",
    ];
    assert_eq!(told(&person, "systemctl"), enabled);

    let inode = fs::metadata(person.path(TIMER)).unwrap().ino();
    let again = says(&person, &["remind", "on", "--yes"]);
    assert!(again.code == Some(0) && again.out.contains("(stands so already)"), "{}", again.out);
    assert_eq!(fs::metadata(person.path(TIMER)).unwrap().ino(), inode);
    let status = says(&person, &["remind", "status"]);
    assert!(status.out.starts_with("reminders are on: 07:00, 21:00; quiet 22:00-07:00 (systemd)\n"), "{}", status.out);
    assert!(!status.out.contains('!'), "{}", status.out);
    assert!(says(&person, &["doctor"]).out.contains("reminders are on"));

    let later = says(&person, &["remind", "on", "--at", "08:15", "--quiet", "none", "--yes"]);
    assert!(later.code == Some(0) && later.out.contains("(written anew)"), "{} {}", later.out, later.err);
    let status: serde_json::Value = serde_json::from_str(&says(&person, &["remind", "status", "--json"]).out).unwrap();
    assert_eq!(
        (&status["on"], &status["at"], &status["quiet"]),
        (&true.into(), &serde_json::json!(["08:15"]), &serde_json::Value::Null)
    );

    says(&person, &["morning", "3", "-"]);
    let forgotten = says(&person, &["forget", "--all", "--yes"]);
    assert!(forgotten.out.ends_with("`solemate remind off` removes them.\n"), "{}", forgotten.out);
    told(&person, "systemctl");
    let off = says(&person, &["remind", "off", "--yes"]);
    assert_eq!((off.code, off.err.as_str()), (Some(0), ""));
    assert_eq!(
        told(&person, "systemctl"),
        ["[--user][disable][--now][solemate-remind.timer]", "[--user][daemon-reload]"]
    );
    assert_eq!(below(&person.path("home")), [person.path("home/.config")]);
    let off = says(&person, &["remind", "off"]);
    assert!(off.code == Some(0) && off.out.contains("Reminders are off"), "{}", off.out);
}

#[test]
fn what_a_person_changed_stays_until_they_say_otherwise() {
    let person = with_desktop();
    says(&person, &["remind", "on", "--yes"]);
    let own = fs::read_to_string(person.path(TIMER)).unwrap().replace("AccuracySec=1min", "AccuracySec=1h");
    fs::write(person.path(TIMER), &own).unwrap();

    let refused = says(&person, &["remind", "on", "--at", "09:00", "--yes"]);
    assert_eq!(refused.code, Some(1));
    assert!(
        refused.err.contains("solemate-remind.timer is not as solemate wrote it, and stays; --replace"),
        "{}",
        refused.err
    );
    assert!(!fs::read_to_string(person.path(SERVICE)).unwrap().contains("09:00"), "and neither half is written");
    assert!(says(&person, &["remind", "status"]).out.contains("solemate-remind.timer (changed by hand)"));

    let off = says(&person, &["remind", "off", "--yes"]);
    assert!(off.code == Some(0) && off.out.contains("changed by hand: it stays"), "{}", off.out);
    assert_eq!(fs::read_to_string(person.path(TIMER)).unwrap(), own);
    assert!(!person.path(SERVICE).exists());
    assert_eq!(says(&person, &["remind", "off", "--yes", "--replace"]).code, Some(0));
    assert!(!person.path("home/.config/systemd").exists());

    fs::create_dir_all(person.path(TIMER).parent().unwrap()).unwrap();
    fs::write(person.path("home/dotfile"), "mine").unwrap();
    symlink(person.path("home/dotfile"), person.path(TIMER)).unwrap();
    let refused = says(&person, &["remind", "on", "--yes", "--replace"]);
    assert!(refused.code == Some(1) && refused.err.contains("is a link"), "{}", refused.err);
    assert_eq!(fs::read_to_string(person.path("home/dotfile")).unwrap(), "mine");
}

#[test]
fn a_system_that_refuses_is_one_sentence_with_what_to_type() {
    let person = with_desktop();
    fs::write(person.path("bin/systemctl.fails"), "").unwrap();
    let on = says(&person, &["remind", "on", "--yes"]);
    assert_eq!((on.code, on.err.lines().count()), (Some(3), 1));
    let by_hand = "by hand: systemctl --user daemon-reload && systemctl --user enable solemate-remind.timer && systemctl --user restart";
    assert!(
        on.err.contains("the timer does not run yet: systemctl failed (exit status: 1)") && on.err.contains(by_hand),
        "{}",
        on.err
    );
    let status = says(&person, &["remind", "status"]);
    assert!(status.out.starts_with("reminders are written, and do not come"), "{}", status.out);
    assert_eq!(says(&person, &["doctor"]).code, Some(1));
    let off = says(&person, &["remind", "off", "--yes"]);
    assert_eq!(off.code, Some(3));
    assert!(!person.path("home/.config/systemd").exists(), "{}", off.err);

    fs::remove_file(person.path("bin/systemctl")).unwrap();
    let cron = says(&person, &["remind", "on", "--yes", "--at", "06:30", "--quiet", "none"]);
    assert_eq!(cron.code, Some(0));
    assert!(
        cron.out.starts_with("30 6 * * * /") && cron.out.contains(" remind now --quiet none --data-dir /"),
        "{}",
        cron.out
    );
    assert!(cron.err.contains("systemctl is not in PATH") && cron.err.contains("crontab -e"), "{}", cron.err);
}

#[test]
fn d6_a_disk_that_takes_only_the_first_file_keeps_none() {
    let person = with_desktop();
    let twelve: String = (8..20).map(|hour| format!(" --at {hour}:00")).collect();
    let line =
        format!("ulimit -f 1; exec '{}' remind on --yes{twelve}", assert_cmd::cargo::cargo_bin!("solemate").display());
    let mut limited = assert_cmd::Command::new("/bin/sh");
    limited.args(["-c", &line]).env_clear().env("HOME", person.path("home")).env("PATH", person.path("bin"));
    let refused = answer(limited);
    assert_eq!(refused.code, Some(3), "{}", refused.err);
    assert!(refused.err.contains("the file may not grow further"), "{}", refused.err);
    assert!(refused.err.contains("solemate-remind.timer"), "the first one fits: {}", refused.err);
    assert_eq!(below(&person.path("home")), Vec::<PathBuf>::new());
    assert_eq!(told(&person, "systemctl"), Vec::<String>::new());
}

#[test]
fn s13_a_notice_is_a_list_of_our_own_words_and_comes_only_when_something_is_due() {
    let person = with_desktop();
    let now = says(&person, &["remind", "now"]);
    assert_eq!((now.code, now.out.as_str(), now.err.as_str()), (Some(0), "", ""));
    let calls = told(&person, "notify-send");
    assert_eq!(calls.len(), 1);
    assert!(
        calls[0].starts_with("[--app-name=solemate][--][solemate][due today: ")
            && calls[0].ends_with("a session, 3 stretches]"),
        "{calls:?}"
    );

    fs::remove_file(person.path("bin/notify-send")).unwrap();
    let now = says(&person, &["remind", "now"]);
    assert_eq!((now.code, now.err.lines().count()), (Some(3), 1));
    assert!(now.err.contains("notify-send is not in PATH") && now.err.contains("libnotify"), "{}", now.err);
    let on = says(&person, &["remind", "on", "--yes"]);
    assert!(on.code == Some(0) && on.out.contains("notify-send is not in PATH"), "{}", on.out);
    assert!(says(&person, &["remind", "status"]).out.contains("! notify-send is not in PATH"));
}

#[test]
fn nothing_is_shown_in_the_quiet_hours_of_the_place_where_one_is() {
    let person = with_desktop();
    let hour = Clock::start(Dawn::default()).now().wall.naive_utc().hour();
    let hours = format!("{:02}:00-{:02}:00", (hour + 23) % 24, (hour + 3) % 24);
    let shown = |zone: &str| {
        let mut now = command(&person, &["remind", "now", "--quiet", &hours]);
        now.env("TZ", zone);
        assert_eq!(answer(now).code, Some(0));
        told(&person, "notify-send").len()
    };
    assert_eq!(shown("UTC"), 0);
    assert_eq!(shown("XXX-12"), 1, "it is twelve hours later there");
}

#[test]
fn times_that_cannot_be_meant_are_usage() {
    let person = with_desktop();
    for (args, why) in [
        (&["--at", "25:00"][..], "expected a time of day like 07:00"),
        (&["--quiet", "22-7"], "expected hours like 22:00-07:00, or none"),
        (&["--at", "23:00"], "23:00 lies in the quiet hours, 22:00-07:00"),
        (&["--quiet", "20:00-08:00"], "07:00 lies in the quiet hours"),
    ] {
        let refused = says(&person, &[&["remind", "on", "--yes"], args].concat());
        assert_eq!(refused.code, Some(2), "{args:?}");
        assert!(refused.err.contains(why), "{}", refused.err);
    }
    assert_eq!(says(&person, &["remind"]).code, Some(2));
    for (system, part) in [("launchd", "<key>StartCalendarInterval</key>"), ("tasks", "<StartWhenAvailable>false<")] {
        let shown = says(&person, &["remind", "on", "--with", system, "--dry-run"]);
        assert!(shown.code == Some(0) && shown.out.contains(part), "{}", shown.out);
        assert_eq!(says(&person, &["remind", "on", "--with", system, "--yes"]).code, Some(1));
    }
}

/// Its own judge: the units are those of a program in a folder with a hostile name, and of a home with one.
#[test]
#[ignore = "needs systemd-analyze; `.ci/run` tries it where there is one"]
fn systemd_takes_the_units_without_a_word() {
    let person = with_desktop();
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let odd = folder.path().join("a b$HOME%h;ä");
    fs::create_dir(&odd).unwrap();
    fs::hard_link(assert_cmd::cargo::cargo_bin!("solemate"), odd.join("solemate")).unwrap();
    let mut on = assert_cmd::Command::new(odd.join("solemate"));
    let data = person.path("d'a\"t\\a %h $HOME\n");
    on.args(["remind", "on", "--yes", "--data-dir"]).arg(&data);
    on.env("HOME", person.path("home")).env("PATH", person.path("bin")).env_remove("XDG_CONFIG_HOME");
    assert_eq!(answer(on).code, Some(0));
    let verified = std::process::Command::new("systemd-analyze")
        .args(["--user", "--man=no", "verify"])
        .args([SERVICE, TIMER].map(|path| person.path(path)))
        .env("XDG_RUNTIME_DIR", folder.path())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&verified.stderr).into_owned() + &String::from_utf8_lossy(&verified.stdout);
    assert!(verified.status.success() && said.is_empty(), "{said}");

    fs::write(person.path(SERVICE), "[Service]\nExecStart=\"not whole\n").unwrap();
    let verify = ["--user", "--man=no", "verify"];
    let broken = std::process::Command::new("systemd-analyze")
        .args(verify)
        .arg(person.path(SERVICE))
        .env("XDG_RUNTIME_DIR", folder.path())
        .output()
        .unwrap();
    assert!(!broken.status.success(), "it would have noticed");
}
