//! The answers of the cue check, one table for each kind of terminal, in `cues.toml` of the state folder:
//!
//! ```toml
//! format = 1
//!
//! [cues."xterm-256color ssh tmux"]
//! voice = false        # left out: not answered
//! tone = true
//! flash = true
//! asked = 2026-11-20
//! ```
//!
//! What is not understood is never written over: the file stays as it is, and the answers are not kept until somebody has
//! looked at it. What a person wrote beside the answers (comments) stays.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use chrono::NaiveDate;
use toml::de::{DeTable, DeValue};

use super::atomic::{self, Durability};
use super::error::{StoreError, shown};
use super::folder::{make_private, parent_of, read_small};
use super::lock;
use crate::domain::cues::{Answers, Channel, TerminalKind};
use crate::domain::text::Clean;

/// A file beyond this many bytes is not one of ours.
const LARGEST: u64 = 64 * 1024;

/// The file in the state folder that is locked while answers are kept: two windows that ask at once lose none.
const LOCK_FILE: &str = "cues.lock";

/// How long another window may take to keep its own: whoever waits draws no frame and hears no key.
const PATIENCE: Duration = Duration::from_millis(100);

/// The format that is written, and the newest that is read.
const FORMAT: &str = "1";

/// How a new file begins.
const HEAD: &str = "# What you hear and see in each kind of terminal, as answered in `solemate doctor --cues`.\n\
                    # Take a table out to be asked again. What config.toml says counts more.\nformat = 1\n";

/// What was answered in one kind of terminal.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Asked {
    /// The answers.
    pub answers: Answers,
    /// The day on which they were given.
    pub on: Option<NaiveDate>,
}

/// All that was answered.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Kept(BTreeMap<String, Asked>);

impl Kept {
    /// Reads the file.
    ///
    /// # Errors
    /// When there is anything in it that is not understood, in one sentence.
    pub fn read(file: &Path) -> Result<Self, Clean> {
        let said = |problem: String| Clean::visible(&format!("{}{problem}", shown(file)));
        match read_small(file, LARGEST) {
            Ok(None) => Ok(Self::default()),
            Ok(Some(text)) => parse(&text).map(|(kept, _)| kept).map_err(|(line, why)| {
                said(format!(", line {line}: {why}; its answers do not count, and it stays as it is: correct that line, or move the file away"))
            }),
            Err(error) => Err(said(format!(" cannot be read: {error}; the answers of the cue check do not count"))),
        }
    }

    /// What was answered in this kind of terminal, if anything was.
    pub fn of(&self, kind: &TerminalKind) -> Option<Asked> {
        self.0.get(kind.as_str()).copied()
    }

    /// Every kind of terminal that was asked about.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Asked)> {
        self.0.iter().map(|(kind, asked)| (kind.as_str(), *asked))
    }
}

/// Keeps answers about one kind of terminal; what is not answered now stays as it was. Says what holds from now on.
///
/// # Errors
/// When the file cannot be written, or holds what is not understood: it is untouched then.
pub fn keep(file: &Path, kind: &TerminalKind, answers: Answers, today: NaiveDate) -> Result<Asked, Clean> {
    let said = |problem: String| Clean::visible(&format!("{}{problem}; this answer is not kept", shown(file)));
    let failed = |error: StoreError| Clean::visible(&format!("{error}; this answer is not kept"));
    let folder = parent_of(file);
    make_private(folder).map_err(failed)?;
    let _lock = lock::take(&folder.join(LOCK_FILE), PATIENCE).map_err(|error| match error {
        StoreError::Locked(path) => Clean::visible(&format!(
            "another window is writing ({} is locked); this answer counts here, and is kept with the next one",
            shown(&path)
        )),
        other => failed(other),
    })?;
    let old = read_small(file, LARGEST).map_err(|error| said(format!(" cannot be read: {error}")))?;
    let old = old.unwrap_or_else(|| HEAD.to_owned());
    let (mut kept, lines) = parse(&old).map_err(|(line, why)| said(format!(", line {line}: {why}")))?;
    let before = kept.of(kind).map(|asked| asked.answers).unwrap_or_default();
    let asked = Asked { answers: answers.or(before), on: Some(today) };
    kept.0.insert(kind.as_str().to_owned(), asked);
    let new = written(&old, kind, asked, lines.get(kind.as_str()).copied());
    // Written by hand, a table can have a shape that lines cannot be put into.
    if !parse(&new).is_ok_and(|(read, _)| read == kept) {
        return Err(said(" has a shape that cannot be added to; move it away".to_owned()));
    }
    atomic::replace(file, new.as_bytes(), Durability::Newest).map(|()| asked).map_err(failed)
}

