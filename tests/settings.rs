//! The settings are changed in their file: what it says is what was meant, and all the rest stays to the letter.
#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used, missing_docs)]

use std::fs;
use std::path::{Path, PathBuf};

use crossterm::event::KeyCode;
use proptest::prelude::*;
use solemate::config::{Here, Places, Settings, SettingsDesk, default_file, form, settings};
use solemate::domain::cues::Answers;
use solemate::domain::desk::NotSaved;
use solemate::domain::settings::{Control, Setting};
use solemate::ui::chosen::{Answer, Ask, Opened, Unsaved};
use solemate::ui::keymap::{Action, Key, Wish};
use solemate::ui::theme::{Kind, Theme};
use tempfile::TempDir;

/// Files as people write them. Each comment is there once, as `#c1`, `#c2`, …
const LAYOUTS: &[&str] = &[
    "",
    "#c1 mine\n",
    "#c1 mine\n\nsore_foot  = 'left'   #c2\n# c3 about it\nvolume     = 40       #c4\nmarks = [ #c5\n  60, # with its item\n  30\n] #c9\n\n\
     player = [\"mpv\", '-q'] #c10\n\n#c11\n[say] #c12\ndone = \"Fertig.\" #c13\n#c14\n",
    "theme=\"dark\"\nlevel=3\nsay.done = 'x' #c1\nsay.halfway = \"\"\"\nHalf\n#no comment\"\"\" #c2\nsound=false",
    "say = { done = \"x\", halfway = \"y\" } #c1\n\n#c2\nbell = false\n",
    "\u{feff}level = 1 #c1\r\n\r\n[say]\r\ndone = \"x\" #c2\r\n",
    "#c1\n[keys] #c2\nsession.skip = \"f\" #c3\n[keys.home] #c4\ntrends = [\"Ctrl-T\", #c5\n \"F5\"]\n#c6\n",
];

fn layouts() -> Vec<String> {
    let mut all: Vec<String> = LAYOUTS.iter().map(|text| (*text).to_owned()).collect();
    all.push(default_file());
    all
}

fn here() -> Here<'static> {
    Here { answers: Answers::default(), theme: &|_| Theme::new(Kind::Dark) }
}

/// A person's folders.
struct Home(TempDir);

impl Home {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn holding(text: &str) -> Self {
        let home = Self::new();
        fs::create_dir_all(home.file().parent().unwrap()).unwrap();
        fs::write(home.file(), text).unwrap();
        home
    }

    fn file(&self) -> PathBuf {
        self.0.path().join("config/config.toml")
    }

    fn text(&self) -> String {
        fs::read_to_string(self.file()).unwrap()
    }

    fn desk(&self) -> SettingsDesk {
        SettingsDesk::new(&Places::find(Some(("--data-dir", self.0.path()))).unwrap())
    }
}

fn opened(desk: &SettingsDesk) -> Opened {
    match desk.answer(Ask::Open, here()) {
        (Answer::Opened(Ok(opened)), _) => *opened,
        (other, _) => panic!("{other:?}"),
    }
}

/// A text that was begun when the file held `base` is saved.
fn saved(desk: &SettingsDesk, text: &str, base: Option<&str>) -> Result<Settings, NotSaved> {
    let unsaved = Unsaved { text: text.to_owned(), base: base.map(str::to_owned) };
    match desk.answer(Ask::Save(unsaved), here()) {
        (Answer::Saved(Ok(_)), settings) => Ok(settings.unwrap()),
        (Answer::Saved(Err(why)), _) => Err(why),
        (other, _) => panic!("{other:?}"),
    }
}

fn setting(path: &str) -> Setting {
    *settings().iter().find(|setting| setting.path() == path).unwrap()
}

fn changed(text: &str, path: &str, to: Option<&str>) -> Result<String, String> {
    let ask = Ask::Change(text.to_owned(), setting(path), to.map(str::to_owned));
    match Home::new().desk().answer(ask, here()).0 {
        Answer::Read(Ok(read)) => Ok(read.text),
        Answer::Read(Err(why)) => Err(why.to_string()),
        other => panic!("{other:?}"),
    }
}

