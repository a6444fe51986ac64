//! Any key, any time, any window.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use proptest::prelude::*;
use solemate::domain::body::Side;
use solemate::domain::health::Question;
use solemate::domain::record::{
    Said, {Fact, PainKind, Rating, What},
};
use solemate::domain::routine::{Routine, Sides, Step};
use solemate::domain::text::Clean;
use solemate::store::library::Library;
use solemate::ui::app::Begin;
use solemate::ui::effect::Msg;
use solemate::ui::keymap::{Key, Scope, table};

use super::recover::answered;
use super::support::house::{Disk, House};
use super::support::live::{holds, routine, span, timed, waiting};

/// Every place of the app, with the keys that lead there and how long to wait between them.
fn places() -> Vec<(&'static str, Scope, House)> {
    let varied = || {
        let both = Step { sides: Sides::Both, ..holds(3, 5, 2) };
        let rules = vec!["from 8: gentle-day".parse().unwrap()];
        Routine { rules, ..routine([timed(30), both, waiting(), timed(10)]) }
    };
    let go = |mut house: House, keys: &str| {
        house.press(keys);
        house
    };
    let live = |wait: &str, keys: &str| {
        let mut house = House::live(varied());
        house.wait(wait);
        go(house, keys)
    };
    let after = |keys: &str| {
        let mut house = House::start(varied());
        house.press("<enter>53<enter>").wait("10s").press("qq");
        go(house, keys)
    };
    let busy = Disk { busy: Some(Clean::visible("a session is under way")), ..Disk::default() };
    let busy = House::with(busy, |setup| setup.begin = Begin::Routine(Box::new(varied())));
    vec![
        ("home", Scope::Home, with_past(&["4", "6", "x"])),
        ("filter", Scope::Filter, go(House::open(), "/c")),
        ("nothing found", Scope::Filter, go(House::open(), "/zzzz")),
        ("cue check", Scope::Cues, go(House::open(), "cn")),
        ("flash", Scope::Cues, go(House::open(), "cyy")),
        ("cues asked", Scope::CuesAsked, go(House::open(), "cyny<enter>y")),
        ("check", Scope::Check, go(House::start(varied()), "3")),
        ("stopped", Scope::Stopped, go(House::start(varied()), "12345<enter>7")),
        ("before", Scope::Before, go(House::start(varied()), "<enter>7")),
        ("before, with a rule met", Scope::BeforeRuled, go(House::start(varied()), "<enter>9")),
        ("get ready", Scope::Session, live("2s", "")),
        ("left", Scope::Session, live("10s", "")),
        ("change", Scope::Session, live("37s", "")),
        ("right", Scope::Session, live("50s", "")),
        ("paused", Scope::Session, live("50s", " ")),
        ("near", Scope::Session, live("50s", "v")),
        ("that hurt", Scope::Session, live("50s", "h")),
        ("rated", Scope::Session, live("50s", "7")),
        ("locked", Scope::SessionLocked, live("50s", "k")),
        ("holds", Scope::Session, live("79s", "")),
        ("count up", Scope::Session, live("150s", "")),
        ("held", Scope::Session, {
            let mut house = live("10s", "w");
            house.wait("40s");
            house
        }),
        ("after", Scope::After, after("4")),
        ("steps", Scope::After, after("s")),
        ("note", Scope::Note, after("nsore where the strap sits 日本語 e\u{301}")),
        ("history", Scope::History, go(with_past(&["4", "6", "x"]), "h")),
        ("no history", Scope::History, go(House::open(), "h")),
        ("record", Scope::Record, go(after("4nfine<enter><enter>"), "h<enter>")),
        ("red flag", Scope::Said, go(House::open(), "<enter>1<enter><enter>h<enter>")),
        ("nothing like it", Scope::Seek, go(with_past(&["4", "6", "x"]), "h/zzz")),
        ("found", Scope::History, go(with_past(&["4", "6", "x"]), "h/left<enter>")),
        ("rating opened", Scope::Rate, go(with_past(&["4", "6", "x"]), "h<enter>")),
        ("deleted", Scope::History, go(with_past(&["4", "6", "x"]), "hd")),
        ("late entry", Scope::When, go(with_past(&["4", "6", "x"]), "hayesterday 7")),
        ("record note", Scope::Note, go(after("4nfine<enter><enter>"), "h<enter>n, or so")),
        ("record ratings", Scope::Rate, go(after("4<enter>"), "h<enter>r")),
        ("rating", Scope::Rate, go(House::open(), "f7")),
        ("mute words", Scope::Rate, go(House::open(), "fnwords<enter><enter>")),
        ("rating, when", Scope::When, go(House::open(), "fwnever<enter>")),
        ("rating, place", Scope::Note, go(House::open(), "f3psore where the strap sits 日本語 e\u{301}")),
        ("recover", Scope::Recover, live("50s", "").killed_and_started("5m")),
        ("recover, looking", Scope::RecoverLate, go(live("50s", "").killed_and_started("5h"), "l")),
        ("recover, held", Scope::RecoverHeld, answered(Question::Pregnancy)),
        ("recover, no session", Scope::RecoverLogOnly, answered(Question::Surgery)),
        ("plan", Scope::Adapt, go(House::open(), "pj +")),
        ("minutes", Scope::Minutes, go(House::open(), "m8")),
        ("busy", Scope::Busy, go(busy, "<enter><enter>")),
        ("help", Scope::Help, go(live("50s", ""), "?")),
    ]
}

