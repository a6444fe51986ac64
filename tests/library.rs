//! The library as a person meets it: what is listed, what stands in front of what, and what is said of a bad file.
#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used, missing_docs)]

use std::path::{Path, PathBuf};

use solemate::domain::body::Feet;
use solemate::domain::catalogue::{Entry, Origin, Summary};
use solemate::domain::time::Seconds;
use solemate::store::library::{Library, LoadError, load_file};
use solemate::store::shipped;

/// A person's folder of routines, gone when the test ends.
struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn at(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// With a file of this name and text in it.
    fn with(self, name: &str, text: &str) -> Self {
        std::fs::write(self.at(name), text).unwrap();
        self
    }

    fn library(&self) -> Library {
        Library::new(Some(self.0.path().to_owned()))
    }

    /// What stands in the line of this title.
    fn entry(&self, title: &str) -> Entry {
        let entries = self.library().entries();
        let found = entries.iter().find(|entry| entry.title().as_str() == title);
        found.unwrap_or_else(|| panic!("`{title}` is not among {:?}", titles(&entries))).clone()
    }

    /// What is wrong with the file of this name.
    fn problem(&self, name: &str) -> String {
        self.entry(name).state.unwrap_err().to_string()
    }
}

/// A routine of one step.
fn routine(name: &str) -> String {
    format!(
        "format = 1\nname = \"{name}\"\n\n[[step]]\nname = \"Toe pull\"\ntechnique = \"stretch_fascia\"\ntime = \"60s\"\n"
    )
}

fn titles(entries: &[Entry]) -> Vec<String> {
    entries.iter().map(|entry| entry.title().to_string()).collect()
}

fn shipped_names() -> Vec<String> {
    shipped::ALL.iter().map(|shipped| shipped.name.to_owned()).collect()
}

#[test]
fn without_a_folder_there_are_the_shipped_routines() {
    assert_eq!(titles(&Library::new(None).entries()), shipped_names());
    let missing = Library::new(Some("/nowhere/at/all".into()));
    assert_eq!(titles(&missing.entries()), shipped_names());
    assert_eq!(missing.load("calf-classic").unwrap().name.as_str(), "Calf Classic");
}

#[test]
fn own_routines_follow_by_name_whatever_their_files_are_called() {
    let folder = Folder::new()
        .with("z.toml", &routine("my first"))
        .with("a.toml", &routine("The second"))
        .with("notes.txt", "not a routine")
        .with(".hidden.toml", "half written by an editor");
    let own = &titles(&folder.library().entries())[shipped::ALL.len()..];
    assert_eq!(own, ["my first", "The second"]);
    let entry = folder.entry("my first");
    assert_eq!(entry.id.unwrap().as_str(), "z");
    assert_eq!(entry.origin, Origin::Personal(folder.at("z.toml")));
    assert_eq!(entry.state.unwrap().totals.of(Feet::Both), Seconds(130), "60 s and 5 s to get ready, twice");
}

#[test]
fn an_own_routine_stands_in_the_place_of_the_shipped_one() {
    let folder = Folder::new().with("calf-classic.toml", &routine("My Calf Classic"));
    let library = folder.library();
    let entries = library.entries();
    let place = shipped::ALL.iter().position(|shipped| shipped.id == "calf-classic").unwrap();
    assert_eq!(entries.len(), shipped::ALL.len());
    assert_eq!(entries[place].title().as_str(), "My Calf Classic");
    assert!(entries[place].shadows);
    assert_eq!(library.load("calf-classic").unwrap().name.as_str(), "My Calf Classic");
    assert_eq!(library.load("shipped:calf-classic").unwrap().name.as_str(), "Calf Classic");
}

