//! Draws the README's pictures: the program's own screens, as SVG.
//!
//! ```sh
//! cargo run --release --example pictures -- assets/pictures
//! ```

#![allow(clippy::print_stdout, missing_docs, reason = "a tool for the repository, not part of the program")]

mod svg;

use std::path::PathBuf;
use std::time::Duration;

use chrono::{DateTime, FixedOffset, TimeDelta};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use solemate::config::Settings;
use solemate::domain::body::Side;
use solemate::domain::care::Care;
use solemate::domain::desk::Ask;
use solemate::domain::health::Profile;
use solemate::domain::history::Gather;
use solemate::domain::plan::{Choice, Plan};
use solemate::domain::record::{Event, Fact, FactId, Pain, PainKind, Rating, What};
use solemate::domain::session::Unfinished;
use solemate::domain::session::{Input, Session};
use solemate::domain::text::Clean;
use solemate::domain::time::{Moment, Now};
use solemate::domain::trend::Diary;
use solemate::store::anatomy;
use solemate::store::desk::Desk;
use solemate::store::learn;
use solemate::store::library::Library;
use solemate::ui::app::{App, Begin, Setup};
use solemate::ui::effect::{Claimed, Effect, Msg, Opened};
use solemate::ui::keymap::Keymap;
use solemate::ui::theme::{Kind, Theme};
use svg::Ground;

/// A person at the program, with a clock that moves only when they wait.
struct Sitting {
    app: App,
    now: Now,
    facts: Vec<Fact>,
    desk: Desk,
}

impl Sitting {
    fn new(kind: Kind, facts: Vec<Fact>, unfinished: Option<Unfinished>) -> Self {
        let wall = DateTime::parse_from_rfc3339("2026-11-20T20:41:00+01:00").expect("a date that is written correctly");
        let now = Now { moment: Moment::at(Duration::from_secs(60)), wall, dawn: Default::default() };
        let setup = Setup {
            theme: Theme::new(kind),
            keys: Keymap::default(),
            prefs: Settings::default().prefs(),
            entries: Library::default().entries(),
            care: Care { health: Profile::default().with_no_to_the_rest(now.today()), ..Care::default() },
            recent: facts.clone(),
            more: false,
            first_start: false,
            unfinished,
            notices: Vec::new(),
            adjust: Default::default(),
            anyway: false,
            begin: Begin::Home,
        };
        let desk = Desk::new(Library::new(Some("/home/you/.config/solemate/routines".into())), "/nowhere".as_ref());
        Self { app: App::new(setup, now).0, now, facts, desk }
    }

    fn tell(&mut self, msg: Msg) {
        let turn = self.app.update(msg, self.now);
        for effect in turn.effects {
            match effect {
                Effect::Load(id) => {
                    let loaded = Library::default().load(id.as_str()).map(Box::new);
                    self.tell(Msg::Loaded(loaded.map_err(|error| error.one_line())));
                }
                Effect::Claim(_) => self.tell(Msg::Claimed(Claimed::Yes)),
                Effect::Keep(facts) => {
                    let said = facts.iter().map(Fact::said).collect();
                    self.facts.extend(facts);
                    self.tell(Msg::Kept(said));
                }
                Effect::Desk(Ask::KeepDraft(..) | Ask::DropDraft | Ask::List) => {}
                Effect::Desk(ask) => {
                    if let Some(answer) = self.desk.answer(ask) {
                        self.tell(Msg::Desk(answer));
                    }
                }
                Effect::ReadAnatomy => {
                    self.tell(Msg::Anatomy(Box::new(anatomy::ours()), Vec::new()));
                }
                Effect::ReadHistory | Effect::LookAtHistory => {
                    let mut gather = Gather::default();
                    self.facts.iter().cloned().for_each(|fact| gather.take(fact));
                    self.tell(Msg::History(gather.rows(), None));
                }
                Effect::ReadTrends => {
                    let mut diary = Diary::new(self.now.dawn);
                    self.facts.iter().for_each(|fact| diary.take(fact));
                    self.tell(Msg::Trends(Box::new(diary), None));
                }
                Effect::ReadBook => self.tell(Msg::Book(Box::new(learn::book()))),
                Effect::ReadRecord(id) => {
                    let opened = self.opened(id).map(Box::new);
                    self.tell(Msg::Record(opened));
                }
                _ => {}
            }
        }
    }