#[track_caller]
fn set(text: &str, path: &str, to: &str) -> String {
    changed(text, path, Some(to)).unwrap()
}

#[track_caller]
fn reset(text: &str, path: &str) -> String {
    changed(text, path, None).unwrap()
}

#[test]
fn a_value_that_changes_changes_its_line_only_and_keeps_its_quotes_and_the_column_of_its_comment() {
    let text = "#c1\nsore_foot  = 'left'   #c2\nvolume     = 40       #c3\n";
    assert_eq!(set(text, "sore_foot", "right"), "#c1\nsore_foot  = 'right'  #c2\nvolume     = 40       #c3\n");
    assert_eq!(set(text, "volume", "100"), "#c1\nsore_foot  = 'left'   #c2\nvolume     = 100      #c3\n");
}

#[test]
fn a_setting_that_is_said_for_the_first_time_finds_its_place() {
    assert_eq!(
        set("sore_foot = \"left\"\nbell = false\n", "theme", "dark"),
        "sore_foot = \"left\"\ntheme = \"dark\"\nbell = false\n"
    );
    assert_eq!(set("# mine\n\nbell = false\n", "level", "3"), "# mine\n\nlevel = 3\nbell = false\n");
    assert_eq!(set("# mine\n", "level", "3"), "# mine\nlevel = 3\n");
    assert_eq!(set("# mine\n\n[say]\ndone = ''\n", "level", "3"), "# mine\nlevel = 3\n\n[say]\ndone = ''\n");
    assert_eq!(set("level = 3\n", "say.done", "Ready."), "level = 3\n\n[say]\ndone = \"Ready.\"\n");
    assert_eq!(set("[say]\ndone = ''\n", "say.rest", "Rest."), "[say]\nrest = \"Rest.\"\ndone = ''\n");
}

fn bound(text: &str, screen: &'static str, action: Action, keys: &[Key]) -> Result<String, String> {
    let ask = Ask::Keys(text.to_owned(), Wish { screen, action, keys: keys.to_vec() });
    match Home::new().desk().answer(ask, here()).0 {
        Answer::Read(Ok(read)) => Ok(read.text),
        Answer::Read(Err(why)) => Err(why.to_string()),
        other => panic!("{other:?}"),
    }
}

/// The skip of a session has the key `F5` from now on, and then those it comes with.
#[track_caller]
fn skip_by_f5(before: &str, after: &str, back: &str) {
    let skip = |text: &str, keys: &[Key]| {
        bound(text, "session", Action::Skip, keys).unwrap_or_else(|why| panic!("{why}: {text}"))
    };
    let new = skip(before, &[Key::Code(KeyCode::F(5))]);
    assert_eq!(new, after);
    assert_eq!(skip(&new, &[]), back);
}