/// The text with the answers of one kind put in: into its table, which begins on that line, or at the end.
fn written(old: &str, kind: &TerminalKind, asked: Asked, table: Option<usize>) -> String {
    let mut values = String::new();
    let answers = Channel::ALL.into_iter().filter_map(|channel| {
        let answer = asked.answers.of(channel)?;
        Some((channel.name(), answer.to_string()))
    });
    for (key, value) in answers.chain(asked.on.map(|day| ("asked", day.to_string()))) {
        values.push_str(&format!("{key} = {value}{}\n", table.map_or("", |table| comment(old, table, key))));
    }
    let Some(table) = table else {
        let end = if old.is_empty() || old.ends_with('\n') { "" } else { "\n" };
        return format!("{old}{end}\n[cues.\"{}\"]\n{values}", kind.as_str());
    };
    let mut new = String::new();
    let mut inside = false;
    for (number, line) in (1..).zip(old.lines()) {
        let begins = line.trim_start().starts_with('[');
        inside = number == table || (inside && !begins);
        let word = line.split('=').next().unwrap_or_default().trim();
        let ours = word == "asked" || Channel::ALL.iter().any(|channel| channel.name() == word);
        if number == table || !(inside && ours) {
            new.push_str(line);
            new.push('\n');
        }
        if number == table {
            new.push_str(&values);
        }
    }
    new
}

/// What a person wrote behind the value of `key` in the table that begins on that line, with the space before it.
fn comment<'o>(old: &'o str, table: usize, key: &str) -> &'o str {
    let inside = old.lines().skip(table).take_while(|line| !line.trim_start().starts_with('['));
    let value =
        inside.filter_map(|line| line.split_once('=')).find(|(word, _)| word.trim() == key).map(|(_, value)| value);
    // Answers and days hold no such sign themselves.
    value
        .and_then(|value| Some(value.get(value[..value.find('#')?].trim_end().len()..)?.trim_end()))
        .unwrap_or_default()
}

/// What is wrong, and the line it stands on.
type Problem = (usize, String);

/// What the text says, and on which line each table begins.
fn parse(text: &str) -> Result<(Kept, BTreeMap<String, usize>), Problem> {
    let line = |byte: usize| 1 + text.bytes().take(byte).filter(|b| *b == b'\n').count();
    let table = DeTable::parse(text)
        .map_err(|error| (line(error.span().map_or(0, |span| span.start)), error.message().to_owned()))?
        .into_inner();
    let (mut kept, mut lines) = (Kept::default(), BTreeMap::new());
    // First of all: a newer file may hold anything.
    if let Some((key, value)) = table.iter().find(|(key, _)| &**key.get_ref() == "format") {
        match value.get_ref() {
            DeValue::Integer(number) if number.as_str() == FORMAT => {}
            _ => return Err((line(key.span().start), "its format is not 1: a newer solemate wrote it".to_owned())),
        }
    }
    for (key, value) in &table {
        let place = line(key.span().start);
        match (&**key.get_ref(), value.get_ref()) {
            ("format", _) => {}
            ("cues", DeValue::Table(kinds)) => {
                for (kind, value) in kinds {
                    let place = line(kind.span().start);
                    let DeValue::Table(answers) = value.get_ref() else {
                        return Err((place, format!("cues.\"{}\" is not a table", kind.get_ref())));
                    };
                    let mut asked = Asked { answers: Answers::default(), on: None };
                    for (key, value) in answers {
                        take(&mut asked, key.get_ref(), value.get_ref())
                            .map_err(|why| (line(key.span().start), why))?;
                    }
                    lines.insert(kind.get_ref().to_string(), place);
                    kept.0.insert(kind.get_ref().to_string(), asked);
                }
            }
            (key, _) => return Err((place, format!("there is no {key} here"))),
        }
    }
    Ok((kept, lines))
}