/// Every place of a routine being edited.
fn edited_places() -> Vec<(&'static str, Scope, House)> {
    let go = |mut house: House, keys: &str| {
        house.press(keys);
        house
    };
    vec![
        ("how a new routine begins", Scope::Guide, go(House::open(), "n")),
        ("what a new routine is for", Scope::Guide, go(House::open(), "n1j 3")),
        ("how many minutes a new routine takes", Scope::GuideMinutes, go(House::open(), "n1<enter><enter>1")),
        ("a proposal", Scope::NewName, go(House::open(), "n1<enter><enter><enter><enter>")),
        ("new routine", Scope::NewName, go(House::open(), "n3My evening")),
        ("editor", Scope::EditSteps, go(House::open(), "ejj")),
        ("editor, fields", Scope::EditFields, go(House::open(), "ejj<enter>j")),
        ("editor, typing", Scope::EditType, go(House::open(), "ejj<enter><enter>x")),
        ("editor, a word", Scope::EditWord, go(House::open(), "ejj<enter>j<enter><c-u>s")),
        ("editor, a search", Scope::EditSeek, go(House::open(), "e/calf")),
        ("editor, a review", Scope::EditReview, go(House::open(), "ejj<delete><c-s>")),
        ("editor, on the way out", Scope::EditLeave, go(House::open(), "ejjd<esc>")),
        ("editor, a draft", Scope::EditLeft, go(House::open(), "ejjd<esc><esc>e")),
        ("editor, changed meanwhile", Scope::EditConflict, conflict("")),
        ("editor, changed elsewhere meanwhile", Scope::EditJoin, meanwhile("jjd", Some("# theirs\n"))),
        ("editor, taken away meanwhile", Scope::EditGone, meanwhile("jjd", None)),
        ("editor, another name", Scope::EditName, conflict("o")),
        ("editor, broken", Scope::EditBroken, super::editor::editing("name = \"Mine\n")),
    ]
}

/// A routine that somebody else changed while it was edited.
fn conflict(keys: &str) -> House {
    let mut house = super::editor::editing(ONE_STEP);
    house.press("jjd");
    std::fs::write(house.path("routines/mine.toml"), "name = \"Theirs\"\n").unwrap();
    house.press("<c-s><enter>").press(keys);
    house
}

const ONE_STEP: &str = "name = \"Mine\"\n[[step]]\nname = \"One\"\ntime = \"1m\"\n";

/// A routine changed by `keys` before which somebody else put lines, or which they took away, and saved.
fn meanwhile(keys: &str, theirs: Option<&str>) -> House {
    let mut house = super::editor::editing(ONE_STEP);
    house.press(keys);
    let path = house.path("routines/mine.toml");
    match theirs {
        Some(lines) => std::fs::write(path, format!("{lines}{ONE_STEP}")).unwrap(),
        None => std::fs::remove_file(path).unwrap(),
    }
    house.press("<c-s>");
    house
}

