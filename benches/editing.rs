//! What a keystroke costs while a routine of 200 steps is edited: from the key to the bytes for the terminal.
//!
//! ```text
//! cargo bench --bench editing                # all
//! cargo bench --bench editing -- letter      # a letter of the last step's name: changed, read again, unrolled, drawn
//! cargo bench --bench editing -- mistake     # a letter that makes its time wrong, and the one that mends it
//! cargo bench --bench editing -- moved       # the last step moves up, and so on to the top, and down again
//! cargo bench --bench editing -- down        # the mark goes down a step
//! cargo bench --bench editing -- setting     # a choice in the default file of settings: its text, and that read again
//! ```
#![allow(clippy::unwrap_used, missing_docs)]

use std::fmt::Write;

use crossterm::event::{KeyCode, KeyEvent};
use divan::{Bencher, black_box};
use ratatui::layout::Size;
use solemate::config::{Here, Places, Settings, SettingsDesk, default_file, settings};
use solemate::domain::care::Care;
use solemate::domain::health::Profile;
use solemate::domain::routine::RoutineId;
use solemate::domain::time::{Moment, Now, stamp};
use solemate::driver::terminal::Painter;
use solemate::sound::cut;
use solemate::sound::wishes::Wishes;
use solemate::store::anatomy;
use solemate::store::desk::Desk;
use solemate::store::library::{Library, Source};
use solemate::ui::app::{App, Begin, Prefs, Setup};
use solemate::ui::chosen::Ask;
use solemate::ui::effect::{Effect, Msg};
use solemate::ui::keymap::Keymap;
use solemate::ui::theme::{Kind, Theme};

const SIZES: [(u16, u16); 2] = [(120, 40), (200, 60)];

fn main() {
    divan::main();
}

#[divan::bench(args = SIZES)]
fn letter(bencher: Bencher<'_, '_>, size: (u16, u16)) {
    let mut stage = Stage::new(size, &[KeyCode::Enter, KeyCode::Enter]);
    let keys = [KeyCode::Char('x'), KeyCode::Backspace];
    let mut number = 0;
    bencher.bench_local(|| {
        number += 1;
        stage.press(keys[number % 2])
    });
}

#[divan::bench(args = SIZES)]
fn mistake(bencher: Bencher<'_, '_>, size: (u16, u16)) {
    let mut stage = Stage::new(size, &[KeyCode::Enter]);
    [KeyCode::Down; 6].into_iter().chain([KeyCode::Enter]).for_each(|key| stage.key(key));
    let keys = [KeyCode::Char('x'), KeyCode::Backspace];
    let mut number = 0;
    bencher.bench_local(|| {
        number += 1;
        stage.press(keys[number % 2])
    });
}

#[divan::bench]
fn setting(bencher: Bencher<'_, '_>) {
    let desk = SettingsDesk::new(&Places::find(Some(("--data-dir", "/nowhere".as_ref()))).unwrap());
    let here = Here { answers: Default::default(), theme: &|_| Theme::new(Kind::Dark) };
    let theme = *settings().iter().find(|setting| setting.key == "theme").unwrap();
    let words = ["dark", "light"];
    let mut number = 0;
    bencher.bench_local(|| {
        number += 1;
        let ask = Ask::Change(default_file(), theme, Some(words[number % 2].to_owned()));
        black_box(desk.answer(ask, here))
    });
}

#[divan::bench(args = SIZES)]
fn down(bencher: Bencher<'_, '_>, size: (u16, u16)) {
    let mut stage = Stage::new(size, &[]);
    let mut number = 0;
    bencher.bench_local(|| {
        number += 1;
        stage.press(if number / 100 % 2 == 0 { KeyCode::Up } else { KeyCode::Down })
    });
}

#[divan::bench(args = SIZES)]
fn moved(bencher: Bencher<'_, '_>, size: (u16, u16)) {
    let mut stage = Stage::new(size, &[]);
    let mut number = 0;
    bencher.bench_local(|| {
        number += 1;
        stage.press(KeyCode::Char(if number / 100 % 2 == 0 { 'K' } else { 'J' }))
    });
}

/// The program with a routine laid open, its desk, and a terminal to draw on.
struct Stage {
    app: App,
    desk: Desk,
    wishes: Wishes,
    now: Now,
    painter: Painter,
}

impl Stage {
    /// The last step is marked, and these keys are pressed.
    fn new((columns, rows): (u16, u16), keys: &[KeyCode]) -> Self {
        let wall = stamp::read("2026-11-20T21:30:00+01:00").unwrap();
        let now = Now { moment: Moment::default(), wall, dawn: Default::default() };
        let settings = Settings::default();
        let mut desk = Desk::new(Library::new(Some("/nowhere".into())), "/nowhere".as_ref());
        let id = RoutineId::new("long").unwrap();
        let path = Some("/nowhere/long.toml".into());
        let opened = desk.open_source(Source { id, path, bytes: two_hundred_steps().into_bytes() }).unwrap();
        let setup = Setup {
            theme: Theme::new(Kind::Either),
            keys: Keymap::default(),
            prefs: Prefs { check: false, ..settings.prefs() },
            adjust: Default::default(),
            anyway: false,
            entries: Vec::new(),
            care: Care { health: Profile::default().with_no_to_the_rest(now.today()), ..Care::default() },
            recent: Vec::new(),
            more: false,
            first_start: false,
            unfinished: None,
            notices: Vec::new(),
            begin: Begin::Edit(opened),
        };
        let (app, _) = App::new(setup, now);
        let wishes = settings.sound.clone();
        let mut stage = Self { app, desk, wishes, now, painter: Painter::new(Size::new(columns, rows), true) };
        stage.tell(Msg::Anatomy(Box::new(anatomy::ours()), Vec::new()));
        [KeyCode::End].iter().chain(keys).for_each(|key| stage.key(*key));
        stage
    }

    fn tell(&mut self, msg: Msg) {
        let turn = self.app.update(msg, self.now);
        for effect in turn.effects {
            if let Effect::Desk(ask) = effect
                && let Some(answer) = self.desk.answer(ask)
            {
                self.tell(Msg::Desk(cut::pointed_out(answer, &self.wishes)));
            }
        }
    }

    fn key(&mut self, key: KeyCode) {
        self.tell(Msg::Key(KeyEvent::from(key)));
    }

    fn press(&mut self, key: KeyCode) -> usize {
        self.key(key);
        let (app, now) = (&self.app, self.now);
        black_box(self.painter.frame(|buffer| drop(app.draw(buffer, now)))).len()
    }
}

fn two_hundred_steps() -> String {
    let mut text = "format = 1\nname = \"Long\"\n".to_owned();
    for number in 1..=200 {
        write!(
            text,
            "\n[[step]]\nname = \"Step {number}\"\ntechnique = \"kneading\"\nzones = [\"calf_lower\"]\n\
             time = \"20s\"\ncue = \"Like dough, toward the ankle.\"\nhow = \"Firm, steady squeezes with both hands.\"\n"
        )
        .unwrap();
    }
    text
}