fn take(asked: &mut Asked, key: &str, value: &DeValue<'_>) -> Result<(), String> {
    let channel = Channel::ALL.into_iter().find(|channel| channel.name() == key);
    match (channel, value) {
        (Some(channel), DeValue::Boolean(answer)) => asked.answers = asked.answers.with(channel, *answer),
        (Some(_), _) => return Err(format!("{key} is true or false")),
        (None, DeValue::Datetime(day)) if key == "asked" => {
            let day = NaiveDate::parse_from_str(&day.to_string(), "%Y-%m-%d");
            asked.on = Some(day.map_err(|_| "asked is a day, like 2026-11-20".to_owned())?);
        }
        (None, _) if key == "asked" => return Err("asked is a day, like 2026-11-20".to_owned()),
        (None, _) => return Err(format!("there is no answer {key}")),
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(term: &str) -> TerminalKind {
        TerminalKind::of(|name| (name == "TERM").then(|| term.to_owned()))
    }

    fn day(number: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, number).unwrap()
    }

    #[test]
    fn answers_are_kept_for_one_kind_of_terminal_for_their_owner_alone() {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("state/cues.toml");
        assert_eq!(Kept::read(&file), Ok(Kept::default()));
        let voice = Answers::default().with(Channel::Voice, false);
        keep(&file, &kind("xterm"), voice, day(19)).unwrap();
        keep(&file, &kind("foot"), Answers::default(), day(20)).unwrap();
        let both = Answers { voice: Some(false), tone: Some(true), flash: None };
        let holds = keep(&file, &kind("xterm"), Answers::default().with(Channel::Tone, true), day(21)).unwrap();
        assert_eq!(holds, Asked { answers: both, on: Some(day(21)) });
        let kept = Kept::read(&file).unwrap();
        assert_eq!(kept.of(&kind("xterm")), Some(holds));
        assert_eq!(kept.of(&kind("foot")), Some(Asked { answers: Answers::default(), on: Some(day(20)) }));
        assert_eq!(kept.of(&kind("kitty")), None);
        let tables = "format = 1\n\n[cues.\"xterm local\"]\nvoice = false\ntone = true\nasked = 2026-11-21\n\n\
                      [cues.\"foot local\"]\nasked = 2026-11-20\n";
        assert!(std::fs::read_to_string(&file).unwrap().ends_with(tables));
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
            assert_eq!((mode(&file), mode(&home.path().join("state"))), (0o600, 0o700));
        }
    }

    #[test]
    fn two_windows_that_ask_at_once_lose_no_answer() {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("state/cues.toml");
        let terms: Vec<String> = (0..8).map(|n| format!("term-{n}")).collect();
        std::thread::scope(|windows| {
            for term in &terms {
                let file = &file;
                windows.spawn(move || {
                    for (channel, answer) in [(Channel::Voice, false), (Channel::Tone, true), (Channel::Flash, true)] {
                        let answers = Answers::default().with(channel, answer);
                        let kept = (0..1000).any(|_| keep(file, &kind(term), answers, day(20)).is_ok());
                        assert!(kept, "it is nobody's turn for ever");
                    }
                });
            }
        });
        let kept = Kept::read(&file).unwrap();
        let all = Answers { voice: Some(false), tone: Some(true), flash: Some(true) };
        for term in &terms {
            assert_eq!(kept.of(&kind(term)), Some(Asked { answers: all, on: Some(day(20)) }), "{term}");
        }
    }

    #[test]
    fn d14_while_another_window_writes_an_answer_is_not_kept_and_nothing_is_lost() {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("cues.toml");
        keep(&file, &kind("xterm"), Answers::default().with(Channel::Tone, true), day(2)).unwrap();
        let before = std::fs::read(&file).unwrap();
        let other = std::fs::File::open(home.path().join(LOCK_FILE)).unwrap();
        other.lock().unwrap();
        let said = keep(&file, &kind("xterm"), Answers::default().with(Channel::Voice, true), day(3)).unwrap_err();
        assert!(said.contains("is kept with the next one"), "{said}");
        assert_eq!(std::fs::read(&file).unwrap(), before);
    }

    #[test]
    fn what_a_person_wrote_beside_the_answers_stays() {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("cues.toml");
        let text =
            "# mine\n[cues.\"xterm local\"] # the old one\nvoice = true\n# why\ntone = false # too soft\n[cues.other]";
        std::fs::write(&file, text).unwrap();
        keep(&file, &kind("xterm"), Answers::default().with(Channel::Tone, true), day(2)).unwrap();
        let wanted = "# mine\n[cues.\"xterm local\"] # the old one\nvoice = true\ntone = true # too soft\nasked = 2026-11-02\n# why\n[cues.other]\n";
        assert_eq!(std::fs::read_to_string(&file).unwrap(), wanted);
    }

    #[test]
    fn r25_what_is_not_understood_is_named_and_never_written_over() {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("cues.toml");
        for (text, says) in [
            ("[cues.x]\nvoice = \n", "line 2: "),
            ("[cues.x]\nvoice = 1\n", "line 2: voice is true or false"),
            ("[cues.x]\nsmell = true\n", "line 2: there is no answer smell"),
            ("[cues.x]\nasked = \"today\"\n", "line 2: asked is a day"),
            ("[cues.x]\nasked = 07:32:00\n", "line 2: asked is a day"),
            ("\nwords = 1\n", "line 2: there is no words here"),
            ("cues = 3\n", "line 1: there is no cues here"),
            ("[cues]\nx = 1\n", "line 2: cues.\"x\" is not a table"),
            ("later = 1\nformat = 2\n", "line 2: its format is not 1: a newer solemate wrote it"),
        ] {
            std::fs::write(&file, text).unwrap();
            let said = Kept::read(&file).unwrap_err();
            assert!(said.contains(says) && said.contains("it stays as it is"), "{said}");
            let said = keep(&file, &kind("xterm"), Answers::default(), day(1)).unwrap_err();
            assert!(said.contains(says) && said.ends_with("this answer is not kept"), "{said}");
            assert_eq!(std::fs::read_to_string(&file).unwrap(), text);
        }
        for bytes in [&b"\xff\xfe\x00"[..], b"voice = \x1b]0;x\x07"] {
            std::fs::write(&file, bytes).unwrap();
            assert!(!Kept::read(&file).unwrap_err().contains('\x1b'));
            assert!(keep(&file, &kind("xterm"), Answers::default(), day(1)).is_err());
            assert_eq!(std::fs::read(&file).unwrap(), bytes);
        }
        let inline = "cues = { \"xterm local\" = { voice = true } }\n";
        std::fs::write(&file, inline).unwrap();
        assert!(Kept::read(&file).unwrap().of(&kind("xterm")).is_some());
        let said = keep(&file, &kind("xterm"), Answers::default(), day(1)).unwrap_err();
        assert!(said.contains("a shape that cannot be added to"), "{said}");
        assert_eq!(std::fs::read_to_string(&file).unwrap(), inline);
    }
}