#[test]
fn a_broken_file_hides_nothing() {
    let folder = Folder::new()
        .with("calf-classic.toml", &routine("Mine").replace("time =", "tiem ="))
        .with("empty.toml", "")
        .with("good.toml", &routine("Good"));
    let library = folder.library();
    let entries = library.entries();
    let mut expected = shipped_names();
    expected.extend(["Good", "calf-classic.toml", "empty.toml"].map(String::from));
    assert_eq!(titles(&entries), expected);

    let problem = folder.problem("calf-classic.toml");
    assert_eq!(problem, "line 7: unknown key `tiem`, did you mean `time`?");

    for entry in &entries {
        assert_eq!(library.open(entry).is_ok(), entry.state.is_ok(), "{}", entry.title());
    }
    assert!(!folder.entry("Calf Classic").shadows, "the shipped one is still there");
}

#[test]
fn a_broken_own_routine_is_not_quietly_replaced() {
    let folder = Folder::new().with("calf-classic.toml", "format = 1\n");
    let error = folder.library().load("calf-classic").unwrap_err();
    assert!(error.report().is_some());
    assert!(!error.is_the_machines());
    let text = error.to_string();
    assert!(text.contains("calf-classic.toml") && text.contains("shipped:calf-classic"), "{text}");
}

#[test]
fn totals_follow_the_sore_foot() {
    let sore_only = routine("Sore only").replace("time =", "sides = \"sore\"\ntime =");
    let folder = Folder::new().with("sore.toml", &sore_only);
    let totals = |sore| {
        let entries = folder.library().with_sore(sore).entries();
        entries.last().unwrap().state.as_ref().unwrap().totals
    };
    assert_eq!(totals(Feet::Both).of(Feet::Both), Seconds(130));
    assert_eq!(totals(Feet::Left).of(Feet::Both), Seconds(65));
    assert_eq!(totals(Feet::Left).of(Feet::Right), Seconds(0), "nothing is left for the other foot");
}

#[test]
fn what_takes_most_time_is_named_first() {
    let text = routine("Mixed")
        + "\n[[step]]\nname = \"Knead\"\ntechnique = \"kneading\"\ntime = \"3m\"\n\n\
        [[step]]\nname = \"Sit\"\ntechnique = \"settle\"\ntime = \"10m\"\n";
    let summary = Folder::new().with("mixed.toml", &text).entry("Mixed").state.unwrap();
    assert_eq!(summary.techniques_in_words().as_str(), "kneading, sole stretches");
    let wall = shipped::Shipped::named("full-session").unwrap().summary().techniques_in_words();
    assert_eq!(wall.matches("calf stretches").count(), 1, "knee straight and knee bent are one kind of work: {wall}");
}

#[test]
fn an_unknown_id_names_the_nearest() {
    let folder = Folder::new().with("knee-work.toml", &routine("Knees"));
    for (asked, answer) in [
        ("calf-clasic", "there is no routine `calf-clasic`; did you mean `calf-classic`?"),
        ("Calf Classic", "there is no routine `Calf Classic`; did you mean `calf-classic`?"),
        ("gentle", "there is no routine `gentle`; did you mean `gentle-day`?"),
        ("kne-work", "there is no routine `kne-work`; did you mean `knee-work`?"),
        ("shipped:ten-by-te", "there is no routine `shipped:ten-by-te`; did you mean `ten-by-ten`?"),
        ("something-else-entirely", "there is no routine `something-else-entirely`"),
        ("", "there is no routine ``"),
        ("\u{1b}[2J", "there is no routine `\u{fffd}[2J`"),
    ] {
        let error = folder.library().load(asked).unwrap_err();
        assert_eq!(error.to_string().replace('\u{241b}', "\u{fffd}"), answer);
        assert!(!error.is_the_machines());
    }
}

#[test]
fn a_path_is_read_wherever_it_lies() {
    let folder = Folder::new().with("borrowed.toml", &routine("Borrowed")).with("no-ending", &routine("No ending"));
    let load = |path: &Path| Library::new(None).load(path.to_str().unwrap());
    assert_eq!(load(&folder.at("borrowed.toml")).unwrap().id.as_str(), "borrowed");
    assert_eq!(load(&folder.at("no-ending")).unwrap().name.as_str(), "No ending");
    let error = load(&folder.at("gone.toml")).unwrap_err().to_string();
    assert_eq!(error, format!("{}: there is no such file", folder.at("gone.toml").display()));
    let here = Library::new(None).load("not-in-this-folder.toml").unwrap_err().to_string();
    assert_eq!(here, "not-in-this-folder.toml: there is no such file");
}

