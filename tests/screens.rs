//! Whole screens, as a person sees them. Solid areas are painted by their ground alone; here they stand as full blocks.
#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used, missing_docs)]

mod support;

use std::fmt::Write;

use chrono::TimeDelta;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};
use solemate::domain::body::{Side, Technique};
use solemate::domain::health::{Answer, Profile, Question};
use solemate::domain::record::{Ending, Event, Fact, PainKind, Rating, SessionRecord, StepRecord, What};
use solemate::domain::routine::{RoutineId, Step};
use solemate::domain::text::Clean;
use solemate::store::library::Library;
use solemate::store::shipped::Shipped;
use solemate::ui::app::Begin;
use solemate::ui::theme::{Kind, Theme};
use support::house::{Disk, House, symbol};
use support::live::{routine, spots, wall};

const EVENING: &str = "2026-11-20T20:30:00+01:00";

/// Weeks of first steps, better by and by, with days missing.
fn weeks() -> Disk {
    let mut disk = Disk::default();
    for back in (1..60_i64).rev().filter(|back| back % 7 != 3) {
        for (side, value) in [(Side::Left, 2 + back / 12), (Side::Right, back / 20)] {
            let value = u8::try_from(value).unwrap().try_into().unwrap();
            let rating = Rating { side, kind: PainKind::FirstStep, value, session: None, note: None, place: None };
            disk.said.push(Fact::new(wall("2026-11-20T06:40:00+01:00") - TimeDelta::days(back), What::Pain(rating)));
        }
    }
    disk
}

/// Before Calf Classic, with the questions still to come.
fn before() -> House {
    House::at(EVENING, weeks(), |setup| {
        setup.begin = Begin::Routine(Box::new(Library::new(None).load("calf-classic").unwrap()));
    })
}

/// So long after the session began.
fn live(wait: &str) -> House {
    let mut house = before();
    house.press("<enter>53<enter>").wait(wait);
    house
}

/// After it was ended before its end.
fn after() -> House {
    let mut house = live("5m");
    house.press("qq").press("42nSofter than yesterday<esc>");
    house
}

fn press(mut house: House, keys: &str) -> House {
    house.press(keys);
    house
}

macro_rules! assert_screen {
    ($name:literal, $house:expr, $($size:expr),+ $(,)?) => {{
        let house = $house;
        $({
            let (columns, rows): (u16, u16) = $size;
            insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
                insta::assert_snapshot!(format!("{}-{columns}x{rows}", $name), framed(&house.screen_at(columns, rows)));
            });
        })+
    }};
}

/// With an edge at the left, so that a snapshot keeps its empty first lines.
fn framed(screen: &str) -> String {
    screen.lines().map(|line| format!("|{line}\n")).collect()
}

/// The settings of a person who has changed some, and made a mistake.
fn settings() -> House {
    let mut house = House::with(Disk::default(), |_| {});
    house.write_settings("# mine\nsore_foot = \"left\" # since May\nvolume = 40\nrate = 900\nvolum = 1\n");
    house.press(",");
    house
}

#[test]
fn settings_rows() {
    assert_screen!("settings", settings(), (80, 24), (120, 40), (200, 60), (40, 12));
    assert_screen!("settings-none", press(House::with(Disk::default(), |_| {}), ","), (80, 24));
}

/// What was said of one's health.
fn with_health(answers: &[(Question, Answer)]) -> House {
    let mut health = Profile::default();
    answers.iter().for_each(|(question, answer)| health.set(*question, Some(*answer)));
    health.asked = (!answers.is_empty()).then(|| wall(EVENING).date_naive());
    House::with(Disk { health: Some(health), ..Disk::default() }, |_| {})
}

#[test]
fn health_profile() {
    let given = Answer::Since(wall(EVENING).date_naive() - TimeDelta::days(8));
    let answers = [(Question::Clot, Answer::Agreed), (Question::Injection, given), (Question::Cold, Answer::No)];
    let answered = || press(with_health(&answers), "P<down><down><down>");
    assert_screen!("health-first", with_health(&[]), (80, 24), (40, 12));
    assert_screen!("health", answered(), (80, 24), (120, 40), (200, 60), (40, 12));
    assert_screen!("health-home", with_health(&answers), (80, 24), (120, 40), (40, 12));
    assert_screen!("health-before", press(with_health(&answers), "/gentle<enter><enter>"), (80, 24), (40, 12));
    assert_screen!("health-held", press(with_health(&answers), "/ten by<enter>"), (80, 24), (40, 12));
    let surgery = || with_health(&[(Question::Surgery, Answer::Yes)]);
    assert_screen!("health-log-only", surgery(), (80, 24), (40, 12));
    assert_screen!("health-log-only-pain", press(surgery(), "H<enter>"), (80, 24), (40, 12));
}