/// Home, after first-step ratings of the last days.
fn with_past(values: &[&str]) -> House {
    let mut house = House::open();
    let mut disk = Disk::default();
    for (days, value) in (1..).zip(values) {
        let at = house.now.wall - chrono::TimeDelta::days(days);
        for side in Side::BOTH {
            let value = value.parse::<u8>().unwrap_or(10).try_into().unwrap();
            let rating = Rating { side, kind: PainKind::FirstStep, value, session: None, note: None, place: None };
            disk.said.push(Fact::new(at, What::Pain(rating)));
        }
    }
    std::mem::swap(&mut house.disk, &mut disk);
    house.killed_and_started("1m")
}

fn events(key: Key) -> Vec<KeyEvent> {
    let plain = |code| KeyEvent::new(code, KeyModifiers::NONE);
    let letters = |text: &str| text.chars().map(|c| plain(KeyCode::Char(c))).collect();
    match key {
        Key::Char(c) => vec![plain(KeyCode::Char(c))],
        Key::Ctrl(c) => vec![KeyEvent::new(KeyCode::Char(c), KeyModifiers::CONTROL)],
        Key::Code(code) => vec![plain(code)],
        Key::Scale => letters("0369xX-"),
        Key::Digits => letters("0369xX"),
        Key::Line => letters("12345"),
        Key::Choice => letters("123456789"),
        Key::Mouse(_) => Vec::new(),
    }
}

#[test]
fn every_place_is_what_it_is_called() {
    for (name, scope, house) in places().into_iter().chain(edited_places()) {
        assert_eq!(house.scope(), scope, "{name}:\n{house:?}");
    }
}

/// Presses each of these keys in each of these places, and goes home from there.
fn presses(keys: impl Fn(Scope) -> bool, places: fn() -> Vec<(&'static str, Scope, House)>) {
    let bound = table().filter(|binding| keys(binding.scope)).flat_map(|binding| binding.keys);
    let mut all: Vec<KeyEvent> = bound.flat_map(|key| events(*key)).collect();
    let mut seen = std::collections::HashSet::new();
    all.retain(|event| seen.insert(*event));
    for event in all {
        for (name, _, mut house) in places() {
            house.hear(Msg::Key(event));
            house.wait("3s").screen();
            for _ in 0..8 {
                match house.scope() {
                    Scope::Home => {}
                    Scope::SessionLocked => drop(house.press("kk")),
                    _ => drop(house.press("<esc>")),
                }
            }
            assert_eq!(house.scope(), Scope::Home, "from {name}, after {event:?}");
        }
    }
}

fn edits(scope: Scope) -> bool {
    format!("{scope:?}").starts_with("Edit") || scope == Scope::Everywhere
}

#[test]
fn every_key_of_the_table_is_harmless_everywhere_and_the_way_home_stays_open() {
    presses(|_| true, places);
}

#[test]
fn every_key_of_the_editor_is_harmless_in_it_and_the_way_home_stays_open() {
    presses(edits, edited_places);
}

#[test]
fn t15_every_place_is_drawn_at_any_size() {
    let chosen = |columns, rows| (columns <= 50 && rows <= 15) || (3 * columns + 7 * rows) % 20 == 0;
    for (name, _, house) in places().into_iter().chain(edited_places()) {
        let draw = |columns, rows| house.drawn(columns, rows);
        let sizes = (0..=100).flat_map(|columns| (0..=40).map(move |rows| (columns, rows)));
        let sizes = sizes.filter(|(columns, rows)| chosen(*columns, *rows));
        for (columns, rows) in sizes.chain([(1000, 2), (2, 400), (300, 100)]) {
            let drawn = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| draw(columns, rows)));
            assert!(drawn.is_ok(), "{name} at {columns}x{rows}");
        }
    }
}

