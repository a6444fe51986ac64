//! `profile.toml`: the health profile, in the folder of data, readable by its owner alone.
//!
//! ```toml
//! asked     = 2026-11-21      # when the questions were last gone through
//! pregnancy = "no"            # yes, no, or the day of the birth: it ends 12 weeks after by itself
//! clot      = "agreed"        # yes, no, or agreed: a clinician has agreed
//! injection = 2026-11-12      # the day it was given: it ends 2 weeks after
//! ```
//!
//! What is left out is not said, and speaks against nothing. A mistake in it is said with its line and the way out;
//! what can be read beside it holds, and until it is mended so does the careful answer to every other question, but for
//! that which allows no session: it holds only where the mistake is in its own line.
//! What a person wrote beside the answers (comments) stays.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use toml::de::DeValue;

use super::{file, nearest, written};
use crate::domain::health::{Answer, Profile, Question};
use crate::domain::order;
use crate::domain::settings::Problem;
use crate::domain::text::Clean;
use crate::store::atomic::{self, Durability};
use crate::store::error::shown;
use crate::store::folder::{make_private, parent_of, read_small, tighten};

/// A profile beyond this many bytes is not one.
const LARGEST: u64 = 64 * 1024;

/// The key of the day on which the questions were last gone through.
const ASKED: &str = "asked";

/// How a new file begins.
const HEAD: &str =
    "# Your health profile: `solemate health` explains it. It stays on this machine, and is in no export.\n";

/// What stands behind the name of a file that was put aside.
const ASIDE: &str = "put-aside";

/// Reads the profile, and says in one sentence each what is wrong with it. The file stays as it is, and is private from
/// then on.
pub fn load_profile(file: &Path) -> (Profile, Vec<Clean>) {
    const REMEDY: &str = "correct it, or answer anew: P at home, or `solemate health --clear`. Until then";
    const CAREFUL: &str = "level 1, and only what every answer but surgery allows";
    tighten(file);
    let text = match read_small(file, LARGEST) {
        Ok(None) if file.symlink_metadata().is_err() => return (Profile::default(), Vec::new()),
        Ok(text) => match text.filter(|text| !text.trim().is_empty()) {
            Some(text) => text,
            // A full disk or a crash can leave that: no answer is not a no.
            None => {
                let said = format!(
                    "{} holds no answers: answer anew, P at home, or `solemate health --clear`. Until then {CAREFUL}",
                    shown(file)
                );
                return (Profile::unread(), vec![Clean::visible(&said)]);
            }
        },
        // Something else stands where its folder belongs: nothing was ever said here.
        Err(error) if error.kind() == ErrorKind::NotADirectory => return (Profile::default(), Vec::new()),
        Err(error) => {
            let said = format!("{} cannot be read: {error}; {REMEDY} {CAREFUL}", shown(file));
            return (Profile::unread(), vec![Clean::visible(&said)]);
        }
    };
    let (profile, problems) = parse_profile(&text);
    let until = if profile.of(Question::Surgery) == Some(Answer::Yes) { "no session" } else { CAREFUL };
    let last = problems.len().saturating_sub(1);
    let said = |(number, problem): (usize, &Problem)| {
        let rest = if number == last { format!("; {REMEDY} {until}") } else { String::new() };
        Clean::visible(&format!("{}, line {}: {}{rest}", shown(file), problem.line, problem.text))
    };
    (profile, problems.iter().enumerate().map(said).collect())
}

/// Reads the text of a profile, and says what is wrong with it. A problem without a key is one of the whole file.
pub fn parse_profile(text: &str) -> (Profile, Vec<Problem>) {
    let text = file::without_mark(text);
    let line = |byte| file::line_of(text, byte);
    let table = match file::table(text) {
        Ok(table) => table,
        Err(problem) => return (Profile::unread(), vec![problem]),
    };
    let (mut profile, mut problems) = (Profile::default(), Vec::new());
    for (key, value) in &table {
        if let Err(text) = take(&mut profile, key.get_ref(), value.get_ref()) {
            // Nothing else it could have said allows no session.
            if key.get_ref() == Question::Surgery.word() {
                profile.set(Question::Surgery, Some(Answer::Yes));
            }
            problems.push(Problem { line: line(key.span().start), key: key.get_ref().to_string(), text });
        }
    }
    order::by_key(&mut problems, |problem| problem.line);
    // What can be read of it holds: a mistake in one line makes no other one laxer.
    profile.is_unread = !problems.is_empty();
    (profile, problems)
}