#[test]
fn red_flags() {
    let said = |keys: &str| press(House::with(Disk::default(), |_| {}), keys);
    assert_screen!("flagged", said("<enter>12345<enter>"), (80, 24), (120, 40), (40, 12));
    assert_screen!("flagged-home", said("<enter>14<enter><enter>"), (80, 24), (120, 40), (200, 60), (40, 12));
    assert_screen!("flagged-home-all", said("<enter>12345<enter><enter>"), (80, 24), (40, 12));
    assert_screen!("flagged-again", said("<enter>14<enter><enter><enter>"), (80, 24), (40, 12));
}

#[test]
fn skin_check() {
    let done = |answers: &[(Question, Answer)]| {
        let mut house = press(with_health(answers), "/gentle<enter><enter><enter>");
        house.wait("40m");
        house
    };
    assert_screen!("after-skin", done(&[(Question::Diabetes, Answer::Yes)]), (80, 24), (120, 40), (40, 12));
}

#[test]
fn settings_keys() {
    let keys = |keys: &str| {
        let mut house = House::at(EVENING, Disk::default(), |_| {});
        house.write_settings("[keys]\n# mine\nhome.trends = \"Ctrl-T\"\nhome.rate = \"q\"\n");
        press(house, &format!(",<tab><tab><tab><tab><tab><enter>{keys}"))
    };
    assert_screen!("settings-keys", keys(""), (80, 24), (120, 40), (200, 60), (40, 12));
    assert_screen!("settings-keys-press", keys("/session sk<enter><enter>m"), (80, 24), (40, 12));
}

#[test]
fn settings_open() {
    assert_screen!("settings-choosing", press(settings(), "<down><down><down><down><enter><down>"), (80, 24), (40, 12));
    let typing = || press(settings(), "<end><enter> {sid}");
    assert_screen!("settings-typing", typing(), (80, 24), (120, 40), (40, 12));
    assert_screen!("settings-wrong", press(settings(), &"<down>".repeat(15)), (80, 24), (40, 12));
}

#[test]
fn settings_saved() {
    assert_screen!("settings-review", press(settings(), "<right><c-s>"), (80, 24), (40, 12));
    let mut conflict = press(settings(), "<right>");
    conflict.write_settings("sore_foot = \"both\"\n");
    conflict.press("<c-s><enter>");
    assert_screen!("settings-conflict", conflict, (80, 24), (40, 12));
    let mut broken = House::with(Disk::default(), |_| {});
    broken.write_settings("level = 3\nview = \n");
    assert_screen!("settings-broken", press(broken, ","), (80, 24), (40, 12));
}

#[test]
fn settings_in_ascii() {
    let mut house = House::with(Disk::default(), |setup| setup.theme = setup.theme.in_ascii());
    house.ascii = true;
    assert_screen!("settings-ascii", press(house, ",<down><right>"), (80, 24));
}

#[test]
fn adapted() {
    let open = || House::at(EVENING, weeks(), |_| {});
    assert_screen!("minutes", press(open(), "/full<enter><esc>m15"), (80, 24), (40, 12));
    assert_screen!("plan", press(open(), "/full<enter><esc>pj +"), (80, 24), (40, 12), (120, 40));
    assert_screen!("before-short", press(open(), "/full<enter><esc>m15<enter><enter>"), (80, 24), (40, 12));
}