#[test]
fn a_key_is_said_where_its_table_is_however_that_is_written_and_goes_without_the_comments() {
    skip_by_f5("", "[keys]\nsession.skip = \"F5\"\n", "");
    skip_by_f5("level = 2", "level = 2\n\n[keys]\nsession.skip = \"F5\"", "level = 2");
    skip_by_f5("[keys]\n# why\n", "[keys]\nsession.skip = \"F5\"\n# why\n", "[keys]\n# why\n");
    skip_by_f5("[keys] # why\n", "[keys] # why\nsession.skip = \"F5\"\n", "[keys] # why\n");
    skip_by_f5(
        "\u{feff}[keys]\nhome.trends = \"F7\"\n",
        "\u{feff}[keys]\nhome.trends = \"F7\"\nsession.skip = \"F5\"\n",
        "\u{feff}[keys]\nhome.trends = \"F7\"\n",
    );
    skip_by_f5(
        "[keys] # mine\nhome.trends   = \"F7\" # as ever\nhome.learn    = \"F8\"\n\n[say]\ndone = ''\n",
        "[keys] # mine\nhome.trends   = \"F7\" # as ever\nhome.learn    = \"F8\"\nsession.skip  = \"F5\"\n\n[say]\ndone = ''\n",
        "[keys] # mine\nhome.trends   = \"F7\" # as ever\nhome.learn    = \"F8\"\n\n[say]\ndone = ''\n",
    );
    skip_by_f5(
        "[keys]\r\nsession.skip = 'f' # mine\r\n",
        "[keys]\r\nsession.skip = 'F5' # mine\r\n",
        "[keys]\r\n# mine\r\n",
    );
    skip_by_f5(
        "[keys.session]\nback = \"F4\"\n[keys.home]\ntrends = \"F7\"\n",
        "[keys.session]\nback = \"F4\"\nskip = \"F5\"\n[keys.home]\ntrends = \"F7\"\n",
        "[keys.session]\nback = \"F4\"\n[keys.home]\ntrends = \"F7\"\n",
    );
    skip_by_f5(
        "[keys.home]\ntrends = \"F7\"\n\n[say]\ndone = ''\n",
        "[keys.home]\ntrends = \"F7\"\n\n[keys.session]\nskip = \"F5\"\n\n[say]\ndone = ''\n",
        "[keys.home]\ntrends = \"F7\"\n\n[say]\ndone = ''\n",
    );
    skip_by_f5(
        "keys = { home = { trends = \"F7\" } } # all\n",
        "keys = { home = { trends = \"F7\" }, session.skip = \"F5\" } # all\n",
        "keys = { home = { trends = \"F7\" } } # all\n",
    );
    skip_by_f5(
        "keys = { session.back = \"F4\" }\n",
        "keys = { session.back = \"F4\", session.skip = \"F5\" }\n",
        "keys = { session.back = \"F4\" }\n",
    );
    skip_by_f5(
        "[keys]\nsession = { back = \"F4\" }\n",
        "[keys]\nsession = { back = \"F4\", skip = \"F5\" }\n",
        "[keys]\nsession = { back = \"F4\" }\n",
    );
    skip_by_f5(
        "keys.home.trends = \"F7\"\nlevel = 2\n",
        "keys.home.trends = \"F7\"\nkeys.session.skip = \"F5\"\nlevel = 2\n",
        "keys.home.trends = \"F7\"\nlevel = 2\n",
    );
    let file = default_file();
    let after = file.replace("#[keys]\n", "#[keys]\n[keys]\nsession.skip = \"F5\"\n");
    skip_by_f5(&file, &after, &file);
    let (f5, n) = (Key::Code(KeyCode::F(5)), Key::Char('n'));
    let text = "[keys]\nsession.skip = [ # by hand\n  \"F5\", # one\n]\n";
    assert_eq!(
        bound(text, "session", Action::Skip, &[f5, n]).unwrap(),
        "[keys]\nsession.skip = [ # by hand\n  \"F5\", # one\n  \"n\",\n]\n"
    );
}

#[test]
fn a_key_that_is_taken_is_refused_in_the_words_of_the_file() {
    let m = Key::Char('m');
    for (text, keys, why) in [
        ("", vec![m], "m belongs to session.sound: choose another key, or give session.sound others too"),
        ("", vec![Key::Ctrl('c')], "Ctrl-C is never given away: choose another key"),
        ("", (b'A'..=b'G').map(|c| Key::Char(c.into())).collect(), "session.skip has 6 keys at most"),
    ] {
        assert_eq!(bound(text, "session", Action::Skip, &keys), Err(why.to_owned()));
        if let [key] = keys[..] {
            let told = &Settings::parse(&format!("[keys]\nsession.skip = \"{}\"\n", key.name())).1[0].text;
            assert_eq!(*told, format!("keys: session.skip: {why}; its default is used"));
        }
    }
    assert!(bound("[keys]\nsession.sound = \"F5\"\n", "session", Action::Skip, &[m]).is_ok(), "it was given away");
}