    fn opened(&self, id: FactId) -> Option<Opened> {
        let fact = self.facts.iter().find(|fact| fact.id == id)?.clone();
        let about = self.facts.iter().filter(|fact| matches!(&fact.what, What::Pain(r) if r.session == Some(id)));
        Some(Opened { fact, about: about.cloned().collect() })
    }

    /// Presses keys: a letter each, `\n` for Enter, `>` for the right arrow, `!` for Esc.
    fn press(mut self, keys: &str) -> Self {
        for key in keys.chars() {
            let code = match key {
                '\n' => KeyCode::Enter,
                '>' => KeyCode::Right,
                '!' => KeyCode::Esc,
                letter => KeyCode::Char(letter),
            };
            self.tell(Msg::Key(KeyEvent::new(code, KeyModifiers::NONE)));
        }
        self
    }

    /// Lets time pass, woken as the session wishes.
    fn wait(mut self, seconds: u64) -> Self {
        let until = self.now.moment.plus(Duration::from_secs(seconds));
        loop {
            let next = self.app.next_wake().filter(|wake| *wake < until).unwrap_or(until);
            self.now.wall += TimeDelta::from_std(next.since(self.now.moment)).unwrap_or_default();
            self.now.moment = next;
            self.tell(Msg::Tick);
            if next == until {
                return self;
            }
        }
    }

    fn picture(&self, size: (u16, u16), ground: Ground) -> String {
        svg::svg(&self.drawn(size), ground)
    }

    /// So many frames of the moving drawing, four a second.
    fn film(mut self, frames: usize, size: (u16, u16), ground: Ground) -> String {
        const FRAME: Duration = Duration::from_millis(250);
        let mut film = Vec::new();
        for _ in 0..frames {
            film.push(self.drawn(size));
            self.now.moment = self.now.moment.plus(FRAME);
            self.tell(Msg::Tick);
        }
        svg::moving(&film, 250, ground)
    }

    fn drawn(&self, (width, height): (u16, u16)) -> Buffer {
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
        self.app.draw(&mut buffer, self.now);
        buffer
    }
}

/// Two months of mornings and evenings, as somebody might have had them.
fn past() -> Vec<Fact> {
    let end = DateTime::parse_from_rfc3339("2026-11-20T07:10:00+01:00").expect("a date that is written correctly");
    let mut facts = Vec::new();
    for back in (0..70_i64).rev() {
        let at = end - TimeDelta::days(back);
        let worn = |from: i64, to: i64, salt: i64| {
            let wave = (back * 7 + salt * 3) % 5 - 2;
            ((from * back + to * (70 - back)) / 70 + wave.signum() * i64::from(wave.abs() > 1)).clamp(0, 10)
        };
        if back % 9 != 4 {
            facts.push(rating(at, Side::Left, worn(7, 2, 1)));
            facts.push(rating(at, Side::Right, worn(3, 1, 2)));
        }
        if back == 38 {
            facts.push(event(at + TimeDelta::hours(5), "new insoles"));
        }
        if back > 0 && back % 3 != 1 {
            let id = ["calf-classic", "ball-roll", "wind-down", "ten-by-ten"][(back % 4) as usize];
            facts.extend(session(id, at + TimeDelta::hours(13)));
        }
    }
    facts
}

fn rating(at: DateTime<FixedOffset>, side: Side, value: i64) -> Fact {
    let value = Pain::try_from(value as u8).expect("a value on the scale");
    Fact::new(at, What::Pain(Rating { side, kind: PainKind::FirstStep, value, session: None, note: None, place: None }))
}

fn event(at: DateTime<FixedOffset>, text: &str) -> Fact {
    Fact::new(at, What::Event(Event { text: Clean::visible(text) }))
}

fn session(id: &str, started: DateTime<FixedOffset>) -> Option<Fact> {
    let routine = Library::default().load(id).ok()?;
    let (mut session, _) = Session::new(Plan::unroll(&routine, Choice::default()), Moment::default())?;
    while let Some(wake) = session.next_wake() {
        session.advance(wake);
    }
    let now = Moment::at(session.plan().total());
    Some(Fact::new(started + TimeDelta::minutes(14), What::Session(session.record(started, now))))
}