#[test]
fn trends() {
    let open = || House::at(EVENING, weeks(), |_| {});
    assert_screen!("trends", press(open(), "t"), (80, 24), (40, 12), (120, 40));
    assert_screen!("trends-pointed", press(open(), "t<left><left>"), (80, 24));
    assert_screen!("trends-table", press(open(), "tt"), (80, 24), (40, 12));
    assert_screen!("trends-explained", press(open(), "ti"), (80, 24));
    assert_screen!("trends-around", press(after(), "<enter>t<tab><tab>"), (80, 24), (40, 12), (120, 40));
    assert_screen!("trends-work", press(after(), "<enter>t<tab><tab><tab>"), (80, 24), (40, 12));
    let worked = |keys: &str| {
        let mut disk = weeks();
        let seconds = std::time::Duration::from_secs;
        for back in (1..60_i64).filter(|back| back % 6 != 0) {
            let started = wall("2026-11-20T21:00:00+01:00") - TimeDelta::days(back);
            let time = seconds(if back % 5 == 0 { 400 } else { 720 });
            let step = |side| StepRecord {
                name: Clean::visible("Knead the calf"),
                technique: Some(Technique::Kneading),
                side: Some(side),
                planned: seconds(720),
                done: time,
                skipped: false,
                hurts: Vec::new(),
            };
            let record = SessionRecord {
                routine: RoutineId::new("calf-classic").unwrap(),
                name: Clean::visible("Calf Classic"),
                started,
                ending: Ending::Finished,
                planned: seconds(1440),
                lived: 2 * time,
                paused: seconds(0),
                fitted: None,
                steps: Side::BOTH.map(step).into(),
            };
            disk.said.push(Fact::new(started, What::Session(record)));
        }
        press(House::at(EVENING, disk, |_| {}), keys)
    };
    let marked = |keys: &str| {
        let mut disk = weeks();
        for (at, text) in [("2026-10-14T12:00:00+02:00", "new insoles"), ("2026-11-02T12:00:00+01:00", "holiday")] {
            disk.said.push(Fact::new(wall(at), What::Event(Event { text: Clean::visible(text) })));
        }
        press(House::at(EVENING, disk, |_| {}), keys)
    };
    assert_screen!("trends-marked", marked("t"), (80, 24), (40, 12), (120, 40));
    assert_screen!("trends-marking", marked("t<left><left>ephysio"), (80, 24), (40, 12));
    assert_screen!("trends-events", marked("t<backtab>"), (80, 24), (40, 12));
    assert_screen!("trends-events-table", marked("t<backtab>t"), (80, 24), (40, 12));
    assert_screen!("trends-mornings", worked("t<backtab><backtab>"), (80, 24), (40, 12), (120, 40));
    assert_screen!("trends-mornings-table", worked("t<backtab><backtab>t"), (80, 24), (40, 12));
    assert_screen!("trends-days-table", worked("t<backtab><backtab><backtab>t"), (80, 24));
    assert_screen!("trends-days", press(after(), "<enter>t<tab><tab><tab><tab>"), (80, 24));
}

#[test]
fn home() {
    assert_screen!("home", House::at(EVENING, weeks(), |_| {}), (80, 24), (40, 12));
}

#[test]
fn questions_and_pain_before() {
    assert_screen!("check", press(before(), "3"), (80, 24));
    assert_screen!("before", press(before(), "<enter>5"), (80, 24), (40, 12));
}

/// Rows of block letters from this one on.
fn sign(screen: &str, from: usize, rows: usize) -> Vec<&str> {
    screen.lines().skip(from).take(rows).map(str::trim).collect()
}

#[test]
fn in_a_narrow_window_the_side_to_go_to_is_as_large_as_at_work_and_the_arrow_as_long_as_the_window() {
    for (size, rows) in [((40, 40), 7), ((60, 24), 3)] {
        let (change, work) = (live("247s").screen_at(size.0, size.1), live("300s").screen_at(size.0, size.1));
        let words = sign(&change, 4, rows);
        assert_eq!(words, sign(&work, 4, rows), "{size:?}");
        assert!(words[0].contains('█') || words[0].contains('▀'), "{size:?}: {words:?}");
        let arrow = change.lines().find_map(|line| line.trim().strip_prefix("LEFT ")).unwrap();
        assert!(arrow.chars().count() + 9 >= usize::from(size.0) && !arrow.contains(' '), "{size:?}: {arrow}");
    }
}

#[test]
fn session() {
    assert_screen!("session-left", live("90s"), (80, 24), (40, 12), (120, 40), (200, 60));
    assert_screen!("session-change", live("247s"), (80, 24), (40, 12), (40, 40), (60, 24));
    assert_screen!("session-right", live("300s"), (80, 24));
    assert_screen!("session-paused", press(live("300s"), " "), (80, 24));
    assert_screen!("session-hurt", press(live("90s"), "h"), (80, 24), (40, 12));
    assert_screen!("session-rated", press(live("90s"), "7"), (80, 24), (40, 12));
    assert_screen!("session-locked", press(live("90s"), "k "), (80, 24));
    assert_screen!("session-near", press(live("300s"), "v"), (80, 24), (40, 12));
    assert_screen!("session-near-left", press(live("90s"), "v"), (40, 12));
    assert_screen!("session-together", live("30s"), (80, 24));
    assert_screen!("session-together-near", press(live("30s"), "v"), (80, 24));
}