#[test]
fn r20_names_that_differ_by_case_are_said() {
    let folder = Folder::new().with("a.toml", &routine("Small")).with("B.toml", &routine("Large"));
    assert_eq!(folder.problem("B.toml"), "an id is made of a-z, 0-9 and -: rename the file to b.toml");
    // On a file system that folds case these are one file, and there is nothing to say.
    if !folder.at("A.toml").exists() {
        let folder = folder.with("A.toml", &routine("Large")).with("a.TOML", &routine("Loud"));
        let taken = "rename the file, but not to a.toml, which is there already";
        assert_eq!(folder.problem("A.toml"), format!("an id is made of a-z, 0-9 and -: {taken}"));
        assert_eq!(folder.problem("a.TOML"), format!("a routine's file ends in .toml, in small letters: {taken}"));
        assert!(folder.entry("Small").state.is_ok());
    }
}

#[test]
fn r20_one_name_in_two_forms_of_unicode_is_never_one_id() {
    let (composed, decomposed) = ("caf\u{e9}.toml", "cafe\u{301}.toml");
    let folder = Folder::new().with(composed, &routine("Composed"));
    // Where the file system knows them for the same name, there is one file, and nothing to tell apart.
    let names = if folder.at(decomposed).exists() { vec![composed] } else { vec![composed, decomposed] };
    let folder = names.iter().fold(folder, |folder, name| folder.with(name, &routine("Accent")));
    for name in names {
        assert!(folder.problem(name).starts_with("an id is made of a-z, 0-9 and -: rename the file to caf"));
    }
    assert!(!titles(&folder.library().entries()).contains(&"Accent".to_owned()), "neither stands for the other");
    let folder = folder.with("cafe.toml", &routine("Plain"));
    assert_eq!(folder.entry("Plain").id.unwrap().as_str(), "cafe");
}

#[test]
fn r21_a_name_that_cannot_be_an_id_is_said_with_one_that_can() {
    let long = format!("{}.toml", "x".repeat(65));
    let folder = Folder::new()
        .with("My Evening.toml", &routine("Mine"))
        .with("-f.toml", &routine("Option"))
        .with("a..b.toml", &routine("Dots"))
        .with("caf\u{e9}.toml", &routine("Accent"))
        .with(&long, &routine("Long"));
    for (name, problem) in [
        ("My Evening.toml", "an id is made of a-z, 0-9 and -: rename the file to my-evening.toml"),
        ("-f.toml", "an id begins with a letter or a digit: rename the file to f.toml"),
        ("a..b.toml", "an id is made of a-z, 0-9 and -: rename the file to a-b.toml"),
        ("caf\u{e9}.toml", "an id is made of a-z, 0-9 and -: rename the file to caf.toml"),
        (&long, "an id has 1 to 64 characters: rename the file"),
    ] {
        assert_eq!(folder.problem(name), problem);
        assert_eq!(folder.entry(name).id, None);
    }
    let error = load_file(&folder.at("My Evening.toml")).unwrap_err();
    assert!(matches!(error, LoadError::Name { .. }));
    for asked in ["..", "con", "a:b"] {
        assert!(matches!(folder.library().load(asked), Err(LoadError::Unknown { .. })), "{asked}");
    }
}

#[test]
fn r27_thousands_of_files_are_bounded_and_told() {
    let folder = Folder::new();
    for number in 0..5_003 {
        std::fs::write(folder.at(&format!("r{number:05}.toml")), "").unwrap();
        std::fs::write(folder.at(&format!("r{number:05}.txt")), "").unwrap();
    }
    let entries = folder.library().entries();
    assert_eq!(entries.len(), shipped::ALL.len() + 5_000 + 1);
    let told = entries.last().unwrap();
    assert_eq!(
        told.state.as_ref().unwrap_err().as_str(),
        "it holds more than 5,000 routines: the first 5,000 are listed"
    );
    assert_eq!(told.origin, Origin::Personal(folder.0.path().to_owned()));
    assert_eq!(entries[entries.len() - 2].title().as_str(), "r04999.toml");
}