/// A session that was cut off in its seventh minute.
fn cut_off() -> Option<Unfinished> {
    let routine = Library::default().load("calf-classic").ok()?;
    let started = DateTime::parse_from_rfc3339("2026-11-20T20:02:00+01:00").ok()?;
    let (mut session, _) = Session::new(Plan::unroll(&routine, Choice::default()), Moment::default())?;
    while let Some(wake) = session.next_wake().filter(|wake| *wake <= Moment::at(Duration::from_secs(400))) {
        session.advance(wake);
    }
    let now = Moment::at(Duration::from_secs(400));
    session.handle(Input::Pause, now);
    Some(Unfinished {
        session: solemate::domain::record::new_id(started),
        started,
        saved: started + TimeDelta::seconds(400),
        plan: session.plan().clone(),
        progress: session.progress(now),
    })
}

/// Home in every theme: both sides, the row one is on, what is plain and what is quiet.
fn themes() -> impl Iterator<Item = (String, String)> {
    let themes = [
        ("dark", Kind::Dark, Ground::Dark),
        ("light", Kind::Light, Ground::Light),
        ("contrast-dark", Kind::ContrastDark, Ground::Black),
        ("contrast-light", Kind::ContrastLight, Ground::Light),
        ("colourblind-dark", Kind::ColourBlindDark, Ground::Dark),
        ("colourblind-light", Kind::ColourBlindLight, Ground::Light),
        ("sixteen", Kind::Sixteen, Ground::Dark),
        ("none", Kind::None, Ground::Light),
    ];
    themes.into_iter().map(|(name, kind, ground)| {
        let sitting = Sitting::new(kind, past(), None);
        (format!("theme-{name}"), sitting.picture((80, 18), ground))
    })
}

fn main() -> std::io::Result<()> {
    let folder = PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| "assets/pictures".into()));
    std::fs::create_dir_all(&folder)?;
    let dark = |facts| Sitting::new(Kind::Dark, facts, None);
    let light = |facts| Sitting::new(Kind::Light, facts, None);
    let classic = "/calf classic\n";
    let begun = |sitting: Sitting| sitting.press(classic).press("\n\n");
    let pictures = [
        ("home", dark(past()).picture((100, 30), Ground::Dark)),
        ("before", light(past()).press(classic).press("\n52").picture((80, 24), Ground::Light)),
        ("check", dark(past()).press(classic).picture((80, 24), Ground::Dark)),
        ("left", begun(dark(past())).wait(86).picture((100, 30), Ground::Dark)),
        // Four strokes at twenty a minute.
        ("moving", begun(dark(past())).wait(87).film(48, (100, 30), Ground::Dark)),
        ("change", begun(dark(past())).wait(247).picture((100, 30), Ground::Dark)),
        ("right", begun(light(past())).wait(300).picture((100, 30), Ground::Light)),
        ("small", begun(dark(past())).wait(86).picture((40, 12), Ground::Dark)),
        ("paused", begun(light(past())).wait(300).press(" ").picture((100, 30), Ground::Light)),
        (
            "after",
            light(past()).press(classic).press("\n51\n").wait(760).press("qq32").picture((80, 24), Ground::Light),
        ),
        ("edit", dark(past()).press(classic).press("!ejjjj\njj\n").picture((112, 34), Ground::Dark)),
        ("history", dark(past()).press("h").picture((100, 30), Ground::Dark)),
        ("trends", dark(past()).press("t").picture((110, 36), Ground::Dark)),
        ("learn", light(past()).press("ljjjjjjjjj\n").picture((112, 32), Ground::Light)),
        ("record", dark(past()).press("hjjjj\n").picture((80, 24), Ground::Dark)),
        ("recover", Sitting::new(Kind::Light, past(), cut_off()).picture((80, 24), Ground::Light)),
        ("help", begun(dark(past())).wait(30).press("?").picture((80, 24), Ground::Dark)),
    ];
    let pictures = pictures.into_iter().map(|(name, picture)| (name.to_owned(), picture));
    for (name, picture) in pictures.chain(themes()) {
        let path = folder.join(format!("{name}.svg"));
        std::fs::write(&path, picture)?;
        println!("{}", Clean::visible(&path.to_string_lossy()));
    }
    Ok(())
}