#[test]
fn session_with_places_to_count_and_a_long_cue() {
    let begun = |step| {
        let mut house = House::live(routine([step]));
        house.wait("20s");
        house
    };
    assert_screen!("session-spots", begun(spots(90, 3)), (80, 24));
    let cue = "Knead slowly and firmly and keep breathing while you do so, for as long as it feels good to you.";
    let long = || begun(Step { cue: Some(Clean::visible(cue)), ..spots(90, 1) });
    assert_screen!("session-long-cue", long(), (40, 12));
}

#[test]
fn after_a_session_and_what_was_done() {
    assert_screen!("after", after(), (80, 24), (40, 12));
    assert_screen!("after-hurt", press(live("100s"), "hqq"), (80, 24), (40, 12));
    assert_screen!("history", press(after(), "<enter>h"), (80, 24));
    assert_screen!("record", press(after(), "<enter>h<enter>"), (80, 24));
}

#[test]
fn cue_check() {
    let check = |keys| press(House::at(EVENING, weeks(), |setup| setup.prefs.unasked = true), keys);
    assert_screen!("cues-offered", check(""), (80, 24), (40, 12));
    assert_screen!("cues-no", check("c<enter>n"), (80, 24), (40, 12));
    let mut asked = check("cn<enter>yy");
    asked.wait("1s");
    assert_screen!("cues-asked", asked, (80, 24), (40, 12));
}

#[test]
fn ratings_by_themselves() {
    let morning = || House::at("2026-11-20T07:12:00+01:00", weeks(), |_| {});
    assert_screen!("home-morning", morning(), (80, 24), (40, 12));
    assert_screen!("rate", press(morning(), "f6"), (80, 24), (40, 12), (120, 40));
    assert_screen!("rate-words", press(morning(), "f62pInner side of the heel<enter>wyesterday 7"), (80, 24), (40, 12));
}

#[test]
fn history_found_and_corrected() {
    let all = || press(House::at(EVENING, weeks(), |_| {}), "h");
    assert_screen!("history-find", press(all(), "/left 2026-10"), (80, 24), (40, 12));
    assert_screen!("history-nothing", press(all(), "/insoles"), (80, 24), (40, 12));
    assert_screen!("history-rating", press(all(), "<enter>"), (80, 24));
    assert_screen!("history-deleted", press(all(), "jd"), (80, 24));
    assert_screen!("record-note", press(after(), "<enter>h<enter>n, said later"), (80, 24), (40, 12));
}

#[test]
fn a_new_routine_and_what_is_listed() {
    let new = |keys: &str| press(House::at(EVENING, weeks(), |_| {}), keys);
    assert_screen!("guide", new("n"), (80, 24), (40, 12));
    assert_screen!("guide-tools", new("n1<enter>4j"), (80, 24), (40, 12), (120, 40));
    assert_screen!("guide-minutes", new("n1<enter><enter>12"), (80, 24), (40, 12));
    assert_screen!("guide-proposal", new("n1<enter><enter><enter><enter>"), (80, 24), (40, 12), (200, 60));
    let mut house = House::at(EVENING, weeks(), |_| {});
    house.write_own("mine", "name = \"Mine\"\n[[step]]\nname = \"One\"\ntime = \"1m\"\n");
    house.press("n3Sunday<enter><end>d<esc><esc>").press("<end>xk<home>");
    assert_screen!("home-own", house, (80, 24), (40, 12), (120, 40));
}

#[test]
fn a_routine_being_edited() {
    let open = |keys: &str| {
        let mut house = House::at(EVENING, weeks(), |_| {});
        house.press("/classic<enter><esc>").press("e").press(keys);
        house
    };
    assert_screen!("edit", open("jjj"), (80, 24), (40, 12), (120, 40), (200, 60));
    assert_screen!("edit-field", open("jjjj<enter>jjjjj<enter><backspace>x"), (80, 24), (40, 12));
    assert_screen!("edit-word", open("jjjj<enter>jj<enter><c-u>calf<down>"), (80, 24), (40, 12), (120, 40));
    assert_screen!("edit-review", open("jjjj<enter>jjjjj<enter><c-u>2m<enter><c-s>"), (80, 24), (40, 12));
    assert_screen!("edit-left", open("jjjjd<esc><esc>e"), (80, 24), (40, 12));
    assert_screen!("edit-new", open("<esc>N"), (80, 24));
    let meanwhile = |from: &str, to: &str| {
        let mut house = open("jjjj<enter>jjjjjj<enter><c-u>2m<enter>");
        let shipped = Shipped::named("calf-classic").unwrap().text;
        house.write_own("calf-classic", &shipped.replacen(from, to, 1));
        house.press("<c-s>");
        house
    };
    assert_screen!("edit-join", meanwhile("Calf Classic", "Calves"), (80, 24), (40, 12));
    assert_screen!("edit-conflict", meanwhile("\"3m\"", "\"4m\""), (80, 24), (40, 12));
    let plain = |theme: Theme| {
        let mut house = House::at(EVENING, weeks(), |setup| setup.theme = theme);
        house.press("/classic<enter><esc>").press("ejjjj");
        house
    };
    assert_screen!("edit-no-colour", plain(Theme::new(Kind::None)), (80, 24), (160, 50));
    assert_screen!("edit-ascii", plain(Theme::new(Kind::None).in_ascii()), (80, 24));
}