fn take(profile: &mut Profile, key: &str, value: &DeValue<'_>) -> Result<(), String> {
    let said = match value {
        DeValue::String(text) => text.to_string(),
        DeValue::Datetime(day) => day.to_string(),
        other => written(other),
    };
    let as_written = || match value {
        DeValue::Datetime(day) => day.to_string(),
        other => written(other),
    };
    if key == ASKED {
        let day: Result<NaiveDate, _> = said.parse();
        profile.asked = Some(day.map_err(|_| format!("asked is a day, like 2026-11-20, not {}", as_written()))?);
        return Ok(());
    }
    let Some(question) = Question::named(key) else {
        let known = Question::ALL.iter().map(|one| one.word()).chain([ASKED]);
        return Err(format!("there is no {key} in a health profile{}", nearest(key, known)));
    };
    let answer = Answer::read(question, &said).map_err(|expected| {
        let near = nearest(&said, ["yes", "no", "agreed"].into_iter());
        format!("{key} is {expected}, not {}{near}", as_written())
    })?;
    profile.set(question, Some(answer));
    Ok(())
}

/// Where a profile goes that cannot be understood.
pub fn profile_aside(file: &Path) -> PathBuf {
    file.with_extension(format!("toml.{ASIDE}"))
}

/// Keeps the profile, whole or not at all, for its owner alone. A file that cannot be understood is put aside under another
/// name first.
///
/// # Errors
/// When it cannot be written, in one sentence.
pub fn keep_profile(file: &Path, profile: &Profile) -> Result<(), Clean> {
    let failed = |why: String| Clean::visible(&format!("the health profile is not kept: {why}"));
    make_private(parent_of(file)).map_err(|error| failed(error.to_string()))?;
    let old = match read_small(file, LARGEST) {
        Ok(old) => old.filter(|old| parse_profile(old).1.is_empty()),
        Err(_) => None,
    };
    if old.is_none() && file.symlink_metadata().is_ok() {
        // It stays in its place until the new one takes it; only what cannot be read at all is moved.
        let aside = profile_aside(file);
        std::fs::copy(file, &aside)
            .map(drop)
            .or_else(|_| std::fs::rename(file, &aside))
            .map_err(|error| failed(error.to_string()))?;
    }
    let mut new = text_of(old.as_deref().unwrap_or(HEAD), profile);
    if parse_profile(&new).0 != *profile {
        // Written by hand, an answer can have a shape that takes more than a line.
        new = text_of(HEAD, profile);
    }
    if new.trim().is_empty() {
        // An empty file is one that a full disk or a crash has left.
        new = HEAD.to_owned();
    }
    atomic::replace(file, new.as_bytes(), Durability::Newest).map_err(|error| failed(error.to_string()))
}

/// The text with these answers in it: each in its own line, where it has one, and else at the end.
fn text_of(old: &str, profile: &Profile) -> String {
    let asked = profile.asked.map(|day| (ASKED, day.to_string()));
    let answers = Question::ALL.into_iter().filter_map(|question| {
        let value = match profile.of(question)? {
            Answer::Since(day) => day.to_string(),
            answer => format!("\"{answer}\""),
        };
        Some((question.word(), value))
    });
    let mut values: Vec<(&str, String)> = asked.into_iter().chain(answers).collect();
    let mut new = String::new();
    for line in old.lines() {
        let key = line.split('=').next().unwrap_or_default().trim();
        let value = values.iter().position(|(word, _)| *word == key).map(|at| values.remove(at).1);
        match value {
            Some(value) => new.push_str(&format!("{key} = {value}{}\n", comment(line))),
            None if key == ASKED || Question::named(key).is_some() => {}
            None => new.extend([line, "\n"]),
        }
    }
    values.iter().for_each(|(key, value)| new.push_str(&format!("{key} = {value}\n")));
    new
}