/// One thing that happens.
#[derive(Clone, Debug)]
enum Happens {
    Key(KeyEvent),
    Point(u16, u16),
    MiddleClick,
    Scroll(i16),
    Paste(String),
    Wait(&'static str),
    Leap(u64),
    Resize(u16, u16),
    Disk(bool),
}

fn happens() -> impl Strategy<Value = Happens> {
    let bound: Vec<KeyEvent> =
        table().flat_map(|binding| binding.keys).flat_map(|key| events(*key)).filter(|key| !ends(key)).collect();
    let letter = any::<char>().prop_map(|c| KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE));
    prop_oneof![
        12 => prop::sample::select(bound).prop_map(Happens::Key),
        1 => letter.prop_map(Happens::Key),
        1 => (0..130_u16, 0..50_u16).prop_map(|(column, row)| Happens::Point(column, row)),
        1 => Just(Happens::MiddleClick),
        1 => (-3..=3_i16).prop_map(Happens::Scroll),
        1 => "[0-9x q\u{65e5}\u{301}-]{0,9}".prop_map(Happens::Paste),
        4 => prop::sample::select(vec!["1ms", "300ms", "1s", "5s", "31s", "10m"]).prop_map(Happens::Wait),
        1 => (0..5_000_u64).prop_map(Happens::Leap),
        1 => (0..130_u16, 0..50_u16).prop_map(|(columns, rows)| Happens::Resize(columns, rows)),
        1 => any::<bool>().prop_map(Happens::Disk),
    ]
}

fn ends(key: &KeyEvent) -> bool {
    key.modifiers.contains(KeyModifiers::CONTROL) && key.code == KeyCode::Char('c')
}

/// Ratings that were said so far, saved or not, each revision once.
fn said(house: &mut House) -> Vec<(Said, u8)> {
    let unsaved = house.app.last_words(house.now).1;
    let mut said: Vec<_> = house
        .disk
        .said
        .iter()
        .chain(&unsaved)
        .filter_map(|fact| match &fact.what {
            What::Pain(rating) => Some((fact.said(), rating.value.value())),
            _ => None,
        })
        .collect();
    said.sort_unstable();
    said.dedup();
    said
}

fn typed(happens: &Happens) -> Option<u8> {
    match happens {
        Happens::Key(KeyEvent { code: KeyCode::Char(c), .. }) => match c {
            'x' | 'X' | '-' => Some(10),
            c => c.to_digit(10).map(|digit| digit as u8),
        },
        _ => None,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 50, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_that_happens_panics_or_rates_what_nobody_typed(all in prop::collection::vec(happens(), 100)) {
        let mut house = House::open();
        let mut before: Vec<(Said, u8)> = Vec::new();
        let mut ever = Vec::new();
        for happens in all {
            match happens.clone() {
                Happens::Key(key) => house.hear(Msg::Key(key)),
                Happens::Point(column, row) => house.hear(Msg::Point(column, row)),
                Happens::MiddleClick => house.hear(Msg::MiddleClick),
                Happens::Scroll(notches) => house.hear(Msg::Scroll(notches)),
                Happens::Paste(text) => house.hear(Msg::Paste(Clean::visible(&text))),
                Happens::Wait(length) => { house.wait(length); }
                Happens::Leap(seconds) => {
                    house.pass(span("1s") * u32::try_from(seconds).unwrap());
                    house.hear(Msg::Tick);
                }
                Happens::Resize(columns, rows) => {
                    house.size = (columns, rows);
                    house.screen();
                }
                Happens::Disk(full) => house.disk.full = full,
            }
            let now = said(&mut house);
            // What was said of a rating before may be said again: with a note, or because a deletion was undone.
            let known = |((id, _), value): &(Said, u8)| ever.iter().any(|((old, _), said)| (old, said) == (id, value));
            let is_new = |rating: &&(Said, u8)| !before.contains(*rating) && !known(rating);
            let new: Vec<u8> = now.iter().filter(is_new).map(|(_, value)| *value).collect();
            ever.extend(now.iter().copied());
            match typed(&happens) {
                // One number rates both feet where both are worked together.
                Some(value) => prop_assert!(new.len() <= 2 && new.iter().all(|n| *n == value), "{:?} said {:?}", happens, new),
                None => prop_assert!(new.is_empty(), "{:?} said {:?}", happens, new),
            }
            before = now;
            if house.left.take().is_some() {
                house = house.killed_and_started("1h");
            }
        }
    }
}

#[test]
fn a_routine_of_every_shipped_kind_is_drawn_at_each_of_its_seconds() {
    for id in ["calf-classic", "gentle-day"] {
        let mut house = House::live(Library::new(None).load(id).unwrap());
        while house.scope() == Scope::Session {
            house.wait("1s").screen();
            if house.app.next_wake().is_none() {
                house.press(" ");
            }
        }
        assert_eq!(house.scope(), Scope::After, "{id}");
    }
}