#[test]
fn what_there_is_to_read() {
    let open = |keys: &str| press(House::at(EVENING, weeks(), |_| {}), &format!("l{keys}"));
    assert_screen!("learn", open("jj"), (80, 24), (40, 12), (120, 40), (200, 60));
    assert_screen!("learn-text", open("jjj<enter>j"), (80, 24), (40, 12), (120, 40), (200, 60));
    assert_screen!("learn-find", open("/scar tis"), (80, 24), (40, 12), (120, 40));
    assert_screen!("learn-found", open("/scar tissue<enter>"), (80, 24), (40, 12), (120, 40));
    assert_screen!("learn-sources", open("jjj<enter>s"), (80, 24), (40, 12));
    let mut ascii = House::at(EVENING, weeks(), |setup| setup.theme = setup.theme.in_ascii());
    ascii.press("l<end><up><enter>");
    assert_screen!("learn-ascii", ascii, (80, 24));
}

#[test]
fn cut_off() {
    assert_screen!("recover", live("90s").killed_and_started("10m"), (80, 24));
}

#[test]
fn help() {
    assert_screen!("help", press(live("90s"), "?"), (80, 24));
}

#[test]
fn styles_of_a_session_and_of_home() {
    let mut text = String::new();
    for (name, kind) in
        [("dark", Kind::Dark), ("light", Kind::Light), ("sixteen", Kind::Sixteen), ("no colour", Kind::None)]
    {
        let mut house = House::at(EVENING, weeks(), |setup| {
            setup.theme = Theme::new(kind);
            setup.begin = Begin::Routine(Box::new(Library::new(None).load("calf-classic").unwrap()));
        });
        house.press("<enter><enter>").wait("90s");
        writeln!(text, "== session, {name}\n{}", styles(&house.drawn(60, 14))).unwrap();
        let house = House::at(EVENING, weeks(), |setup| setup.theme = Theme::new(kind));
        writeln!(text, "== home, {name}\n{}", styles(&house.drawn(60, 14))).unwrap();
    }
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("styles", text);
    });
}

/// The runs of cells in one style, in words; plain text and the keys at the bottom are left out.
fn styles(buffer: &Buffer) -> String {
    let mut lines = Vec::new();
    let rows = buffer.content.chunks(buffer.area.width.into());
    for row in rows.take(usize::from(buffer.area.height) - 1) {
        for run in row.chunk_by(|one, next| look(one) == look(next)) {
            let text: String = run.iter().map(symbol).collect();
            let line = format!("{}: {}", text.trim(), run.first().map(look).unwrap_or_default());
            if !text.trim().is_empty() && !line.ends_with(": ") && !lines.contains(&line) {
                lines.push(line);
            }
        }
    }
    lines.join("\n") + "\n"
}

/// A style in words.
fn look(cell: &Cell) -> String {
    let mut words = Vec::new();
    for (modifier, word) in
        [(Modifier::BOLD, "strong"), (Modifier::UNDERLINED, "underlined"), (Modifier::REVERSED, "reversed")]
    {
        if cell.modifier.contains(modifier) {
            words.push(word.to_owned());
        }
    }
    if cell.fg != Color::Reset {
        words.push(hue(cell.fg));
    }
    if cell.bg != Color::Reset {
        words.push(format!("on {}", hue(cell.bg)));
    }
    words.join(" ")
}

/// A colour in a word, so that another shade of it is still the same.
fn hue(colour: Color) -> String {
    let Color::Indexed(index) = colour else { return format!("{colour:?}") };
    if index >= 232 {
        return "grey".into();
    }
    let cube = index.saturating_sub(16);
    let [red, green, blue] = [cube / 36, cube / 6 % 6, cube % 6];
    let name = match (red, green, blue) {
        (r, g, b) if r == g && g == b => "grey",
        (r, g, b) if b > r && b > g => "blue",
        (r, g, b) if g >= r && g >= b => "green",
        (_, g, b) if g > b => "amber",
        _ => "red",
    };
    name.into()
}