#[test]
fn in_the_default_file_a_setting_stands_below_its_default() {
    let file = default_file();
    let all = set(&set(&set(&file, "theme", "light"), "say.halfway", "Half."), "marks", "60, 30");
    let added: Vec<(&str, &str)> =
        all.lines().zip(all.lines().skip(1)).filter(|(_, line)| !line.is_empty() && !line.starts_with('#')).collect();
    assert_eq!(
        added,
        [
            ("#theme = \"auto\"", "theme = \"light\""),
            ("#marks = [60]", "marks = [60, 30]"),
            ("#[say]", "[say]"),
            ("#halfway = \"Half-way.\"", "halfway = \"Half.\""),
        ]
    );
    for (key, value) in [("theme", "light"), ("say.halfway", "Half.")] {
        assert_eq!(reset(&set(&file, key, value), key), file, "{key}: no header is left behind");
    }
}

#[test]
fn where_keys_are_changed_in_the_default_file_what_is_said_still_finds_its_header() {
    let file = default_file().replace("#[keys]\n", "[keys]\nsession.skip = \"f\"\n");
    let all = set(&set(&file, "say.halfway", "Half."), "theme", "light");
    assert!(all.contains("\n#[say]\n[say]\n") && all.contains("\n#halfway = \"Half-way.\"\nhalfway = \"Half.\"\n"));
    assert_eq!((meaning(&all).keys, Settings::parse(&all).1), (meaning(&file).keys, vec![]));
}

#[test]
fn what_goes_back_to_its_default_leaves_its_comments() {
    assert_eq!(
        reset("level = 3   # firm, said the physio\nbell = true\n", "level"),
        "# firm, said the physio\nbell = true\n"
    );
    assert_eq!(reset("# above\nlevel = 3\n# below\n", "level"), "# above\n# below\n");
    assert_eq!(
        reset("marks = [ # a\n  60, # b\n  # c\n  30 # d\n] # e\nbell = true\n", "marks"),
        "# a\n# b\n# c\n# d\n# e\nbell = true\n"
    );
    assert_eq!(reset("[say]\n  done = \"#1\" # x\n", "say.done"), "[say]\n  # x\n");
    assert_eq!(reset("say = { done = 'x', rest = 'y' } # z\n", "say.done"), "say = { rest = 'y' } # z\n");
    assert_eq!(reset("say.done = 'x' # y\nlevel = 3\n", "say.done"), "# y\nlevel = 3\n");
    assert_eq!(reset("bell = true\n", "level"), "bell = true\n", "what was not said stays unsaid");
}

#[test]
fn a_list_over_lines_keeps_its_lines_and_their_comments() {
    let text = "marks = [ # a\n  60, # b\n  30, # c\n]\n";
    assert_eq!(set(text, "marks", "60, 30, 10"), "marks = [ # a\n  60, # b\n  30, # c\n  10,\n]\n");
    assert_eq!(set(text, "marks", "30"), "marks = [ # a\n  30, # c\n]\n");
}

#[test]
fn what_cannot_be_changed_by_lines_is_refused_and_a_broken_file_too() {
    assert!(changed("level = \n", "level", Some("3")).unwrap_err().contains("syntax"));
    assert!(changed("say = 3\n", "say.done", Some("x")).is_err());
}

/// What a text says, on its own.
fn meaning(text: &str) -> Settings {
    Settings::parse(text).0
}

fn comments(text: &str) -> Vec<String> {
    let found = text.split('#').skip(1).filter_map(|rest| rest.trim_start().strip_prefix('c'));
    found
        .map(|rest| rest.chars().take_while(char::is_ascii_digit).collect())
        .filter(|digits: &String| !digits.is_empty())
        .collect()
}