#[test]
fn a_file_in_the_place_of_the_folder_is_said() {
    let folder = Folder::new().with("routines", "");
    let library = Library::new(Some(folder.at("routines")));
    let entries = library.entries();
    assert_eq!(entries.len(), shipped::ALL.len() + 1);
    assert_eq!(entries.last().unwrap().title().as_str(), "routines");
    assert_eq!(
        entries.last().unwrap().state.as_ref().unwrap_err().as_str(),
        "it is a file, and should be a folder of routines"
    );
    assert!(library.load("calf-classic").is_ok());
}

#[test]
fn r9_a_huge_file_is_listed_unread() {
    let folder = Folder::new().with("huge.toml", "");
    std::fs::File::options().write(true).open(folder.at("huge.toml")).unwrap().set_len(10_000_000).unwrap();
    assert_eq!(folder.problem("huge.toml"), "it is larger than 256 KiB: a routine is a page or two of text");
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;

    #[test]
    fn r10_what_is_no_file_is_listed_as_such() {
        let folder = Folder::new();
        assert!(std::process::Command::new("mkfifo").arg(folder.at("pipe.toml")).status().unwrap().success());
        std::fs::create_dir(folder.at("folder.toml")).unwrap();
        symlink("/dev/zero", folder.at("zero.toml")).unwrap();
        assert_eq!(folder.problem("pipe.toml"), "it is a pipe, not a file");
        assert_eq!(folder.problem("folder.toml"), "it is a folder, not a file");
        assert_eq!(folder.problem("zero.toml"), "it is a device, not a file");
    }

    #[test]
    fn r11_links_are_followed_and_broken_ones_named() {
        let elsewhere = Folder::new().with("dotfile.toml", &routine("From the dotfiles"));
        let folder = Folder::new();
        symlink(elsewhere.at("dotfile.toml"), folder.at("mine.toml")).unwrap();
        symlink("loop.toml", folder.at("loop.toml")).unwrap();
        symlink("gone.toml", folder.at("dangling.toml")).unwrap();
        assert_eq!(folder.entry("From the dotfiles").id.unwrap().as_str(), "mine");
        assert_eq!(folder.problem("loop.toml"), "it is a link that leads in a circle");
        assert_eq!(folder.problem("dangling.toml"), "it is a link to gone.toml, where there is no file");

        let whole = Folder::new();
        symlink("dotfiles/routines", whole.at("routines")).unwrap();
        let entries = Library::new(Some(whole.at("routines"))).entries();
        assert_eq!(
            entries.last().unwrap().state.as_ref().unwrap_err().as_str(),
            "it is a link to dotfiles/routines, where there is no file"
        );
    }

    #[test]
    fn r23_a_hostile_file_name_is_shown_harmless() {
        let folder = Folder::new();
        for name in [&b"\x1b]52;c;eA==\x07.toml"[..], b"\xff\xfe.toml", "\u{202e}lmot.toml".as_bytes()] {
            std::fs::write(folder.0.path().join(std::ffi::OsStr::from_bytes(name)), "").unwrap();
        }
        let broken: Vec<Entry> = folder.library().entries().split_off(shipped::ALL.len());
        assert_eq!(broken.len(), 3);
        for entry in broken {
            let said = format!("{} {}", entry.title(), entry.state.unwrap_err());
            assert!(!said.contains(|c: char| c.is_control() || c == '\u{202e}'), "{said:?}");
        }
    }
}

/// The shipped rows are what parsing says, so a list with and without parsing is one list.
#[test]
fn a_copy_of_a_shipped_routine_is_listed_like_it() {
    let shipped = shipped::Shipped::named("first-steps").unwrap();
    let copy: Summary = Folder::new().with("first-steps.toml", shipped.text).entry(shipped.name).state.unwrap();
    assert_eq!(copy, shipped.summary());
}