/// What stands behind the value of a line, with the space before it. Answers and days hold no such sign themselves.
fn comment(line: &str) -> &str {
    line.find('#').map_or("", |at| line.get(line[..at].trim_end().len()..).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(number: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, number).unwrap()
    }

    #[test]
    fn the_documented_profile_is_understood() {
        let text =
            "asked = 2026-11-21\npregnancy = \"no\"\nclot = \"agreed\"\ninjection = 2026-11-12\nveins = \"yes\"\n";
        let (profile, problems) = parse_profile(text);
        assert_eq!(problems, []);
        assert_eq!(profile.asked, Some(day(21)));
        assert_eq!(profile.of(Question::Pregnancy), Some(Answer::No));
        assert_eq!(profile.of(Question::Clot), Some(Answer::Agreed));
        assert_eq!(profile.of(Question::Injection), Some(Answer::Since(day(12))));
        assert_eq!((profile.of(Question::Veins), profile.of(Question::Cold)), (Some(Answer::Yes), None));
        assert_eq!(parse_profile(""), (Profile::default(), vec![]));
    }

    #[test]
    fn r25_what_is_wrong_with_a_profile_is_said_with_its_line_and_nothing_of_it_counts() {
        let text =
            "clott = \"yes\"\nveins = \"yess\"\n\ncold = true\nbones = 2026-11-01\npainkillers = \"yes\"\nasked = 7\n";
        let (profile, problems) = parse_profile(text);
        let said: Vec<(usize, &str)> = problems.iter().map(|one| (one.line, one.text.as_str())).collect();
        let expected = [
            (1, "there is no clott in a health profile (did you mean clot?)"),
            (2, "veins is yes or no, not \"yess\" (did you mean yes?)"),
            (4, "cold is yes or no, not true"),
            (5, "bones is yes or no, not 2026-11-01"),
            (6, "painkillers is no, or the day they were taken, like 2026-11-20, not \"yes\""),
            (7, "asked is a day, like 2026-11-20, not 7"),
        ];
        assert_eq!(said, expected);
        assert_eq!(profile, Profile::unread());
    }

    #[test]
    fn r25_a_mistake_in_the_answer_that_allows_no_session_is_taken_for_a_yes() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("profile.toml");
        std::fs::write(&file, "asked = 2026-11-01\nsurgery = true\n").unwrap();
        let (profile, said) = load_profile(&file);
        assert!(profile.guard(day(21)).is_log_only());
        assert!(said[0].ends_with("line 2: surgery is yes, no, agreed (a clinician has agreed), or the day it happened, \
                                   like 2026-11-20, not true; correct it, or answer anew: P at home, or `solemate health \
                                   --clear`. Until then no session"), "{said:?}");
    }

    #[test]
    fn what_is_left_when_every_answer_is_taken_back_can_be_read() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("profile.toml");
        std::fs::write(&file, "asked = 2026-11-21\ncold = \"yes\"\n").unwrap();
        keep_profile(&file, &Profile::default()).unwrap();
        assert_eq!(load_profile(&file), (Profile::default(), vec![]));
        assert_eq!(std::fs::read_to_string(&file).unwrap(), HEAD);
    }

    #[test]
    fn answers_are_kept_for_their_owner_alone_and_what_stands_beside_them_stays() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("data/profile.toml");
        assert_eq!(load_profile(&file), (Profile::default(), vec![]));
        let mut profile = Profile::default();
        profile.asked = Some(day(20));
        profile.set(Question::Clot, Some(Answer::Yes));
        profile.set(Question::Injection, Some(Answer::Since(day(12))));
        keep_profile(&file, &profile).unwrap();
        assert_eq!(load_profile(&file), (profile, vec![]));
        let text = std::fs::read_to_string(&file).unwrap();
        assert!(text.ends_with("asked = 2026-11-20\nclot = \"yes\"\ninjection = 2026-11-12\n"), "{text}");
        std::fs::write(&file, text.replace("\"yes\"", "\"yes\"  # since May")).unwrap();
        profile.set(Question::Clot, Some(Answer::Agreed));
        profile.set(Question::Injection, None);
        keep_profile(&file, &profile).unwrap();
        assert!(
            std::fs::read_to_string(&file).unwrap().ends_with("asked = 2026-11-20\nclot = \"agreed\"  # since May\n")
        );
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
            assert_eq!((mode(&file), mode(&folder.path().join("data"))), (0o600, 0o700));
            std::fs::set_permissions(&file, PermissionsExt::from_mode(0o644)).unwrap();
            load_profile(&file);
            assert_eq!(mode(&file), 0o600, "a profile that stood open is closed");
        }
    }

    #[test]
    fn r25_a_broken_profile_is_named_with_the_way_out_and_put_aside_by_the_next_answer() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("profile.toml");
        for bytes in [&b"veins = \x1b]0;x\x07"[..], b"\xff\xfe\x00", b"veins = [[[[", b"vains = \"yes\""] {
            std::fs::write(&file, bytes).unwrap();
            let (profile, said) = load_profile(&file);
            assert_eq!((profile, said.len()), (Profile::unread(), 1));
            assert!(said[0].contains("profile.toml") && said[0].contains("`solemate health --clear`"), "{}", said[0]);
            assert!(!said[0].contains('\x1b'));
            assert_eq!(std::fs::read(&file).unwrap(), bytes, "it stays as it is");
            keep_profile(&file, &Profile::default()).unwrap();
            assert_eq!(std::fs::read(folder.path().join("profile.toml.put-aside")).unwrap(), bytes);
            assert_eq!(load_profile(&file), (Profile::default(), vec![]));
        }
    }
}