/// Something that a setting takes.
fn typed(setting: &Setting, number: usize) -> String {
    match setting.control {
        Control::Choice(words, _) => words[number % words.len()].to_owned(),
        Control::Switch => ["true", "false"][number % 2].to_owned(),
        Control::Number { least, most, .. } => {
            (least + u32::try_from(number).unwrap() % (most - least + 1)).to_string()
        }
        Control::Numbers { .. } => ["none", "60", "30, 60", "5, 10, 15, 20"][number % 4].to_owned(),
        Control::Program(_) => ["auto", "none", "mpv -q", "'my player' \"it's\""][number % 4].to_owned(),
        Control::Time(least, most) => [least, most, "05:30", "07:15"][number % 4].to_owned(),
        Control::Text => ["", "Now.", "\"{side}\" # {part}", "it's {left}\\n"][number % 4].to_owned(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn r19_whatever_is_changed_says_what_was_meant_and_loses_no_comment(
        layout in 0..=LAYOUTS.len(),
        changes in prop::collection::vec((0..settings().len(), prop::option::of(0..100_usize)), 1..12),
    ) {
        let mut text = layouts()[layout].clone();
        let wanted = comments(&text);
        let (bom, crlf) = (text.starts_with('\u{feff}'), text.contains("\r\n"));
        for (which, to) in changes {
            let setting = settings()[which];
            let path = setting.path();
            let to = to.map(|number| typed(&setting, number));
            let before = form(&text, Answers::default()).0;
            let new = changed(&text, &path, to.as_deref()).map_err(TestCaseError::fail)?;
            let after = form(&new, Answers::default()).0;
            prop_assert_eq!(meaning(&new).keys, meaning(&text).keys, "{}", new);
            prop_assert_eq!(after.count_problems(), 0, "{}", new);
            for (before, after) in before.rows.iter().zip(&after.rows) {
                if after.setting.path() != path {
                    prop_assert_eq!((&before.said, &before.holds), (&after.said, &after.holds), "{}", new);
                    continue;
                }
                match &to {
                    Some(_) => prop_assert!(after.said.is_some()),
                    None => prop_assert_eq!(&after.said, &None),
                }
                prop_assert_eq!(meaning(&new), meaning(&changed(&new, &path, Some(&after.holds)).unwrap()));
            }
            prop_assert_eq!(new.starts_with('\u{feff}'), bom);
            prop_assert_eq!(crlf && new.replace("\r\n", "").contains('\n'), false);
            for comment in &wanted {
                prop_assert!(comments(&new).contains(comment), "c{} is lost:\n{}", comment, new);
            }
            text = new;
        }
    }
}

#[test]
fn a_new_key_never_comes_between_another_one_and_what_stands_above_it() {
    let doctor = "# My doctor says 2, never more:\nlevel = 2\n";
    assert_eq!(set(doctor, "first_side", "right"), format!("{doctor}first_side = \"right\"\n"));
    let crlf = "\u{feff}# mine\r\nlevel = 2\r\n";
    assert_eq!(set(crlf, "first_side", "right"), format!("{crlf}first_side = \"right\"\r\n"));
    let said = "[say]\n# the end\ndone = \"x\" # mine\n";
    assert_eq!(set(said, "say.change_side", "y"), format!("{said}change_side = \"y\"\n"));
    // With a blank line below it a comment is about all of them.
    assert_eq!(set("# mine\n\nlevel = 2\n", "work", "both"), "# mine\n\nwork = \"both\"\nlevel = 2\n");
}

#[test]
fn what_is_wrong_is_said_once_however_much_it_is() {
    use solemate::domain::text::Clean;
    let said = |count: usize| {
        Settings::in_short((1..=count).map(|line| Clean::visible(&format!("line {line}: wrong"))).collect())
    };
    assert_eq!(said(0), None);
    assert_eq!(said(1).as_deref(), Some("line 1: wrong"));
    let many = "20 lines of config.toml are wrong. The rest holds, and the settings list them.";
    assert_eq!(said(20).as_deref(), Some(many));
}

#[test]
fn a_file_that_is_not_there_begins_as_the_default_file() {
    let home = Home::new();
    let desk = home.desk();
    let opened = opened(&desk);
    assert_eq!((opened.is_there, opened.read.text.as_str()), (false, default_file().as_str()));
    assert!(!home.file().exists(), "looking makes none");
    let text = set(&opened.read.text, "level", "3");
    assert_eq!(saved(&desk, &text, None).unwrap(), Settings::load(&home.file()).0);
    assert_eq!(home.text(), text);
}

#[test]
fn r16_what_was_changed_meanwhile_is_shown_and_never_overwritten() {
    let home = Home::holding("level = 1\n");
    let desk = home.desk();
    fs::write(home.file(), "level = 2 # theirs\n").unwrap();
    let refused = saved(&desk, "level = 3\n", Some("level = 1\n"));
    assert_eq!(refused, Err(NotSaved::Changed(Some("level = 2 # theirs\n".into()))));
    assert_eq!(home.text(), "level = 2 # theirs\n");
    assert_eq!(opened(&desk).read.text, "level = 2 # theirs\n");
    saved(&desk, "level = 3\n", Some("level = 2 # theirs\n")).unwrap();
    assert_eq!(home.text(), "level = 3\n");
}

#[test]
#[cfg(unix)]
fn r12_settings_behind_a_link_are_saved_where_they_lie_with_their_mode() {
    use std::os::unix::fs::{PermissionsExt, symlink};

    let home = Home::holding("");
    let real = home.0.path().join("dotfiles.toml");
    fs::write(&real, "level = 1\n").unwrap();
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).unwrap();
    fs::remove_file(home.file()).unwrap();
    symlink(Path::new("../dotfiles.toml"), home.file()).unwrap();
    let desk = home.desk();
    saved(&desk, "level = 3\n", Some("level = 1\n")).unwrap();
    assert!(home.file().symlink_metadata().unwrap().is_symlink());
    assert_eq!(fs::read_to_string(&real).unwrap(), "level = 3\n");
    assert_eq!(real.metadata().unwrap().permissions().mode() & 0o777, 0o640);
}

#[test]
fn r25_a_broken_file_is_laid_open_as_it_is_and_never_written_to() {
    let home = Home::holding("level = 3\nview = \n");
    let opened = opened(&home.desk());
    assert!(opened.read.form.is_broken());
    assert_eq!(opened.read.form.others[0].line, 2);
    assert_eq!(home.text(), "level = 3\nview = \n");
    fs::write(home.file(), b"\xff\xfe\x00").unwrap();
    let (answer, settings) = home.desk().answer(Ask::Open, here());
    assert!(matches!(answer, Answer::Opened(Err(why)) if why.contains("UTF-8")));
    assert_eq!(settings, None);
}

#[test]
fn readme_names_every_key_and_its_example_has_no_mistake() {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let (_, section) = readme.split_once("\n## Settings\n").unwrap();
    let example = section.split("```").nth(1).unwrap().trim_start_matches("toml");
    assert_eq!(Settings::parse(example).1, []);
    let table: toml::Table = toml::from_str(example).unwrap();
    for setting in settings().iter().filter(|setting| setting.table.is_none()) {
        assert!(table.contains_key(setting.key), "README does not name {}", setting.key);
    }
}

#[test]
fn r16_each_window_has_a_draft_of_its_own_and_is_offered_none_that_another_one_holds() {
    let home = Home::holding("level = 1\n");
    let unsaved = |text: &str| Unsaved { text: text.to_owned(), base: Some("level = 1\n".to_owned()) };
    let at = |minute: &str| format!("2026-11-22T03:{minute}:00+01:00").parse().unwrap();
    let (one, other) = (home.desk(), home.desk());
    one.keep_draft(unsaved("level = 2\n"), at("01")).unwrap();
    assert_eq!(opened(&other).left, None, "who wrote it is still at work");
    other.keep_draft(unsaved("level = 3\n"), at("02")).unwrap();
    other.drop_draft();
    assert_eq!(opened(&one).left.unwrap().text, "level = 2\n", "dropping one leaves the other");
    other.keep_draft(unsaved("level = 3\n"), at("03")).unwrap();
    // Both end without a word: the newest is offered, and once it is dropped the other one.
    drop((one, other));
    let next = home.desk();
    assert_eq!(opened(&next).left.unwrap().text, "level = 3\n");
    assert_eq!(opened(&home.desk()).left.unwrap().text, "level = 2\n", "the first is offered elsewhere already");
    next.drop_draft();
    assert_eq!(opened(&next).left.unwrap().text, "level = 2\n");
    // Taken up, it is kept where it was.
    next.keep_draft(unsaved("level = 2\nbell = false\n"), at("04")).unwrap();
    next.drop_draft();
    assert_eq!(opened(&home.desk()).left, None);
}
